package import Compliance
import Postgres

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
        let standards = try await Standards(of: rows.filter { $0.columns.contains("grade") }, in: self)
        let checklists = try await checklists(of: rows.filter { $0.columns.contains("item") })
        let standings = try rows[0].map { row in try WeekStanding(row, standards) }
        return WeekFigures(
            week: week,
            ranking: standings.filter { $0.site.kind == .townshipIsolation },
            countySites: standings.filter { $0.site.kind == .countyIsolation },
            criticalGaps: try rows[1].compactMap { row in try StandingGap(row, checklists) },
            topItems: try await failingItems(rows[2], checklists),
            flags: try Flag.all(rows[3], standards),
            trend: try TrendPoint.all(rows[4], to: week, standards),
            others: try coverage(rows[5]),
            versions: try rows[6].map { row in try VersionUse(row) },
            asOf: now
        )
    }

    /// The items with their citation; the paper cited is the checklist's own or the baseline's.
    private func failingItems(_ rows: Rows, _ checklists: [String: Checklist]) async throws -> [FailingItem] {
        var items: [FailingItem] = []
        for row in rows {
            let code = try row["item"] as String
            guard let checklist = checklists[(try row["checklist_digest"] as DigestText).hex],
                let item = checklist.items.first(where: { $0.code == code })
            else { continue }
            let standard = try await standard(
                checklist: (try row["checklist_digest"] as DigestText).hex,
                baseline: (try row["baseline_digest"] as DigestText).hex
            )
            let source = (checklist.sources + standard.baseline.sources)
                .first { $0.code == item.citation.source }
            items.append(
                FailingItem(
                    checklist: checklist.code,
                    item: code,
                    text: item.text,
                    severity: item.severity,
                    citation: item.citation,
                    source: source?.title ?? Text(zh: item.citation.source, en: item.citation.source),
                    sites: try row["sites"],
                    inspected: try row["asked"]
                )
            )
        }
        return items
    }
}

extension WeekStanding {
    init(_ row: Row, _ standards: Standards) throws(PostgresError) {
        site = try Site(row)
        summary = try InspectionSummary(row, standards)
        previousScore = try row["previous_score"]
        rank = try row["rank"]
        lastVisit = try row["last_visit"]
        director = try row["director"]
    }
}

extension VersionUse {
    init(_ row: Row) throws(PostgresError) {
        checklist = try row["checklist"]
        version = try row["version"]
        checklistDigest = try row["checklist_digest"]
        baseline = try row["baseline"]
        baselineVersion = try row["baseline_version"]
        baselineDigest = try row["baseline_digest"]
        inspections = try row["inspections"]
    }
}
