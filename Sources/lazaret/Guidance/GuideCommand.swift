import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Guidance on the standard: on record, and withdrawn.
struct GuideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide",
        abstract: Wording.both("Record guidance given at a site, or withdraw it.", "记录或撤销对点位的指导。"),
        subcommands: [GuideRecord.self, GuideWithdraw.self]
    )
}

/// Puts guidance on record, from paper too.
struct GuideRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: Wording.both("Record guidance given at a site.", "记录一次指导。"),
        discussion: Wording.about(
            """
            按当日施行的标准版本记录；该版本此前已下发到点位的才算。类别为“指导”的检查自
            动计入，不必再记。
            """,
            """
            It is on the version in force that day, and counts only where that was issued to
            the site before. Visits of the kind 'guidance' count by themselves.
            """,
            examples: """
                lazaret guide record T-03 --at 2021-08-18T09:00:00+08:00 \\
                  --shown 分区图与最低要求 --attended 卫生院院长、护士长
                """
        )
    )

    @Argument(help: .both("The site, by its code.", "点位编号。", value: "site"))
    var site: String

    @Option(help: .both("When it was given, with the offset from UTC.", "指导时间，带与 UTC 的时差。", value: "time"))
    var at: String

    @Option(help: .both("What was shown and explained.", "展示和讲解的内容。", value: "text"))
    var shown: String

    @Option(help: .both("Who was there, by duty.", "参加人，写职务。", value: "text"))
    var attended: String

    @Option(
        help: .both(
            "The account that gave it; whoever records it otherwise.",
            "作指导的账号；不写则为记录人。",
            value: "name"
        )
    )
    var by: String?

    @Option(
        help: .both("A UUID of version 7, to say the same again safely.", "第 7 版 UUID，供放心重复提交。", value: "id")
    )
    var id: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let now = Instant.now
        let id = id ?? FreshID.text(at: now, random: (.random(in: 0 ... .max), .random(in: 0 ... .max)))
        let form: Node = .object([
            ("id", .string(id)), ("site", .string(site)), ("givenAt", .string(at)),
            ("givenBy", by.map(Node.string)), ("shown", .string(shown)), ("attended", .string(attended)),
        ])
        let isNew = try await options.withStore { store in try await store.record(guidance: form, now: now) }
        try options.say(
            .object([("id", .string(id)), ("outcome", isNew ? "recorded" : "already")]),
            or: isNew
                ? Wording.text("已记录 \(id)。", "Recorded: \(id).")
                : Wording.text("此前已记录 \(id)。", "On record already: \(id)."),
            else: .doneAllTheSame
        )
    }
}

/// Withdraws guidance that was recorded by mistake.
struct GuideWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: Wording.both(
            "Withdraw guidance recorded by mistake: it stays on record, and counts nowhere.",
            "撤销误记的指导。"
        )
    )

    @Argument(help: .both("The guidance.", "指导的编号。", value: "id"))
    var id: String

    @Option(help: .both("Why; it stays on record.", "理由，会记录在案。", value: "text"))
    var reason: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let guidance = InspectionID(id) else { throw StoreError.noGuidance(id) }
        try await options.withStore { store in try await store.withdraw(guidance: guidance, reason: reason) }
        try options.say(
            .object([("withdrawn", .string(guidance.description)), ("reason", .string(reason))]),
            or: Wording.text("已撤销 \(guidance)。", "Withdrawn: \(guidance)."),
            else: .doneAllTheSame
        )
    }
}
