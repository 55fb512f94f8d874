import Compliance
import Store

/// One week: coverage, ranking, what was not visited, what fails most, critical gaps, flags, trend, versions; as they stand
/// now, or as they were sealed.
struct WeekPage: Page {
    static let template = "week"

    let week: String
    let asOf: String
    let previousAddress: String?
    let nextAddress: String?
    /// The order by which the clock closes weeks; nil for whoever may give none.
    let orderAddress: String?
    let isCurrent: Bool
    let inspected: Int
    let expected: Int
    let share: String
    let ranking: [RankLine]
    let hasRanking: Bool
    /// That the grade comes before the score, where the order shows it.
    let gradeNote: String?
    let missing: [MissingLine]
    let hasMissing: Bool
    let countySites: [RankLine]
    let hasCountySites: Bool
    let countyMissing: [MissingLine]
    let hasCountyMissing: Bool
    let hasCounty: Bool
    let orders: OrderLines
    let items: [FailingLine]
    let hasItems: Bool
    /// What counts here: of a report of an earlier release, more.
    let itemsAbout: String
    let gaps: [GapLine]
    let hasGaps: Bool
    /// How many were found, and how many of them are listed.
    let gapsNote: String?
    let gapsNameSites = true
    let persisting: [FlagCard]
    let hasPersisting: Bool
    let once: [FlagCard]
    let hasOnce: Bool
    let hasFlags: Bool
    let cases: CaseLines
    let trend: [TrendLine]
    let others: [CoverageLine]
    let hasOthers: Bool
    let versions: [VersionLine]
    let hasVersions: Bool
    /// Townships that have no site of their own.
    let siteless: String?
    /// What the page of a closed week says besides.
    let sealed: SealedWeekLines?
    /// What the page of a week that is over says where it shows live figures.
    let live: LiveWeekLines?

    init(
        _ figures: WeekFigures,
        now: Instant,
        sealed: SealedWeekLines? = nil,
        live: LiveWeekLines? = nil,
        reader: Identity? = nil,
        _ texts: Texts
    ) {
        orderAddress = reader?.rights.contains(.manage) == true ? Link.closingOrder.path : nil
        self.sealed = sealed
        self.live = live
        let names = figures.townshipsWithoutSite.map { texts($0.name) }
        siteless = names.isEmpty ? nil : texts("week.siteless", texts.list(names))
        let current = ISOWeek(of: Day(now))
        week = texts(figures.week)
        asOf = figures.asOf.shanghai
        previousAddress =
            ISOWeek.reported.contains(figures.week.previous) ? Link.week(figures.week.previous).path : nil
        nextAddress = figures.week < current ? Link.week(figures.week.next).path : nil
        isCurrent = figures.week == current
        inspected = figures.inspected
        expected = figures.ranking.count
        share = Rational.percent(inspected, of: expected)
        ranking = figures.ranking.compactMap { RankLine($0, texts) }
        hasRanking = !ranking.isEmpty
        gradeNote = figures.gradeOverrulesScore ? texts("week.gradeNote") : nil
        missing = MissingLine.all(figures.ranking, figures, texts)
        hasMissing = !missing.isEmpty
        countySites = figures.countySites.compactMap { RankLine($0, texts) }
        hasCountySites = !countySites.isEmpty
        countyMissing = MissingLine.all(figures.countySites, figures, texts)
        hasCountyMissing = !countyMissing.isEmpty
        hasCounty = hasCountySites || hasCountyMissing
        orders = OrderLines(figures, texts)
        items = figures.topItems.map { FailingLine($0, texts) }
        itemsAbout = texts(figures.countsUnchecked ? "week.itemsAboutUnchecked" : "week.itemsAbout")
        hasItems = !items.isEmpty
        gaps = figures.criticalGaps.map { GapLine($0, now: figures.until, texts) }
        hasGaps = !gaps.isEmpty
        gapsNote =
            figures.criticalFound > 0
            ? texts("week.criticalCounts", "\(figures.criticalFound)", "\(gaps.count)") : nil
        persisting = figures.flags.filter(\.isPersisting).map { FlagCard($0, isOver: figures.isOver, texts) }
        hasPersisting = !persisting.isEmpty
        once = figures.flags.filter { !$0.isPersisting }.map { FlagCard($0, isOver: figures.isOver, texts) }
        hasOnce = !once.isEmpty
        hasFlags = hasPersisting || hasOnce
        cases = CaseLines(figures, mayRead: reader?.rights.contains(.cases) == true, texts)
        trend = figures.trend.map { TrendLine($0, texts) }
        others = figures.others.filter { $0.sites > 0 }.map { CoverageLine($0, texts) }
        hasOthers = !others.isEmpty
        versions = figures.versions.map { VersionLine($0, texts) }
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
        change = Change(from: standing.previousScore, to: summary.score, texts) { direction in
            switch direction {
            case .up: "week.up"
            case .down: "week.down"
            case .same: "week.same"
            }
        }
    }
}

/// A site that was not inspected in the week, and for how long it has not been.
struct MissingLine: Sendable {
    let name: String
    let address: String
    let lastVisit: String

    static func all(_ standings: [WeekStanding], _ figures: WeekFigures, _ texts: Texts) -> [MissingLine] {
        standings.filter { $0.summary == nil }.map { MissingLine($0, figures, texts) }
    }

    /// The days are counted to the end of a week that is over, else to today.
    private init(_ standing: WeekStanding, _ figures: WeekFigures, _ texts: Texts) {
        name = texts(standing.site.name)
        address = Link.site(standing.site.code).path
        let key = figures.isOver ? "week.agoByEnd" : "visit.ago"
        lastVisit =
            standing.lastVisit.map { texts(key, "\($0)", "\(max(0, figures.lastDay - $0))") }
            ?? texts("visit.never")
    }
}

/// An item that fell short at several sites, with the clause it stands on.
struct FailingLine: Sendable {
    let checklist: String
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
        checklist = texts(item.checklistTitle)
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
