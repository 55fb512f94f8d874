import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Shows the figures of a week.
struct WeekCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "week",
        abstract: "The week: coverage, ranking, failing items, flags. 本周情况。",
        discussion: """
            Coverage, the ranking of township sites, county sites apart, critical
            gaps, the items that failed most often, the sites that stay below the
            minimum with the evidence, and the trend. Examples:

              lazaret week
              lazaret week 2021-W33 --json
            """
    )

    @Argument(help: ArgumentHelp("The ISO week, Asia/Shanghai; this one otherwise.", valueName: "YYYY-Www"))
    var week: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let now = Instant.now
        let week = try self.week.map(Self.read) ?? ISOWeek(of: Day(now))
        let figures = try await options.withStore { try await $0.weekFigures(week, now: now) }
        try options.say(figures.json, or: WeekText(figures).whole, leavingOut: figures.unreadable)
    }

    private static func read(_ text: String) throws -> ISOWeek {
        guard let week = ISOWeek(text) else {
            throw CommandError(
                zh: "没有“\(text)”这一周，写法如 2021-W33。",
                en: "There is no week '\(text)'; write it as 2021-W33."
            )
        }
        return week
    }
}
