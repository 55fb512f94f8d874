package import Compliance
import Postgres

/// A gap of a site that has not ended: what reminders and circulars are about, and what waits for the inspectors.
package struct SiteGap: Sendable, Hashable {
    package let item: String
    package let text: Text
    /// The visit that found it first since it was last seen mended, and when that ended.
    package let found: InspectionID
    package let since: Instant
    package let deadline: Instant
    package let state: GapState

    package init(
        item: String,
        text: Text,
        found: InspectionID,
        since: Instant,
        deadline: Instant,
        state: GapState
    ) {
        self.item = item
        self.text = text
        self.found = found
        self.since = since
        self.deadline = deadline
        self.state = state
    }

    /// Whether the site has not answered, or the answer was sent back. What it answered waits for the inspectors, and is not
    /// held against it.
    package var isOwedBySite: Bool { state == .open || state == .returned }
}

extension Store {
    /// The gaps of the site that have not ended, by their items.
    func siteGaps(of site: String) async throws -> [SiteGap] {
        let rows = try await query(
            """
            SELECT r.item, coalesce(first.inspection, r.last_inspection) AS first_inspection, r.due_from, r.deadline, r.state,
                i.checklist_digest
            FROM gap_runs(\(county.id), \(site), NULL, true) AS r
            JOIN inspection i ON i.county_id = \(county.id) AND i.id = r.last_inspection
            LEFT JOIN LATERAL (
                SELECT g.inspection
                FROM site_life(\(county.id), \(site)) AS past
                JOIN gap g ON g.county_id = \(county.id) AND g.site = past.site AND g.item = r.item AND g.status = 'notMet'
                    AND g.finished_at = r.due_from
                JOIN standing_inspection v ON v.county_id = g.county_id AND v.id = g.inspection AND v.visit_day <= past.until
                    AND v.visit_day > past.after
                ORDER BY v.place LIMIT 1) AS first ON true
            WHERE r.ended_at IS NULL ORDER BY r.item
            """
        )
        let checklists = try await checklists(of: [rows])
        return try rows.map { row in
            let checklist = checklists[(try row["checklist_digest"] as DigestText).hex]
            return SiteGap(
                item: try row["item"],
                text: try checklist?.item(of: row).text ?? Text(zh: "", en: ""),
                found: try row["first_inspection"],
                since: try row["due_from"],
                deadline: try row["deadline"],
                state: try row["state"]
            )
        }
    }
}
