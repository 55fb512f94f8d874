import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// The register of gaps: what is open, answered and closed, and by when it has to be mended.
struct ShowGaps: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps",
        abstract: Wording.both("The register of gaps and their deadlines.", "整改台账。"),
        discussion: Wording.about(
            """
            不另指定时，列出还没有销号的问题，按期限排列。--state 可写 current（未销号）、
            toVerify（等检查员核验）、ended（已销号）、all（全部），或 open、submitted、
            returned、waiting、verified、mended、fixedOnSpot 之一。
            """,
            """
            Those that are not closed, by deadline, unless something else is asked for.
            --state takes current, toVerify (what inspectors have to judge), ended, all, or
            one of open, submitted, returned, waiting, verified, mended, fixedOnSpot.
            """,
            examples: """
                lazaret show gaps --site T-03
                lazaret show gaps --state toVerify
                lazaret show gaps --overdue --json
                """
        )
    )

    @Option(help: .both("Only of this site.", "只列这个点位的。", value: "code"))
    var site: String?

    @Option(help: .both("Only of this item.", "只列这个检查项的。", value: "item"))
    var item: String?

    @Option(help: .both("Which of them.", "列哪些。", value: "state"))
    var state: GapFilter.Standing = .current

    @ArgumentParser.Flag(help: .both("Only what is overdue.", "只列超期的。"))
    var overdue = false

    @OptionGroup var options: CountyOptions

    func run() async throws {
        var filter = GapFilter()
        filter.site = site
        filter.item = item
        filter.standing = state
        filter.isOverdue = overdue
        let asked = filter
        let gaps = try await options.withStore { store in
            try await wholeList { place in try await store.gaps(asked, at: place, now: .now) }
        }
        let lines = gaps.elements.map { gap in
            [
                gap.site, gap.item, gap.severity.title[.ofShell], gap.state.title[.ofShell],
                gap.deadline.shanghai + (gap.standing.isOverdue ? Wording.text(" 超期", " overdue") : ""),
                gap.text[.ofShell],
            ]
        }
        try options.say(
            .object([("gaps", .array(gaps.elements.map(\.json))), ("total", .number(gaps.count))]),
            or: lines.isEmpty ? Wording.text("没有符合条件的问题。", "No gap fits.") : Terminal.table(lines),
            leavingOut: gaps.unreadable
        )
    }
}

extension GapFilter.Standing: ExpressibleByArgument {}
