package import Compliance
import Postgres

/// The figures of one ISO week, live (`domain.md` §8); freezing them is another matter.
package struct WeekFigures: Sendable, Hashable {
    package let week: ISOWeek
    /// Every township site that was open in the week: first those inspected, of which those whose grade could not be
    /// worked out come first and then the best grade and score; then the others, longest not inspected first.
    package let ranking: [WeekStanding]
    /// County sites, apart.
    package let countySites: [WeekStanding]
    /// Critical gaps of the week's inspections of county and township sites.
    package let criticalGaps: [StandingGap]
    /// Items that failed at the most sites this week, at most ten.
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
    /// What is not among them because it cannot be read.
    package var unreadable = UnreadableRows()

    package var inspected: Int { ranking.count { $0.summary != nil } }
}

/// One site in one week: its last inspection of the week.
package struct WeekStanding: Sendable, Hashable {
    package let site: Site
    /// nil: not inspected this week; never shown as zero.
    package let summary: InspectionSummary?
    /// The score of the last inspection of the week before; nil where there was none.
    package let previousScore: Rational?
    /// 1 for the best; sites of equal grade and score share a rank; nil when not inspected, or without a grade.
    package let rank: Int?
    /// The last visit on record up to the week's end; nil when there never was one.
    package let lastVisit: Day?
    package let director: String?
}

/// An item that fell short at several sites.
package struct FailingItem: Sendable, Hashable {
    package let checklist: String
    package let item: String
    package let text: Text
    package let severity: Severity
    package let citation: Citation
    /// The title of the cited paper.
    package let source: Text
    /// At how many sites it fell short, of those where it was asked this week.
    package let sites: Int
    package let inspected: Int
}

/// A checklist and baseline version and how many of the week's inspections used it.
package struct VersionUse: Sendable, Hashable {
    package let checklist: String
    package let version: String
    package let checklistDigest: String
    package let baseline: String
    package let baselineVersion: String
    package let baselineDigest: String
    package let inspections: Int
}

extension Store {
    /// The figures of the week as they stand now, in one round trip.
    package func weekFigures(_ week: ISOWeek, now: Instant) async throws -> WeekFigures {
        let week = ISOWeek(of: week.monday)
        // A week that is not over shows who directs a site today.
        let day = max(week.monday, min(week.sunday, Day(now)))
        let values: KeyValuePairs<String, any Bindable> = ["county": county.id, "week": week.monday]
        let rows = try await pipeline(
            [
                try Report.weekRanking(["county": county.id, "week": week.monday, "day": day]),
                try Report.weekCriticalGaps(values),
                try Report.weekFailingItems(values),
                try Report.weekFlags(values),
                try Report.weekTrend(values),
                try coverageQuery(week, from: week.monday, to: week.sunday),
                try Report.weekVersions(values),
            ],
            needing: .county
        )
        let standards = try await Standards(of: Array(rows[...4]), in: self)
        let checklists = try await checklists(of: [rows[1]])
        var unreadable = UnreadableRows()
        let standings = try rows[0]
            .readable(leavingOut: &unreadable) { row in try WeekStanding(row, standards) }
        return WeekFigures(
            week: week,
            ranking: standings.filter { $0.site.kind == .townshipIsolation },
            countySites: standings.filter { $0.site.kind == .countyIsolation },
            criticalGaps: try rows[1]
                .readable(leavingOut: &unreadable) { row in try StandingGap(row, checklists) },
            topItems: try rows[2]
                .readable(leavingOut: &unreadable) { row in try FailingItem(row, standards) },
            flags: try Flag.all(rows[3], standards, leavingOut: &unreadable),
            trend: try TrendPoint.all(rows[4], to: week, standards, leavingOut: &unreadable),
            others: try coverage(rows[5]),
            versions: try rows[6].readable(leavingOut: &unreadable) { row in try VersionUse(row) },
            asOf: now,
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

extension FailingItem {
    /// The item with its citation; the paper cited is the checklist's own or the baseline's. `inspection` is one of
    /// those that found it.
    init(_ row: Row, _ standards: Standards) throws {
        let standard = try row.reading("inspection", by: "inspection") { try standards.of(row) }
        self = try row.reading("gap", by: "inspection", "item") {
            let item = try standard.checklist.item(of: row)
            let source = (standard.checklist.sources + standard.baseline.sources)
                .first { $0.code == item.citation.source }
            return FailingItem(
                checklist: standard.checklist.code,
                item: item.code,
                text: item.text,
                severity: item.severity,
                citation: item.citation,
                source: source?.title ?? Text(zh: item.citation.source, en: item.citation.source),
                sites: try row["sites"],
                inspected: try row["asked"]
            )
        }
    }
}

extension VersionUse {
    init(_ row: Row) throws {
        let baseline = try row.reading("baseline_version", by: "baseline_digest") {
            (code: try row["baseline"] as String, version: try row["baseline_version"] as String)
        }
        self = try row.reading("checklist_version", by: "checklist_digest") {
            VersionUse(
                checklist: try row["checklist"],
                version: try row["version"],
                checklistDigest: try row["checklist_digest"],
                baseline: baseline.code,
                baselineVersion: baseline.version,
                baselineDigest: try row["baseline_digest"],
                inspections: try row["inspections"]
            )
        }
    }
}
