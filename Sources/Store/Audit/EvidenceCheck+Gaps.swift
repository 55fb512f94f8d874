import AuditLog
import Compliance
import Postgres

extension EvidenceCheck {
    /// Holds every answer, verification and moved deadline against the entry that it names, and the other way round.
    mutating func holdGapActs() async throws {
        try await hold(
            "submission",
            by: ["submit"],
            "'lazaret submission v1'",
            ["a.id::text", "a.site", "a.item", "a.inspection::text", "a.words"]
                + [
                    "(SELECT string_agg(encode(e.one, 'hex'), ',' ORDER BY e.place) FROM unnest(a.evidence) WITH ORDINALITY AS e (one, place))"
                ]
                + [Self.microseconds("submitted_at"), "a.submitted_by", "a.duty"]
        )
        try await hold(
            "verification",
            by: ["verify", "return"],
            "'lazaret verification v1'",
            ["a.site", "a.item", "a.submission::text", "a.inspection::text", "a.verdict", "a.reason"]
                + [Self.microseconds("verified_at"), "a.verified_by"]
        )
        try await hold(
            "deadline_change",
            by: ["move"],
            "'lazaret deadline v1'",
            [
                "a.site", "a.item", "a.inspection::text", Self.microseconds("was"),
                Self.microseconds("deadline"), "a.reason",
            ]
                + [Self.microseconds("changed_at"), "a.changed_by"]
        )
    }

    private static func microseconds(_ column: String) -> String {
        "CASE WHEN isfinite(a.\(column)) THEN (extract(epoch FROM a.\(column)) * 1000000)::bigint::text END"
    }

    private mutating func hold(
        _ table: String,
        by verbs: [String],
        _ form: String,
        _ values: [String]
    ) async throws {
        let parts = ([form] + values).enumerated().map { "\($1) AS part_\($0)" }.joined(separator: ", ")
        let rows = try await transaction.query(
            """
            SELECT e.number, e.object AS said_of, e.after_digest, a.entry, 'gap/' || a.site || '/' || a.item AS gap, a.entry IS NOT NULL AS stands,
                \(unsafe: parts)
            FROM (SELECT * FROM \(identifier: table) WHERE county_id = \(county)) AS a
            FULL JOIN (
                SELECT number, object, after_digest FROM audit_entry
                WHERE county_id = \(county) AND verb = ANY (\(verbs)::text[]) AND object LIKE 'gap/%') AS e ON e.number = a.entry
            ORDER BY coalesce(e.number, a.entry)
            """
        )
        for row in rows {
            let entry = row.number("number")
            guard try row["stands"] else {
                findings.expect(row.plain("said_of") ?? "", table, "there", is: nil, entry: entry)
                continue
            }
            let object = row.plain("gap") ?? ""
            guard let entry else {
                findings.expect(
                    object,
                    table,
                    nil,
                    is: "one that no entry speaks of",
                    entry: row.number("entry")
                )
                continue
            }
            findings.expect(object, "\(table) object", row.plain("said_of"), is: object, entry: entry)
            let said = (0...values.count).map { row.plain("part_\($0)") }
            let digest = Hash(of: AuditEntry.framed(said)).hex
            findings.expect(object, table, row.hex("after_digest"), is: digest, entry: entry)
        }
    }
}
