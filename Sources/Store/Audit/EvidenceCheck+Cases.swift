import AuditLog
import Compliance
import Postgres

/// A table of accountability whose rows are written with one entry each, whose number they have.
private struct CaseRows {
    let table: String
    let verb: SQL
    /// Which objects of that verb are of this table: a regular expression.
    let objects: SQL
    /// The object of a row `r`.
    let object: SQL
    /// What the entry has the digest of, in the order of the act that wrote the row: texts of a row `r`.
    let values: [SQL]
    /// When it was done, and by whom where the row says that.
    let doneAt: String
    let doneBy: String?

    static let all = [
        CaseRows(
            table: "infection",
            verb: "'add'",
            objects: "'^infection/'",
            object: "'infection/' || r.id",
            values: ["'lazaret infection v1'", "r.id", "r.site", "r.day", "r.source"],
            doneAt: "reported_at",
            doneBy: "reported_by"
        ),
        CaseRows(
            table: "accountability_case",
            verb: "'add'",
            objects: "'^case/[^/]*$'",
            object: "'case/' || r.id",
            values: [
                "'lazaret case v1'", "r.id", "r.site", "r.found", "r.again", "array_to_string(r.items, ',')",
                "r.infection", "r.basis", "r.reason",
            ],
            doneAt: "opened_at",
            doneBy: "opened_by"
        ),
        CaseRows(
            table: "case_person",
            verb: "'add'",
            objects: "'^case/[^/]*/person/'",
            object: "'case/' || r.case_id || '/person/' || r.term",
            values: ["'lazaret case person v1'", "r.case_id", "r.site", "r.term", "r.duty", "r.person"],
            doneAt: "named_at",
            doneBy: nil
        ),
        CaseRows(
            table: "case_act",
            verb: "'add'",
            objects: "'^case/[^/]*/[^/]*$'",
            object: "'case/' || r.case_id || '/' || r.kind",
            values: [
                "'lazaret case act v1'", "r.id", "r.case_id", "r.site", "r.kind", "r.term", "r.words",
                "r.reason",
                """
                (SELECT string_agg(encode(digest, 'hex'), ',' ORDER BY place)
                    FROM unnest(r.evidence) WITH ORDINALITY AS e (digest, place))
                """,
                "r.on_paper", "r.seen", "(extract(epoch FROM r.happened_at) * 1000000)::bigint",
            ],
            doneAt: "recorded_at",
            doneBy: "recorded_by"
        ),
        CaseRows(
            table: "ladder_step",
            verb: "'add'",
            objects: "'^(reminder|circular|interview|proposal)/'",
            object: "r.rung || '/' || r.year || '-' || r.number",
            values: [
                "'lazaret step v1'", "r.site", "r.case_id", "r.rung", "r.year", "r.number",
                "array_to_string(r.items, ',')", "r.follows", "r.document",
            ],
            doneAt: "taken_at",
            doneBy: "taken_by"
        ),
        CaseRows(
            table: "ladder_policy",
            verb: "'change'",
            objects: "'^ladder$'",
            object: "'ladder'",
            values: [
                "'lazaret ladder v1'", "r.circular", "r.interview", "r.proposal", "r.statement", "r.reason",
            ],
            doneAt: "set_at",
            doneBy: "set_by"
        ),
    ]
}

extension EvidenceCheck {
    /// Holds everything of accountability against the entries that put it on record, and the other way round; of the documents
    /// of the ladder also that their numbers are without a hole.
    mutating func holdCases() async throws {
        for one in CaseRows.all { try await hold(one) }
        try await holdStepNumbers()
    }

    private mutating func hold(_ one: CaseRows) async throws {
        let values = one.values.enumerated()
            .reduce("" as SQL) { "\($0), (\($1.element))::text AS \(identifier: "value_\($1.offset)")" }
        let rows = try await transaction.query(
            """
            SELECT r.*, e.number, e.happened_at, e.actor, e.after_digest, e.object, r.own_entry IS NOT NULL AS stands
            FROM (
                SELECT r.entry AS own_entry, \(one.object) AS own_object, r.\(identifier: one.doneAt) AS done_at,
                    \(one.doneBy.map { "r.\(identifier: $0)" as SQL } ?? "NULL::text") AS done_by\(values)
                FROM \(identifier: one.table) r WHERE r.county_id = \(county)) AS r
            FULL JOIN (
                SELECT number, happened_at, actor, after_digest, object FROM audit_entry
                WHERE county_id = \(county) AND verb = \(one.verb) AND object ~ \(one.objects)) AS e
                ON e.number = r.own_entry
            ORDER BY coalesce(e.number, r.own_entry)
            """
        )
        for row in rows {
            let own = row.plain("own_object")
            guard let entry = row.number("number") else {
                findings.expect(own ?? one.table, one.table, nil, is: "there", entry: nil)
                continue
            }
            let object = row.plain("object") ?? one.table
            guard try row["stands"] else {
                findings.expect(object, one.table, "there", is: nil, entry: entry)
                continue
            }
            let said = one.values.indices.map { row.plain("value_\($0)") }
            let digest = Hash(of: AuditEntry.framed(said)).hex
            guard findings.expect(object, one.table, row.hex("after_digest"), is: digest, entry: entry) else {
                continue
            }
            findings.expect(object, "\(one.table) object", object, is: own, entry: entry)
            if let by = one.doneBy {
                let part = "\(one.table) \(by)"
                findings.expect(object, part, row.plain("actor"), is: row.plain("done_by"), entry: entry)
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

    /// None is left out: of each rung so many documents were issued in a year up to a number.
    private mutating func holdStepNumbers() async throws {
        let rows = try await transaction.query(
            """
            SELECT s.rung || '/' || s.year || '-' || s.number AS object, s.entry, s.number, s.so_far FROM (
                SELECT *, count(*) OVER (PARTITION BY rung, year ORDER BY number) AS so_far
                FROM ladder_step WHERE county_id = \(county)) AS s
            WHERE s.so_far <> s.number ORDER BY s.entry
            """
        )
        for row in rows {
            findings.expect(
                row.plain("object") ?? "",
                "ladder_step series",
                row.plain("so_far"),
                is: row.plain("number"),
                entry: row.number("entry")
            )
        }
    }
}
