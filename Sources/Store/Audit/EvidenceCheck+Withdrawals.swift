import AuditLog
import Compliance
import Postgres

extension EvidenceCheck {
    /// Holds every withdrawn visit against the entry that withdraws it, and the other way round: a row too many would take
    /// a visit out of every figure.
    mutating func holdWithdrawals() async throws {
        let rows = try await transaction.query(
            """
            SELECT e.number, e.happened_at, w.withdrawn_at, coalesce(e.object, 'inspection/' || w.inspection) AS object, e.actor, e.reason,
                w.inspection IS NOT NULL AS stands, w.withdrawn_by, w.reason AS stated, w.site, i.site AS own_site
            FROM (SELECT * FROM withdrawal WHERE county_id = \(county)) AS w
            FULL JOIN (
                SELECT number, object, actor, reason, happened_at FROM audit_entry
                WHERE county_id = \(county) AND verb = 'withdraw' AND object LIKE 'inspection/%') AS e ON e.object = 'inspection/' || w.inspection
            LEFT JOIN inspection i ON i.county_id = w.county_id AND i.id = w.inspection
            ORDER BY e.number
            """
        )
        for row in rows {
            let object = try row["object"] as String
            guard let entry = row.number("number") else {
                findings.expect(object, "withdrawal", nil, is: "withdrawn", entry: nil)
                continue
            }
            guard try row["stands"] else {
                findings.expect(object, "withdrawal", "withdrawn", is: nil, entry: entry)
                continue
            }
            for (part, said, kept) in [
                ("withdrawn_by", "actor", "withdrawn_by"), ("reason", "reason", "stated"),
                ("site", "own_site", "site"),
            ] {
                findings.expect(
                    object,
                    "withdrawal \(part)",
                    row.plain(said),
                    is: row.plain(kept),
                    entry: entry
                )
            }
            holdMoment(
                object,
                "withdrawal withdrawn_at",
                row.moment("withdrawn_at"),
                row.moment("happened_at"),
                entry
            )
        }
    }
}
