import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Shows the figures of a week.
struct WeekCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "week",
        abstract: Wording.both("The week: coverage, ranking, failing items, flags.", "本周情况。"),
        discussion: Wording.about(
            """
            检查覆盖、乡镇隔离点排名、县集中隔离点、一票否决项差距、最常不符合的检
            查项、持续不达标的点位及依据、趋势。可查 2000 至 2199 年的各周。
            """,
            """
            Coverage, the ranking of township sites, county sites apart, critical
            gaps, the items that failed most often, the sites that stay below the
            minimum with the evidence, and the trend. Weeks of the years 2000 to 2199.
            """,
            examples: """
                lazaret week
                lazaret week 2021-W33 --json
                """
        )
    )

    @Argument(
        help: .both(
            "The ISO week, Asia/Shanghai; this one otherwise.",
            "ISO 周，北京时间；不写则为本周。",
            value: "YYYY-Www"
        )
    )
    var week: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let now = Instant.now
        let week = try self.week.map(Self.read) ?? ISOWeek(of: Day(now))
        let figures = try await options.withStore { try await $0.weekFigures(week, now: now) }
        try options.say(figures.json, or: WeekText(figures).whole, leavingOut: figures.unreadable)
    }

    private static func read(_ text: String) throws -> ISOWeek {
        guard let week = ISOWeek(reported: text) else {
            let said = ISOWeek.unknown(text)
            throw CommandError(zh: said.zh, en: said.en)
        }
        return week
    }
}
