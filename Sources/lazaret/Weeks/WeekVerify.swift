import ArgumentParser
import AuditLog
import Compliance
import Store
import StrictJSON

/// Holds closed weeks against the record.
struct WeekVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: Wording.both("Hold closed weeks against the record.", "核验已封存的周报。"),
        discussion: Wording.about(
            """
            逐版核验：原文与摘要、与上一周的接续、在记录和树中的条目。树头的签名由
            'lazaret audit verify' 核验，它也核验周报。退出码 1 表示有不符，并逐处指明。
            """,
            """
            Of each revision: the bytes by their digest, the chain to the week before, and
            its entry with the tree. The signatures of the heads are checked by 'lazaret
            audit verify', which covers this table too. Exit code 1: something is wrong,
            and named.
            """,
            examples: """
                lazaret week verify 2021-W33
                lazaret week verify --all
                """
        )
    )

    @Argument(help: .both("The ISO week, Asia/Shanghai.", "ISO 周，北京时间。", value: "YYYY-Www"))
    var week: String?

    @ArgumentParser.Flag(help: .both("All closed weeks.", "所有已封存的周。"))
    var all = false

    @OptionGroup var options: CountyOptions

    func validate() throws {
        guard (week != nil) != all else {
            throw ValidationError(
                Wording.text("请写明一周，或用 --all 核验全部。", "Name a week, or ask for --all.")
            )
        }
    }

    func run() async throws {
        let week = try self.week.map(WeeksCommand.read)
        let found = try await options.withStore { try await $0.verifyWeeks(week) }
        try options.say(Self.node(found), or: Self.words(found))
        if !found.isWhole { throw ExitCode(CommandFailure.Code.refused.rawValue) }
    }

    private static func words(_ found: WeekVerification) -> String {
        let lines = found.reports.map { report in
            let previous =
                report.previous.map {
                    Wording.text("，接续 \($0.prefix(12))", ", goes on from \($0.prefix(12))")
                }
                ?? ""
            return Wording.text(
                "\(report.week) 第 \(report.revision.number) 版：摘要 \(report.revision.digest.prefix(12))\(previous)；第 \(report.revision.entry) 号记录\(standing(report.standing))",
                "\(report.week) revision \(report.revision.number): digest \(report.revision.digest.prefix(12))\(previous); entry \(report.revision.entry) \(standing(report.standing))"
            )
        }
        let more = found.faults - found.first.count
        let faults =
            found.first.map { $0.message[.ofShell] }
            + (more > 0 ? [Wording.text("……另有 \(more) 处。", "… and \(more) more.")] : [])
        let end =
            found.isWhole
            ? Wording.text(
                "\(found.reports.count) 份周报都与封存时相同：原文、摘要、前后接续和记录都对得上。",
                "As they were sealed: \(found.reports.count) reports, by bytes, digest, chain and entry."
            )
            : Wording.text("与封存时不同：\(found.faults) 处。", "Not as they were sealed: \(found.faults) things.")
        return (lines + faults + [end]).joined(separator: "\n")
    }

    private static func standing(_ standing: EntryStanding) -> String {
        switch standing {
        case .sealed(let proof, _):
            Wording.text("已封存于 \(proof.head.size) 条的树", "is sealed in the tree of \(proof.head.size)")
        case .waits: Wording.text("还在等待封存", "still waits to be sealed")
        case .changed: Wording.text("与封存时不同", "is not as it was sealed")
        }
    }

    private static func node(_ found: WeekVerification) -> Node {
        .object([
            ("whole", .bool(found.isWhole)),
            (
                "reports",
                .array(
                    found.reports.map { report in
                        .object([
                            ("week", .string("\(report.week)")),
                            ("revision", .number(report.revision.number)),
                            ("digest", .string(report.revision.digest)),
                            ("previous", report.previous.map(Node.string)),
                            ("entry", .number(report.revision.entry)),
                            ("standing", .string(word(report.standing))),
                        ])
                    }
                )
            ),
            ("faults", .number(found.faults)),
            (
                "first",
                .array(
                    found.first.map {
                        .object([("zh", .string($0.message.zh)), ("en", .string($0.message.en))])
                    }
                )
            ),
        ])
    }

    private static func word(_ standing: EntryStanding) -> String {
        switch standing {
        case .sealed: "sealed"
        case .waits: "waits"
        case .changed: "changed"
        }
    }
}
