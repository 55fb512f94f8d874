package import Compliance
import Postgres

/// Which visits of the county are asked for; what is nil is not asked for.
package struct VisitFilter: Sendable, Hashable {
    /// By any of its codes, those that it goes on from with it.
    package var site: String?
    /// The first and the last day on which they were finished.
    package var from: Day?
    package var to: Day?

    package init(site: String? = nil, from: Day? = nil, to: Day? = nil) {
        self.site = site
        self.from = from
        self.to = to
    }
}

/// A visit as the register of visits has it.
package struct ListedVisit: Sendable, Hashable {
    package let summary: InspectionSummary
    /// As the site was called on that day.
    package let siteName: Text
    package let siteKind: SiteKind
    package let startedAt: Instant
    /// As they signed.
    package let inspectors: [String]
    package let escort: String
    /// The version of the checklist that it was held against.
    package let checklist: String
    package let version: String
}

extension Store {
    /// The visits of the county that stand and that the actor may read, the newest first, a batch at a time and as of one
    /// moment (`everyRow`). Throws `UnreadableRow` where one cannot be read.
    package func everyVisit(
        _ filter: VisitFilter = VisitFilter(),
        _ take: ([ListedVisit]) async throws -> Void
    ) async throws {
        var visits: SQL = "standing_inspection i"
        var wanted: SQL = "i.county_id = \(county.id)"
        if let site = filter.site { visits = past(of: codeOnRecord(try await presentCode(of: site))) }
        if let from = filter.from { wanted = "\(wanted) AND i.visit_day >= \(from)::date" }
        if let to = filter.to { wanted = "\(wanted) AND i.visit_day <= \(to)::date" }
        let every: SQL = """
            SELECT \(InspectionSummary.columns), i.site_kind, i.started_at, i.inspectors, i.escort, s.name_zh, s.name_en
            FROM \(visits)
            JOIN site_in_time s ON s.county_id = i.county_id AND s.code = i.site AND i.visit_day BETWEEN s.since AND s.until
            WHERE \(wanted)
            ORDER BY i.finished_at DESC, i.place DESC
            """
        try await everyRow(of: every) { rows, _ in
            let standards = try await Standards(of: [rows], in: self)
            try await take(try rows.compactMap { row in try ListedVisit(row, standards) })
        }
    }
}

extension ListedVisit {
    fileprivate init?(_ row: Row, _ standards: Standards) throws {
        guard let summary = try InspectionSummary(row, standards) else { return nil }
        let checklist = try standards.of(row).checklist
        self.init(
            summary: summary,
            siteName: try row.text("name"),
            siteKind: try row["site_kind"],
            startedAt: try row["started_at"],
            inspectors: try row["inspectors"],
            escort: try row["escort"],
            checklist: checklist.code,
            version: checklist.version
        )
    }
}
