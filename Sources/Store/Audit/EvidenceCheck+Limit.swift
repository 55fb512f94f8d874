import AuditLog
import Compliance
import Postgres

extension EvidenceCheck {
    /// Holds the limits of evidence against the last entry that changed them. Entries of earlier releases have no digest, and
    /// say the same in words alone.
    mutating func holdEvidenceLimit() async throws {
        let (rows, entries) = try await (
            transaction.query("SELECT a_day, in_all FROM evidence_limit WHERE county_id = \(county)"),
            transaction.query(
                """
                SELECT number, after_digest, reason FROM audit_entry
                WHERE county_id = \(county) AND verb = 'change' AND object = 'evidence-limit'
                ORDER BY number DESC LIMIT 1
                """
            )
        )
        let object = "evidence-limit"
        guard let entry = entries.first else {
            if !rows.isEmpty { findings.expect(object, "row", nil, is: "there", entry: nil) }
            return
        }
        guard let row = rows.first else {
            findings.expect(object, "row", "there", is: nil, entry: entry.number("number"))
            return
        }
        let (aDay, inAll) = (row.plain("a_day"), row.plain("in_all"))
        let words = "≤ \(aDay ?? "?") B / 24 h, ≤ \(inAll ?? "?") B"
        guard let sealed = entry.hex("after_digest") else {
            findings.expect(object, "limits", entry.plain("reason"), is: words, entry: entry.number("number"))
            return
        }
        let digest = Hash(of: AuditEntry.framed(["lazaret evidence limit v1", aDay, inAll])).hex
        findings.expect(object, "limits", sealed, is: digest, entry: entry.number("number"))
    }
}
