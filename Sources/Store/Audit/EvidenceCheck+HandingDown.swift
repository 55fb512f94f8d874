import AuditLog
import Compliance
import Postgres

/// A table whose rows are written by one act each, with the entry whose number they have.
private struct ActRows {
    let table: String
    let verb: String
    /// How an entry's object begins, and the column that ends it.
    let object: (kind: String, key: String)
    /// The form of the digest, and the columns that follow it there; moments as microseconds.
    let form: String
    let columns: [String]
    let moments: Set<String>
    /// When it was done, and by whom.
    let doneAt: String
    let doneBy: String?

    static let all = [
        ActRows(
            table: "issuance",
            verb: "issue",
            object: ("issuance", "site"),
            form: "lazaret issuance v1",
            columns: ["site", "checklist_digest", "baseline_digest", "issued_at", "issued_by"],
            moments: ["issued_at"],
            doneAt: "issued_at",
            doneBy: "issued_by"
        ),
        ActRows(
            table: "issuance_receipt",
            verb: "acknowledge",
            object: ("issuance", "site"),
            form: "lazaret receipt v1",
            columns: ["issuance", "site", "received_at", "received_by", "duty"],
            moments: ["received_at"],
            doneAt: "received_at",
            doneBy: "received_by"
        ),
        ActRows(
            table: "guidance",
            verb: "guide",
            object: ("guidance", "id"),
            form: "lazaret guidance v1",
            columns: [
                "id", "site", "checklist_digest", "baseline_digest", "given_at", "recorded_at", "given_by",
                "shown",
                "attended",
            ],
            moments: ["given_at", "recorded_at"],
            doneAt: "recorded_at",
            doneBy: nil
        ),
        ActRows(
            table: "guidance_withdrawal",
            verb: "withdraw",
            object: ("guidance", "guidance"),
            form: "lazaret guidance withdrawal v1",
            columns: ["guidance", "site", "withdrawn_at", "withdrawn_by", "reason"],
            moments: ["withdrawn_at"],
            doneAt: "withdrawn_at",
            doneBy: "withdrawn_by"
        ),
        ActRows(
            table: "cadence",
            verb: "change",
            object: ("cadence", "site_kind"),
            form: "lazaret cadence v1",
            columns: ["site_kind", "days", "days_below", "valid_from", "reason", "set_at", "set_by"],
            moments: ["set_at"],
            doneAt: "set_at",
            doneBy: "set_by"
        ),
        ActRows(
            table: "draw",
            verb: "draw",
            object: ("draw", "id"),
            form: "lazaret draw v1",
            columns: [
                "id", "first_day", "last_day", "frame_digest", "seed_digest", "drawn_at", "drawn_by",
            ],
            moments: ["drawn_at"],
            doneAt: "drawn_at",
            doneBy: "drawn_by"
        ),
        ActRows(
            table: "draw_discard",
            verb: "discard",
            object: ("draw", "draw"),
            form: "lazaret draw discard v1",
            columns: ["draw", "reason", "discarded_at", "discarded_by"],
            moments: ["discarded_at"],
            doneAt: "discarded_at",
            doneBy: "discarded_by"
        ),
    ]
}

extension EvidenceCheck {
    /// Holds what was issued, acknowledged, given as guidance and withdrawn against the entries that put it on record, and
    /// the other way round.
    mutating func holdHandingDown() async throws {
        for one in ActRows.all { try await hold(one) }
    }

    private mutating func hold(_ one: ActRows) async throws {
        let kind = one.object.kind + "/"
        let moments = one.moments.sorted()
            .reduce("" as SQL) {
                "\($0), (extract(epoch FROM r.\(identifier: $1)) * 1000000)::bigint::text AS \(identifier: $1 + "_micros")"
            }
        let rows = try await transaction.query(
            """
            SELECT r.*\(moments), e.number, e.happened_at, e.actor, e.after_digest, e.object,
                r.county_id IS NOT NULL AS stands, \(kind) || r.\(identifier: one.object.key) AS own_object,
                r.entry AS own_entry
            FROM (SELECT * FROM \(identifier: one.table) WHERE county_id = \(county)) AS r
            FULL JOIN (
                SELECT number, happened_at, actor, after_digest, object FROM audit_entry
                WHERE county_id = \(county) AND verb = \(one.verb) AND starts_with(object, \(kind))) AS e ON e.number = r.entry
            ORDER BY coalesce(e.number, r.entry)
            """
        )
        for row in rows {
            guard let entry = row.number("number") else {
                findings.expect(row.plain("own_object") ?? kind, one.table, nil, is: "there", entry: nil)
                continue
            }
            let object = row.plain("object") ?? kind
            guard try row["stands"] else {
                findings.expect(object, one.table, "there", is: nil, entry: entry)
                continue
            }
            let values = one.columns.map { column in
                one.moments.contains(column)
                    ? row.plain(column + "_micros")
                    : column.hasSuffix("_digest") ? row.hex(column) : row.plain(column)
            }
            let digest = Hash(of: AuditEntry.framed([one.form] + values)).hex
            guard findings.expect(object, one.table, row.hex("after_digest"), is: digest, entry: entry) else {
                continue
            }
            findings.expect(object, "\(one.table) object", object, is: row.plain("own_object"), entry: entry)
            if let by = one.doneBy {
                findings.expect(
                    object,
                    "\(one.table) \(by)",
                    row.plain("actor"),
                    is: row.plain(by),
                    entry: entry
                )
            }
            holdMoment(
                object,
                "\(one.table) \(one.doneAt)",
                row.moment(one.doneAt),
                row.moment("happened_at"),
                entry
            )
        }
    }
}
