import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Works on weeks: shows them, closes them, revises and verifies what is closed.
struct WeeksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "week",
        abstract: Wording.both("Weeks: show, close, revise, verify.", "周报：查看、封存、修订、核验。"),
        discussion: """
            A week that is over can be closed: its report is sealed, and shown from
            those bytes for ever. docs/loop.md says what a sealed report holds.
            """,
        subcommands: [WeekCommand.self, WeekClose.self, WeekRevise.self, WeekVerify.self],
        defaultSubcommand: WeekCommand.self
    )

    static func read(_ text: String) throws -> ISOWeek {
        guard let week = ISOWeek(reported: text) else {
            let said = ISOWeek.unknown(text)
            throw CommandError(zh: said.zh, en: said.en)
        }
        return week
    }
}

/// Closes a week that is over.
struct WeekClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: Wording.both("Close a week that is over: seal its report.", "封存一周的周报。"),
        discussion: """
            What is received later for that week changes nothing of the report; where the
            figures differ then, 'lazaret week revise' puts a revision beside it. Example:

              lazaret week close 2021-W33
            """
    )

    @Argument(help: ArgumentHelp("The ISO week, Asia/Shanghai.", valueName: "YYYY-Www"))
    var week: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let week = try WeeksCommand.read(week)
        let sealed = try await options.withStore { try await $0.closeWeek(week) }
        try options.say(
            sealed.receipt,
            or: Wording.text("已封存 \(week)。", "Closed: \(week).") + "\n" + SealedWeekText(sealed).head,
            else: .doneAllTheSame
        )
    }
}

/// Revises a closed week.
struct WeekRevise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revise",
        abstract: Wording.both("Put a revision beside a closed week's report.", "修订已封存的周报。"),
        discussion: """
            The revision says what differs from the one before, and by which inspections;
            where nothing does, it is refused. All revisions stay. Example:

              lazaret week revise 2021-W33 --reason 迟报两份检查
            """
    )

    @Argument(help: ArgumentHelp("The ISO week, Asia/Shanghai.", valueName: "YYYY-Www"))
    var week: String

    @Option(help: ArgumentHelp("Why; it stays on record.", valueName: "text"))
    var reason: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let week = try WeeksCommand.read(week)
        let sealed = try await options.withStore { try await $0.reviseWeek(week, reason: reason) }
        let text = SealedWeekText(sealed)
        try options.say(
            sealed.receipt,
            or: Wording.text("已修订 \(week)。", "Revised: \(week).") + "\n" + text.head + "\n" + text.difference,
            else: .doneAllTheSame
        )
    }
}
