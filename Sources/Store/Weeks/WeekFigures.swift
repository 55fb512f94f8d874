package import Compliance
import Postgres

/// The figures of one ISO week (`domain.md` §8): live, or those of a sealed report.
package struct WeekFigures: Sendable, Hashable {
    package let week: ISOWeek
    /// Every township site that was in operation at any time of the week: first those inspected, of which those whose grade could not be
    /// worked out come first and then the best grade and score; then the others, longest not inspected first.
    package let ranking: [WeekStanding]
    /// County sites, apart.
    package let countySites: [WeekStanding]
    /// How many critical gaps all the week's visits to these sites found, those mended on the spot and those that a later
    /// visit of the week found no more included.
    package let criticalFound: Int
    /// Critical gaps that the week's last visits to these sites left open.
    package let criticalGaps: [StandingGap]
    /// Items that were not met at the most sites this week, at most ten; what was mended on the spot was found like any other.
    package let topItems: [FailingItem]
    package let flags: [Flag]
    /// This week and the seven before, oldest first; township sites only.
    package let trend: [TrendPoint]
    /// Homes, checkpoints and zones: how many are open, were visited, were below the minimum.
    package let others: [CountyFigures.Coverage]
    /// The versions that the week's inspections were filed against.
    package let versions: [VersionUse]
    /// When the figures were read.
    package let asOf: Instant
    /// Townships that had no site of their own in operation that week.
    package var townshipsWithoutSite: [Township] = []
    /// What nobody checked at the week's last visits: re-checks that the commission owes.
    package var rechecks: [WeeklyReport.Recheck] = []
    package var orders = WeeklyReport.Orders()
    package var cases: [WeeklyReport.Case] = []
    package var steps: [WeeklyReport.SiteStep] = []
    /// What else the commission owes: verifications that wait, and standards.
    package var waiting: [WeeklyReport.Waiting] = []
    package var owedStandards: [WeeklyReport.OwedStandard] = []
    /// Whether the failing items count what nobody checked: those of reports of earlier releases do.
    package var countsUnchecked = false
    /// What is not among them because it cannot be read.
    package var unreadable = UnreadableRows()

    package var inspected: Int { ranking.count { $0.summary != nil } }

    /// Until when the week is looked at: its end, or now.
    package var until: Instant { min(asOf, week.instants.upperBound) }
    /// Up to which day absences are counted.
    package var lastDay: Day { max(week.monday, min(week.sunday, Day(asOf))) }
    package var isOver: Bool { asOf >= week.instants.upperBound }

    /// Whether a grade puts a lower score above a higher one, which has to be explained.
    package var gradeOverrulesScore: Bool {
        let scores = ranking.filter { $0.rank != nil }.compactMap(\.summary?.score)
        return zip(scores, scores.dropFirst()).contains { $0 < $1 }
    }
}

/// One site in one week: its last inspection of the week.
package struct WeekStanding: Sendable, Hashable {
    package let site: Site
    /// nil: not inspected this week; never shown as zero.
    package let summary: InspectionSummary?
    /// The score of the last inspection of the week before, also under the code that the site goes on from; nil where there
    /// was none.
    package let previousScore: Rational?
    /// 1 for the best; sites of equal grade and score share a rank; nil when not inspected, or without a grade.
    package let rank: Int?
    /// The last visit on record up to the week's end; nil when there never was one.
    package let lastVisit: Day?
    /// Who directed the site on the day of the visit, or on the week's last day where there was none.
    package let director: String?
}

/// A checklist and baseline version and how many of the week's inspections used it.
package struct VersionUse: Sendable, Hashable {
    package let checklist: String
    package let title: Text
    package let version: String
    package let checklistDigest: String
    package let baseline: String
    package let baselineTitle: Text
    package let baselineVersion: String
    package let baselineDigest: String
    package let inspections: Int
}

extension Store {
    /// The figures of the week as they stand now, in one round trip; where sites are flagged, in two.
    package func weekFigures(_ week: ISOWeek, now: Instant) async throws -> WeekFigures {
        let rows = try await pipeline(try weekQueries(week, now: now), needing: .county)
        let flagged = try missingQueries(rows[2], before: week.instants.upperBound)
        let facts = flagged.isEmpty ? [] : try await pipeline(flagged)
        return try await weekFigures(week, now: now, of: rows, facts)
    }

    /// What the figures of a week are read by.
    func weekQueries(_ week: ISOWeek, now: Instant) throws -> [SQL] {
        // A week that is not over is shown as it is today; one that has not begun, as its first day will find it.
        let (day, until) = (week.day(of: now), min(now, week.instants.upperBound))
        let values: KeyValuePairs<String, any Bindable> = ["county": county.id, "week": week.monday]
        let dated: KeyValuePairs<String, any Bindable> = [
            "county": county.id, "week": week.monday, "day": day,
        ]
        let ended: KeyValuePairs<String, any Bindable> = [
            "county": county.id, "week": week.monday, "day": day, "until": until,
        ]
        return [
            try Report.weekRanking(dated),
            try Report.weekGaps(values),
            try Report.weekFlags(dated),
            try Report.weekTrend(values),
            try coverageQuery(week, from: week.monday, to: week.sunday),
            try Report.weekVersions(values),
            try Report.weekTownships(["county": county.id, "day": day]),
            try Report.weekOrders(["county": county.id, "week": week.monday, "until": until]),
            try Report.weekStandards(["county": county.id, "day": day, "until": until]),
            try Report.weekCases(ended),
            try Report.weekSteps(ended),
        ]
    }

    /// The figures that the rows of `weekQueries` come to, with those of `missingQueries`.
    func weekFigures(
        _ week: ISOWeek,
        now: Instant,
        of rows: [Rows],
        _ facts: [Rows]
    ) async throws -> WeekFigures {
        let day = week.day(of: now)
        let standards = try await Standards(of: Array(rows[...3]) + [rows[5]], in: self)
        let checklists = try await checklists(of: [rows[1]])
        let sites = Site.byCode(rows[0])
        var unreadable = UnreadableRows()
        let standings = try rows[0]
            .readable(leavingOut: &unreadable) { row in try WeekStanding(row, standards) }
        let hasBegun = week.monday <= Day(now)
        let flags = hasBegun ? try Flag.all(rows[2], sites, standards, on: day, leavingOut: &unreadable) : []
        let withSite = Set(
            standings.filter { $0.site.kind == .townshipIsolation }.compactMap(\.site.township?.code)
        )
        return WeekFigures(
            week: week,
            ranking: standings.filter { $0.site.kind == .townshipIsolation },
            countySites: standings.filter { $0.site.kind == .countyIsolation },
            criticalFound: try rows[0]
                .reduce(0) { sum, row in sum + (try row["critical_found"] as Int? ?? 0) },
            criticalGaps: try rows[1]
                .readable(leavingOut: &unreadable) { row in
                    guard try row["severity"] == Severity.critical, try row["is_closed"] == false else {
                        return nil
                    }
                    return try StandingGap(row, checklists, sites)
                },
            topItems: try FailingItem.all(rows[1], rows[0], standards, leavingOut: &unreadable),
            flags: try await missing(
                flags,
                before: week.instants.upperBound,
                of: facts,
                leavingOut: &unreadable
            ),
            trend: try TrendPoint.all(rows[3], to: week, standards, leavingOut: &unreadable),
            others: try coverage(rows[4]),
            versions: try rows[5].readable(leavingOut: &unreadable) { row in try VersionUse(row, standards) },
            asOf: now,
            townshipsWithoutSite: try rows[6]
                .map { row in Township(code: try row["township"], name: try row.text("township")) }
                .filter { !withSite.contains($0.code) },
            rechecks: try rows[1]
                .readable(leavingOut: &unreadable) { row in try WeeklyReport.Recheck(row, checklists) },
            orders: try WeeklyReport.Orders(rows[7]),
            cases: try rows[9]
                .readable(leavingOut: &unreadable) { row in try WeeklyReport.Case(row, rows[10]) },
            steps: try rows[10]
                .readable(leavingOut: &unreadable) { row in try WeeklyReport.SiteStep(row) },
            waiting: try rows[7].readable(leavingOut: &unreadable) { row in try WeeklyReport.Waiting(row) },
            owedStandards: try rows[8]
                .readable(leavingOut: &unreadable) { row in try WeeklyReport.OwedStandard(row) },
            unreadable: unreadable
        )
    }
}

extension WeekStanding {
    init(_ row: Row, _ standards: Standards) throws {
        self = try row.reading("site", by: "code") {
            WeekStanding(
                site: try Site(row),
                summary: try InspectionSummary(row, standards),
                previousScore: try row["previous_score"],
                rank: try row["rank"],
                lastVisit: try row["last_visit"],
                director: try row["director"]
            )
        }
    }
}

extension VersionUse {
    init(_ row: Row, _ standards: Standards) throws {
        let (code, version): (String, String) = try row.reading("baseline_version", by: "baseline_digest") {
            (try row["baseline"], try row["baseline_version"])
        }
        self = try row.reading("checklist_version", by: "checklist_digest") {
            let standard = try standards.of(row)
            return VersionUse(
                checklist: try row["checklist"],
                title: standard.checklist.title,
                version: try row["version"],
                checklistDigest: standard.checklistDigest,
                baseline: code,
                baselineTitle: standard.baseline.title,
                baselineVersion: version,
                baselineDigest: standard.baselineDigest,
                inspections: try row["inspections"]
            )
        }
    }
}

extension ISOWeek {
    /// The day as which the week is shown at that moment: today while it runs, else its first or last.
    func day(of now: Instant) -> Day { max(monday, min(sunday, Day(now))) }
}
