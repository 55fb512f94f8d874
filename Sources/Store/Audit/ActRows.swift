import AuditLog
import Compliance
import Postgres

/// A table whose rows are written by one act each, with the entry whose number they have.
struct ActRows {
    let table: String
    let verb: String
    /// How an entry's object begins, and the column that ends it; several with slashes between, none where it is the whole.
    let object: (kind: String, key: String)
    /// The form of the digest, and the columns that follow it there; moments as microseconds, digests in hexadecimal, lists of
    /// them with commas between.
    let form: String
    let columns: [String]
    let moments: Set<String>
    /// When it was done, and by whom.
    let doneAt: String
    let doneBy: String?
    /// Other verbs by which the same table is written.
    var orVerbs: [String] = []
    /// Columns that are digests, or lists of them, though their names do not end so.
    var digests: Set<String> = []
    var digestLists: Set<String> = []
    /// Columns that are the Monday of a week, which stands as `2021-W33`.
    var weeks: Set<String> = []

    /// The column as it stands in the digest, as text.
    fileprivate func text(_ column: String) -> SQL {
        if moments.contains(column) {
            "CASE WHEN isfinite(r.\(identifier: column)) THEN (extract(epoch FROM r.\(identifier: column)) * 1000000)::bigint::text END"
        } else if weeks.contains(column) {
            "to_char(r.\(identifier: column), 'IYYY\"-W\"IW')"
        } else if column.hasSuffix("_digest") || digests.contains(column) {
            "encode(r.\(identifier: column), 'hex')"
        } else if digestLists.contains(column) {
            """
            (SELECT string_agg(encode(d.one, 'hex'), ',' ORDER BY d.place)
                FROM unnest(r.\(identifier: column)) WITH ORDINALITY AS d (one, place))
            """
        } else {
            "r.\(identifier: column)::text"
        }
    }

    /// What the entry of a row is about.
    fileprivate var ownObject: SQL {
        object.key.split(separator: "/")
            .reduce("\(object.kind)" as SQL) { "\($0) || '/' || \(text(String($1)))" }
    }
}

extension EvidenceCheck {
    /// Holds the rows of a table against the entries that put them on record, and the other way round.
    mutating func hold(_ one: ActRows) async throws {
        let texts = one.columns.enumerated()
            .reduce("" as SQL) { "\($0), \(one.text($1.element)) AS \(identifier: "part_\($1.offset)")" }
        let begins = one.object.kind + (one.object.key.isEmpty ? "" : "/")
        let rows = try await transaction.query(
            """
            SELECT e.number, e.happened_at, e.actor, e.after_digest, e.object, r.county_id IS NOT NULL AS stands,
                \(one.ownObject) AS own_object, r.\(identifier: one.doneAt) AS done_at,
                \(one.doneBy.map { "r.\(identifier: $0)" } ?? "NULL::text" as SQL) AS done_by\(texts)
            FROM (SELECT * FROM \(identifier: one.table) WHERE county_id = \(county)) AS r
            FULL JOIN (
                SELECT number, happened_at, actor, after_digest, object FROM audit_entry
                WHERE county_id = \(county) AND verb = ANY (\([one.verb] + one.orVerbs)::text[])
                    AND starts_with(object, \(begins))) AS e ON e.number = r.entry
            ORDER BY coalesce(e.number, r.entry)
            """
        )
        for row in rows { try hold(row, one, begins) }
    }

    private mutating func hold(_ row: Row, _ one: ActRows, _ begins: String) throws {
        guard let entry = row.number("number") else {
            findings.expect(row.plain("own_object") ?? begins, one.table, nil, is: "there", entry: nil)
            return
        }
        let object = row.plain("object") ?? begins
        guard try row["stands"] else {
            findings.expect(object, one.table, "there", is: nil, entry: entry)
            return
        }
        let values = one.columns.indices.map { row.plain("part_\($0)") }
        let digest = Hash(of: AuditEntry.framed([one.form] + values)).hex
        guard findings.expect(object, one.table, row.hex("after_digest"), is: digest, entry: entry) else {
            return
        }
        findings.expect(object, "\(one.table) object", object, is: row.plain("own_object"), entry: entry)
        if let by = one.doneBy {
            findings.expect(
                object,
                "\(one.table) \(by)",
                row.plain("actor"),
                is: row.plain("done_by"),
                entry: entry
            )
        }
        holdMoment(
            object,
            "\(one.table) \(one.doneAt)",
            row.moment("done_at"),
            row.moment("happened_at"),
            entry
        )
    }
}
