import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// What an inspector may do next.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: Wording.both("What an inspector may do next.", "检查员的安排。"),
        discussion: Wording.about(
            """
            两天内到期和已逾期的点位、等检查员核验的整改；用令牌时，还有该账号今天抽到的检
            查，并略去本人任过职的点位。抽到的只告诉去的人，操作员看不到。
            """,
            """
            Sites that are due within two days or late, and what waits to be verified. With
            a token, what its account is drawn for today too, and not the sites where it
            holds a duty. What was drawn is told to nobody else, and not to the operator.
            """
        )
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let plan = try await options.withStore { try await $0.plan(now: .now) }
        let never = Wording.text("没有检查过", "never visited")
        let drawn = plan.drawn.map { visit in
            let absent = visit.absent.joined(separator: " ")
            let without = absent.isEmpty ? "" : Wording.text("（\(absent) 不去）", " (not \(absent))")
            return [visit.site, visit.siteName[.ofShell], visit.inspectors.joined(separator: " ") + without]
        }
        let due = plan.due.map {
            [
                $0.site, $0.siteName[.ofShell], $0.lastVisit.map { "\($0)" } ?? never, "\($0.dueOn)",
                "\($0.daysLate)",
            ]
        }
        let waiting = plan.verifications.map { [$0.site, $0.item, $0.siteName[.ofShell], "\($0.since)"] }
        let parts = [
            (Wording.text("今天抽到的检查", "Drawn for today"), drawn.count, drawn),
            (Wording.text("到期的点位（最迟、逾期天数）", "Due (by, days late)"), plan.dueTotal, due),
            (Wording.text("等检查员核验", "Waiting for an inspector"), plan.verificationTotal, waiting),
        ]
        try options.say(
            plan.json,
            or:
                parts.map { title, total, lines -> String in
                    let head = "\(title)\(colon)\(total)"
                    return lines.isEmpty ? head : head + "\n" + Terminal.table(lines)
                }
                .joined(separator: "\n\n")
        )
    }
}

/// What the commission itself owes.
struct OwedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "owed",
        abstract: Wording.both("What the commission itself owes.", "卫健委应办未办事项。"),
        discussion: Wording.about(
            """
            逾期的检查、待补查、已抽中未实施的检查、超时未核验、应发未发和未送达的通知书、待
            收的送达照片、没有下发和指导的标准、没有封存的周报、最近八个封存周中应修订的。24
            小时内下发、待签收的标准单列，不算欠办。
            """,
            """
            Late visits, items to be checked again, drawn visits that were not made,
            verifications that wait, notices not issued or not arrived, photographs of those
            handed over, standards not issued or not explained, weeks not closed, and which
            of the last eight closed weeks are due for a revision. Standards issued within
            24 hours are on their way, and nothing is owed of them.
            """,
            examples: "lazaret owed --days 0"
        )
    )

    @Option(help: .both("After how many days a verification is owed.", "等待核验超过几天算超时。", value: "days"))
    var days = Arrears.usualPatience

    @OptionGroup var options: CountyOptions

    func validate() throws {
        guard (0...366).contains(days) else {
            throw ValidationError(Wording.text("--days 应为 0 至 366。", "--days is 0 to 366."))
        }
    }

    func run() async throws {
        let arrears = try await options.withStore { try await $0.arrears(patience: days, now: .now) }
        let text = arrears.parts.map(Self.text)
        try options.say(arrears.json, or: text.joined(separator: "\n\n"), leavingOut: arrears.unreadable)
    }

    /// A kind with its lines.
    private static func text(_ part: Arrears.Part) -> String {
        let lines: [[String]] = part.lines.map { line in
            let place: String = line.site ?? line.week.map { "\($0)" } ?? ""
            let name: String = line.siteName?[.ofShell] ?? ""
            var detail: String = line.item ?? line.standard?[.ofShell] ?? ""
            if detail.isEmpty, let visit = line.inspection { detail = "\(visit)" }
            let since: String = line.since.map { "\($0)" } ?? ""
            return [place, name, detail, since]
        }
        let head = "\(part.kind.title[.ofShell])\(colon)\(part.total)"
        return lines.isEmpty ? head : head + "\n" + Terminal.table(lines)
    }
}

/// Between what is counted and the count.
private var colon: String { Wording.text("：", ": ") }
