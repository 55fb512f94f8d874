import AuditLog
import Compliance
import Postgres

extension EvidenceCheck {
    /// Holds the PDF of every closed week against the entry that kept it, and the other way round: bytes and columns, and
    /// the report that it was made from. Of one week alone where it is given.
    mutating func holdPapers(_ only: ISOWeek? = nil) async throws {
        let rows = try await transaction.query(
            """
            SELECT p.week, p.revision, p.kept_at, p.kept_by, p.entry, p.digest, sha256(p.bytes) AS bytes_digest,
                r.digest AS report_digest, e.number, e.object, e.actor, e.happened_at, e.before_digest, e.after_digest
            FROM (SELECT * FROM week_paper WHERE county_id = \(county)
                AND coalesce(week = \(orNull: only?.monday)::date, true)) AS p
            LEFT JOIN week_report r
                ON r.county_id = \(county) AND r.week = p.week AND r.revision = p.revision
            FULL JOIN (
                SELECT number, object, actor, happened_at, before_digest, after_digest FROM audit_entry
                WHERE county_id = \(county) AND verb = 'save'
                    AND starts_with(object, \("paper/" + (only.map { "\($0)/" } ?? "")))) AS e ON e.number = p.entry
            ORDER BY coalesce(e.number, p.entry)
            """
        )
        for row in rows { hold(row) }
    }

    private mutating func hold(_ row: Row) {
        let week = row.plain("week").flatMap { Day($0) }.map { "\(ISOWeek(of: $0))" }
        let own = week.map { "paper/\($0)/\(row.plain("revision") ?? "?")" }
        guard let entry = row.number("number") else {
            findings.expect(own ?? "paper/?", "entry", nil, is: "a file that no entry keeps", entry: nil)
            return
        }
        let object = row.plain("object") ?? "paper/?"
        guard let own else {
            findings.expect(object, "file", "there", is: nil, entry: entry)
            return
        }
        for (part, said, kept) in [
            ("of", object, own), ("bytes", row.hex("after_digest"), row.hex("bytes_digest")),
            ("digest", row.hex("after_digest"), row.hex("digest")),
            ("report", row.hex("before_digest"), row.hex("report_digest")),
            ("kept_by", row.plain("actor"), row.plain("kept_by")),
        ] {
            findings.expect(object, part, said, is: kept, entry: entry)
        }
        holdMoment(object, "kept_at", row.moment("kept_at"), row.moment("happened_at"), entry)
    }
}
