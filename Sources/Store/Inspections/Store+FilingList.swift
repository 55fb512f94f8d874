package import Compliance
import Postgres

/// A visit as it was filed, for who has to have all that was found.
package struct ListedFiling: Sendable {
    package let filing: Filing
    /// Exact; nil when there was nothing to score.
    package let score: Rational?
}

extension Store {
    /// The visits of the county as they were filed, what was corrected since and the corrections, but none that was withdrawn: in the
    /// order in which they were received, a batch at a time and as of one moment (`everyRow`). Throws `UnreadableRow` where one
    /// cannot be read.
    package func everyFiling(
        _ filter: VisitFilter = VisitFilter(),
        _ take: ([ListedFiling]) async throws -> Void
    ) async throws {
        var wanted: SQL = """
            i.county_id = \(county.id) AND NOT EXISTS (
                SELECT FROM withdrawal w WHERE w.county_id = i.county_id AND w.inspection = i.id)
            """
        if let site = filter.site {
            let code = codeOnRecord(try await presentCode(of: site))
            wanted = """
                \(wanted) AND EXISTS (
                    SELECT FROM site_life(\(county.id), \(code)) AS past
                    WHERE past.site = i.site AND i.visit_day <= past.until AND i.visit_day > past.after)
                """
        }
        if let from = filter.from { wanted = "\(wanted) AND i.visit_day >= \(from)::date" }
        if let to = filter.to { wanted = "\(wanted) AND i.visit_day <= \(to)::date" }
        let every: SQL = """
            SELECT i.id AS inspection, i.filing, i.received_at, i.checklist_digest, i.baseline_digest,
                coalesce(i.exact_score, i.score::text) AS score
            FROM inspection i WHERE \(wanted) ORDER BY i.receipt
            """
        // Each is a row for every answer.
        try await everyRow(of: every, batch: 50) { rows, _ in
            let standards = try await Standards(of: [rows], in: self)
            try await take(try rows.map { row in try ListedFiling(row, standards) })
        }
    }
}

extension ListedFiling {
    fileprivate init(_ row: Row, _ standards: Standards) throws {
        self = try row.reading("inspection", by: "inspection") {
            ListedFiling(
                filing: try FilingForm(stored: try Store.document(row["filing"]))
                    .filing(site: nil, standard: try standards.of(row), now: try row["received_at"]),
                score: try row["score"]
            )
        }
    }
}
