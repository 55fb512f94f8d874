import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Works on weeks: shows them, closes them, revises and verifies what is closed.
struct WeeksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "week",
        abstract: Wording.both(
            "Weeks: show, close, revise, verify, export, keep, order.",
            "周报：查看、封存、修订、核验、写成文件、补存、定时封存。"
        ),
        discussion: Wording.about(
            """
            过完的一周可以封存：周报从此固定，以后都按封存的原文显示。
            封存的周报里有什么，见 docs/loop.md。
            """,
            """
            A week that is over can be closed: its report is sealed, and shown from
            those bytes for ever. docs/loop.md says what a sealed report holds.
            """
        ),
        subcommands: [
            WeekCommand.self, WeekClose.self, WeekRevise.self, WeekVerify.self, WeekExport.self,
            WeekKeep.self, WeekOrder.self,
        ],
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

/// Which of a closed week's reports.
struct RevisionOption: ParsableArguments {
    @Option(
        help: .both(
            "Which sealed report of the week; the last otherwise.",
            "该周的第几次定稿；不写则为最后一次。",
            value: "number"
        )
    )
    var revision: Int?
}

/// Closes a week that is over.
struct WeekClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: Wording.both("Close a week that is over: seal its report.", "封存一周的周报。"),
        discussion: Wording.about(
            """
            以后收到的该周情况不改变周报；数字因此有出入的，
            用 'lazaret week revise' 另附修订版。
            """,
            """
            What is received later for that week changes nothing of the report; where the
            figures differ then, 'lazaret week revise' puts a revision beside it.
            """,
            examples: """
                lazaret week close 2021-W33
                """
        )
    )

    @Argument(help: .both("The ISO week, Asia/Shanghai.", "ISO 周，北京时间。", value: "YYYY-Www"))
    var week: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let week = try WeeksCommand.read(week)
        let (sealed, paper) = try await options.withStore { store in
            let sealed = try await store.closeWeek(week)
            return (sealed, try await WeekPapers.keepIfPossible(sealed, in: store))
        }
        try options.say(
            sealed.receipt(paper),
            or: Wording.text("已封存 \(week)。", "Closed: \(week).") + "\n" + SealedWeekText(sealed).head + "\n"
                + SealedWeekText.line(paper),
            else: .doneAllTheSame
        )
    }
}

/// Revises a closed week.
struct WeekRevise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revise",
        abstract: Wording.both("Put a revision beside a closed week's report.", "修订已封存的周报。"),
        discussion: Wording.about(
            """
            修订版写明与上一版有哪些出入、由哪些检查引起；没有出入的不予修订。
            各版都留着。
            """,
            """
            The revision says what differs from the one before, and by which inspections;
            where nothing does, it is refused. All revisions stay.
            """,
            examples: """
                lazaret week revise 2021-W33 --reason 迟报两份检查
                """
        )
    )

    @Argument(help: .both("The ISO week, Asia/Shanghai.", "ISO 周，北京时间。", value: "YYYY-Www"))
    var week: String

    @Option(help: .both("Why; it stays on record.", "理由，会记录在案。", value: "text"))
    var reason: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let week = try WeeksCommand.read(week)
        let (sealed, paper) = try await options.withStore { store in
            let sealed = try await store.reviseWeek(week, reason: reason)
            return (sealed, try await WeekPapers.keepIfPossible(sealed, in: store))
        }
        let text = SealedWeekText(sealed)
        try options.say(
            sealed.receipt(paper),
            or: Wording.text("已修订 \(week)。", "Revised: \(week).") + "\n" + text.head + "\n" + text.difference
                + "\n" + SealedWeekText.line(paper),
            else: .doneAllTheSame
        )
    }
}
