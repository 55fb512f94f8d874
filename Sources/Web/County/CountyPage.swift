import Compliance
import Store

/// The county at a glance: every isolation site, this week's coverage, the worst gaps.
struct CountyPage: Page {
    static let template = "county"

    let county: String
    let week: String
    let weekAddress: String
    let asOf: String
    /// Isolation sites visited this week, of how many.
    let inspected: Int
    let expected: Int
    /// The share of them in percent, for the bar.
    let share: String
    let tally: [Tally]
    /// The first of them; a hundred at most.
    let sites: [SiteTile]
    /// Said where there are more, which leads to all of them.
    let more: String?
    let moreAddress: String
    let gaps: [GapLine]
    let hasGaps: Bool
    let gapsNameSites = true
    let others: [CoverageLine]
    let hasOthers: Bool

    private static let mostTiles = 100

    init(_ figures: CountyFigures, county: Text, now: Instant, _ texts: Texts) {
        self.county = texts(county)
        week = texts(figures.week)
        weekAddress = Link.week(figures.week).path
        asOf = now.shanghai
        inspected = figures.standings.count(where: \.inspectedThisWeek)
        expected = figures.standings.count
        share = Rational.percent(inspected, of: expected)
        let tiles = figures.standings.map { SiteTile($0, texts) }
        sites = Array(tiles.prefix(Self.mostTiles))
        more =
            tiles.count > Self.mostTiles
            ? texts("county.more", "\(Self.mostTiles)", "\(tiles.count)") : nil
        moreAddress = Link.sites.path
        tally = Tally.count(tiles.map(\.grade))
        gaps = figures.worstGaps.map { GapLine($0, now: now, texts) }
        hasGaps = !gaps.isEmpty
        others = figures.others.filter { $0.sites > 0 }.map { CoverageLine($0, texts) }
        hasOthers = !others.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("county.navigation") }
}

/// How many sites carry one grade.
struct Tally: Sendable {
    let grade: GradeMark
    let count: Int

    /// Each grade that occurs with its count: first what could not be worked out, then from the best colour to the
    /// worst, those never inspected last.
    static func count(_ grades: [GradeMark]) -> [Tally] {
        let order = [GradeMark.undecidedColour, "blue", "yellow", "red", "grey"]
        return Dictionary(grouping: grades) { $0 }
            .map { Tally(grade: $0.key, count: $0.value.count) }
            .sorted {
                let places = (
                    order.firstIndex(of: $0.grade.colour) ?? 5, order.firstIndex(of: $1.grade.colour) ?? 5
                )
                return places.0 == places.1 ? $0.grade.wording < $1.grade.wording : places.0 < places.1
            }
    }
}
