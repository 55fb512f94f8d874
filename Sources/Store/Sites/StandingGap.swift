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
    /// The day of the visit that first found it, of those since it was last seen mended.
    package let since: Day
    /// By when it has to be closed: the earliest that any of these visits gave, for a gap that a later visit finds again
    /// keeps its deadline (`domain.md` §6).
    package let deadline: Instant
}

extension StandingGap {
    /// The checklists are those of `Store.checklists(of:)`, which hold the row's unless it cannot be read; the sites hold
    /// the row's unless that cannot be read either, and then this is nil.
    init?(_ row: Row, _ checklists: [String: Checklist], _ sites: [String: Site]) throws {
        guard let site = sites[try row["code"]] else { return nil }
        let (inspection, checklist) = try row.reading("inspection", by: "inspection") {
            let id = try row["inspection"] as InspectionID
            guard let checklist = checklists[(try row["checklist_digest"] as DigestText).hex] else {
                throw row.unreadable("checklist_digest", "its checklist is missing or cannot be read")
            }
            return (id, checklist)
        }
        self = try row.reading("gap", by: "inspection", "item") {
            let item = try checklist.item(of: row)
            return StandingGap(
                site: site,
                inspection: inspection,
                item: item.code,
                text: item.text,
                severity: try row["severity"],
                status: try row["status"],
                pointsLost: try row["points_lost"],
                responsible: try row["responsible"],
                recurrence: try Recurrence(row),
                since: try row["since"],
                deadline: try row["deadline"]
            )
        }
    }
}

extension Checklist {
    /// The item that the row names in `item`.
    func item(of row: Row) throws -> Item {
        let code = try row["item"] as String
        guard let item = items.first(where: { $0.code == code }) else {
            throw row.unreadable("item", "column 'item' names no item of its checklist")
        }
        return item
    }
}

extension Recurrence {
    /// Reads what `gaps_past` answers.
    init(_ row: Row) throws(PostgresError) {
        self.init(inPrevious: try row["in_previous"], everBefore: try row["ever_before"])
    }
}
