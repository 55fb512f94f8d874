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
        discussion: """
            Those that are not closed, by deadline, unless something else is asked for.
            --state takes current, toVerify (what inspectors have to judge), ended, all, or
            one of open, submitted, returned, waiting, verified, mended, fixedOnSpot.
            Examples:

              lazaret show gaps --site T-03
              lazaret show gaps --state toVerify
              lazaret show gaps --overdue --json
            """
    )

    @Option(help: ArgumentHelp("Only of this site.", valueName: "code"))
    var site: String?

    @Option(help: ArgumentHelp("Only of this item.", valueName: "item"))
    var item: String?

    @Option(help: ArgumentHelp("Which of them.", valueName: "state"))
    var state: GapFilter.Standing = .current

    @ArgumentParser.Flag(help: "Only what is overdue.")
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
