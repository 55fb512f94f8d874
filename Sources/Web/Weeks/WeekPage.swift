import Compliance
import Store

/// One week: coverage, ranking, what was not visited, what fails most, critical gaps, flags, trend, versions.
struct WeekPage: Page {
    static let template = "week"

    let week: String
    let asOf: String
    let previousAddress: String
    let nextAddress: String?
    let isCurrent: Bool
    let inspected: Int
    let expected: Int
    let share: String
    let ranking: [RankLine]
    let hasRanking: Bool
    let missing: [MissingLine]
    let hasMissing: Bool
    let countySites: [RankLine]
    let hasCountySites: Bool
    let items: [FailingLine]
    let hasItems: Bool
    let gaps: [GapLine]
    let hasGaps: Bool
    let gapsNameSites = true
    let flags: [FlagCard]
    let trend: [TrendLine]
    let others: [CoverageLine]
    let hasOthers: Bool
    let versions: [VersionLine]
    let hasVersions: Bool

    init(_ figures: WeekFigures, now: Instant, _ texts: Texts) {
        let current = ISOWeek(of: Day(now))
        week = texts(figures.week)
        asOf = figures.asOf.shanghai
        previousAddress = Link.week(figures.week.previous).path
        nextAddress = figures.week < current ? Link.week(figures.week.next).path : nil
        isCurrent = figures.week == current
        inspected = figures.inspected
        expected = figures.ranking.count
        share = Rational.percent(inspected, of: expected)
        ranking = figures.ranking.compactMap { RankLine($0, texts) }
        hasRanking = !ranking.isEmpty
        missing = (figures.ranking + figures.countySites)
            .filter { $0.summary == nil }
            .map { MissingLine($0, by: min(figures.week.sunday, Day(now)), texts) }
        hasMissing = !missing.isEmpty
        countySites = figures.countySites.compactMap { RankLine($0, texts) }
        hasCountySites = !countySites.isEmpty
        items = figures.topItems.map { FailingLine($0, texts) }
        hasItems = !items.isEmpty
        gaps = figures.criticalGaps.map { GapLine($0, now: now, texts) }
        hasGaps = !gaps.isEmpty
        flags = figures.flags.map { FlagCard($0, texts) }
        trend = figures.trend.map { TrendLine($0, texts) }
        others = figures.others.filter { $0.sites > 0 }.map { CoverageLine($0, texts) }
        hasOthers = !others.isEmpty
        versions = figures.versions.map(VersionLine.init)
        hasVersions = !versions.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { week }
}

/// A site inspected in the week, with its rank.
struct RankLine: Sendable {
    let rank: String
    let name: String
    let address: String
    let visit: VisitLine
    let change: Change?

    /// nil for a site that was not inspected.
    init?(_ standing: WeekStanding, _ texts: Texts) {
        guard let summary = standing.summary else { return nil }
        rank = standing.rank.map(String.init) ?? "–"
        name = texts(standing.site.name)
        address = Link.site(standing.site.code).path
        visit = VisitLine(summary, texts)
        change = Change(from: standing.previousScore, to: summary.score, texts)
    }
}

/// A site that was not inspected in the week, and for how long it has not been.
struct MissingLine: Sendable {
    let name: String
    let address: String
    let kind: String
    let lastVisit: String

    init(_ standing: WeekStanding, by day: Day, _ texts: Texts) {
        name = texts(standing.site.name)
        address = Link.site(standing.site.code).path
        kind = texts(standing.site.kind)
        lastVisit =
            standing.lastVisit.map { texts("visit.ago", "\($0)", "\(max(0, day - $0))") }
            ?? texts("visit.never")
    }
}

/// An item that fell short at several sites, with the clause it stands on.
struct FailingLine: Sendable {
    let item: String
    let text: String
    let severity: String
    let severityCode: String
    let source: String
    let clause: String
    let verification: VerificationMark
    let sites: Int
    let inspected: Int

    init(_ item: FailingItem, _ texts: Texts) {
        self.item = item.item
        text = texts(item.text)
        severity = texts(item.severity)
        severityCode = item.severity.rawValue
        source = texts(item.source)
        clause = item.citation.clause
        verification = VerificationMark(item.citation.verified, texts)
        sites = item.sites
        inspected = item.inspected
    }
}
