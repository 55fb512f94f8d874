package import Compliance
import Postgres

/// A gap that stands on record: with the inspection and the site where it was found.
package struct StandingGap: Sendable, Hashable {
    package let site: Site
    package let inspection: InspectionID
    package let item: String
    package let text: Text
    package let severity: Severity
    /// `notMet` or `notChecked`.
    package let status: Outcome.Status
    package let pointsLost: Rational
    package let responsible: Responsible
    package let recurrence: Recurrence
    /// The day of the visit that first found it in the present unbroken run.
    package let since: Day
    package let deadline: Instant
}

extension StandingGap {
    init?(_ row: Row, _ checklists: [String: Checklist]) throws(PostgresError) {
        let code = try row["item"] as String
        let checklist = checklists[(try row["checklist_digest"] as DigestText).hex]
        guard let item = checklist?.items.first(where: { $0.code == code }) else { return nil }
        site = try Site(row)
        inspection = try row["inspection"]
        self.item = code
        text = item.text
        severity = try row["severity"]
        status = try row["status"]
        pointsLost = try row["points_lost"]
        responsible = try row["responsible"]
        recurrence = try Recurrence(row)
        since = try row["since"]
        deadline = try row["deadline"]
    }
}

extension Recurrence {
    /// Reads what `gap_past` answers.
    init(_ row: Row) throws(PostgresError) {
        self.init(inPrevious: try row["in_previous"], everBefore: try row["ever_before"])
    }
}
