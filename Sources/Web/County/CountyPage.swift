import Compliance
import Store

/// The county at a glance: every isolation site, this week's coverage, the worst gaps.
struct CountyPage: Sendable {
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
    let sites: [SiteTile]
    let gaps: [GapLine]
    let hasGaps: Bool
    let gapsNameSites = true
    let others: [CoverageLine]
    let hasOthers: Bool

    init(_ figures: CountyFigures, county: Text, now: Instant, _ texts: Texts) {
        self.county = texts(county)
        week = texts(figures.week)
        weekAddress = Place.week(figures.week).path
        asOf = now.shanghai
        inspected = figures.standings.count(where: \.inspectedThisWeek)
        expected = figures.standings.count
        share = Self.percent(inspected, of: expected)
        sites = figures.standings.map { SiteTile($0, texts) }
        tally = Tally.count(sites.map(\.grade))
        gaps = figures.worstGaps.map { GapLine($0, now: now, texts) }
        hasGaps = !gaps.isEmpty
        others = figures.others.filter { $0.sites > 0 }.map { CoverageLine($0, texts) }
        hasOthers = !others.isEmpty
    }

    static func percent(_ part: Int, of whole: Int) -> String {
        Rational(part * 100, over: whole)?.rounded(decimals: 1) ?? "0"
    }
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

/// One site with its standing: grade, score and change, floor, gaps, last visit.
struct SiteTile: Sendable {
    let address: String
    let code: String
    let name: String
    let kind: String
    let township: String?
    let grade: GradeMark
    /// One decimal; nil for a site never scored.
    let score: String?
    let change: Change?
    let floor: String?
    let gapCounts: String?
    let lastVisit: String
    let thisWeek: String
    let isMissing: Bool

    init(_ standing: SiteStanding, _ texts: Texts) {
        let latest = standing.latest
        address = Place.site(standing.site.code).path
        code = standing.site.code
        name = texts(standing.site.name)
        kind = texts(standing.site.kind)
        township = standing.site.township.map { texts($0.name) }
        grade = latest.map { GradeMark($0, texts) } ?? .notInspected(texts)
        score = latest?.shown
        change = Change(from: standing.previousScore, to: latest?.score, texts)
        floor = latest.flatMap { $0.floorHolds ? nil : texts("floor.isBroken") }
        gapCounts = latest.map { texts($0.gaps) }
        lastVisit = latest.map { texts("visit.last", "\(Day($0.finishedAt))") } ?? texts("visit.never")
        thisWeek = texts(standing.inspectedThisWeek ? "visit.thisWeek" : "visit.notThisWeek")
        isMissing = !standing.inspectedThisWeek
    }
}

/// Sites of one kind and how many were visited this week.
struct CoverageLine: Sendable {
    let kind: String
    let address: String
    let sites: Int
    let inspected: Int
    let belowMinimum: Int
    let undecided: Int
    let share: String

    init(_ coverage: CountyFigures.Coverage, _ texts: Texts) {
        kind = texts(coverage.kind)
        address = Place.sites.path + "?kind=\(coverage.kind.rawValue)"
        sites = coverage.sites
        inspected = coverage.inspected
        belowMinimum = coverage.belowMinimum
        undecided = coverage.undecided
        share = CountyPage.percent(coverage.inspected, of: coverage.sites)
    }
}
