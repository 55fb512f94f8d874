import AuditLog
import Compliance
import Postgres

extension EvidenceCheck {
    /// Holds messages and the ways they take against the entries that put them on record, and the other way round. Nobody sees
    /// them here: the database says what they come to (`message_evidence`). Whether a message was read, whether it waits, and
    /// attempts to send have no entry; of a webhook no digest covers what opens it.
    mutating func holdMessages() async throws {
        let rows = try await transaction.query(
            """
            SELECT e.number, e.object, e.verb || ' ' || e.object AS recorded, e.actor, e.happened_at, e.after_digest,
                r.table_name, r.said, r.digest, r.done_at, r.done_by
            FROM message_evidence(\(county)) AS r
            FULL JOIN (
                SELECT number, verb, object, actor, happened_at, after_digest FROM audit_entry
                WHERE county_id = \(county) AND starts_with(object, 'messages/')) AS e ON e.number = r.entry
            ORDER BY coalesce(e.number, r.entry), r.said
            """
        )
        for row in rows { hold(row) }
    }

    private mutating func hold(_ row: Row) {
        let table = row.plain("table_name")
        guard let entry = row.number("number") else {
            let said = row.plain("said").map { String($0.drop { $0 != " " }.dropFirst()) } ?? "messages/?"
            findings.expect(said, table ?? "row", nil, is: "there", entry: nil)
            return
        }
        let object = row.plain("object") ?? "messages/?"
        guard let table else {
            findings.expect(object, "row", "there", is: nil, entry: entry)
            return
        }
        findings.expect(object, table, row.hex("after_digest"), is: row.hex("digest"), entry: entry)
        findings.expect(object, "\(table) object", row.plain("recorded"), is: row.plain("said"), entry: entry)
        if let by = row.plain("done_by") {
            findings.expect(object, "\(table) by", row.plain("actor"), is: by, entry: entry)
        }
        if let at = row.moment("done_at") {
            holdMoment(object, "\(table) at", at, row.moment("happened_at"), entry)
        }
    }
}
