import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// How often sites are visited.
struct CadenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cadence",
        abstract: Wording.both("Say how often sites are visited, or list it.", "检查间隔：设定、查看。"),
        subcommands: [CadenceSet.self, CadenceList.self]
    )
}

/// Sets how often sites of a kind are visited.
struct CadenceSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: Wording.both("Set how often sites of a kind are visited.", "设定一类点位的检查间隔。"),
        discussion: Wording.about(
            """
            间隔是本县自己的规定。自今天或以后某天起施行，过去的不能改。类型写
            countyIsolation、townshipIsolation、homeIsolation、checkpoint 或 zone。
            """,
            """
            It is the county's own policy, from today or a later day on: what was owed is
            not put otherwise afterwards. Kinds are countyIsolation, townshipIsolation,
            homeIsolation, checkpoint and zone.
            """,
            examples: "lazaret cadence set checkpoint --days 14 --below 3 --reason 县防指会议"
        )
    )

    @Argument(help: .both("The kind of site.", "点位类型。", value: "kind"))
    var kind: String

    @Option(help: .both("Days between visits, at most.", "两次检查之间最多天数。", value: "days"))
    var days: String

    @Option(help: .both("Days where below the minimum, at most.", "不达标的，最多天数。", value: "days"))
    var below: String

    @Option(help: .both("The first day, as 2021-09-01; today otherwise.", "自哪天起；不写则为今天。", value: "day"))
    var from: String?

    @Option(help: .both("Why.", "理由。", value: "text"))
    var reason: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let now = Instant.now
        let form = CadenceForm.node(
            kind: kind,
            days: days,
            daysBelow: below,
            from: from ?? "\(Day(now))",
            reason: reason
        )
        let isNew = try await options.withStore { try await $0.setCadence(form, now: now) }
        try options.say(
            .object([("outcome", isNew ? "set" : "already")]),
            or: isNew
                ? Wording.text("已设定。", "Set.")
                : Wording.text("那天起已经是这样，没有写入。", "It is so already from that day."),
            else: .doneAllTheSame
        )
    }
}

/// Lists what was set.
struct CadenceList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Wording.both("Every cadence that was set, the last first.", "所有设定过的检查间隔。")
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let cadences = try await options.withStore { try await $0.cadences() }
        let lines = cadences.map { record in
            let cadence = record.cadence
            return [
                cadence.kind.title[.ofShell], "\(cadence.interval.days)", "\(cadence.interval.daysBelow)",
                "\(cadence.validFrom)", record.reason,
            ]
        }
        try options.say(
            .object([("cadences", .array(cadences.map(\.json)))]),
            or: lines.isEmpty
                ? Wording.text(
                    "没有设定过；隔离点每 7 天、不达标的 3 天。",
                    "Nobody set any: isolation sites every 7 days, 3 where below."
                )
                : Terminal.table(lines),
            leavingOut: cadences.unreadable
        )
    }
}
