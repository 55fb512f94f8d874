import AuditLog
import Compliance
import Postgres
import StrictJSON

/// A table of sealed documents numbered by the year, each written by an act whose entry has the digest of the document.
struct SealedRows: Sendable {
    let table: String
    /// How an entry's object begins, which is how findings name a part too; and the column that ends it.
    let object: (kind: String, key: String)
    /// Columns that the document says too, beside year, number and moment of issue; and those of them that are moments.
    let columns: [String]
    var moments: Set<String> = ["issued_at"]
    /// What a document says of year, number, moment of issue and those columns, in that order; nil where it cannot be read.
    let says: @Sendable (String) -> [String]?

    static let all = [
        SealedRows(
            table: "notice",
            object: ("notice", "inspection"),
            columns: ["inspection", "site"]
        ) { text in
            guard let notice = try? Notice(sealed: text) else { return nil }
            return [
                "\(notice.year)", "\(notice.serial)", notice.issuedAt.column, "\(notice.content.visit.id)",
                notice.content.site.code,
            ]
        },
        SealedRows(
            table: "supervision_order",
            object: ("order", "id"),
            columns: ["site", "item", "inspection", "colour", "deadline"],
            moments: ["issued_at", "deadline"]
        ) { text in
            guard let order = try? SupervisionOrder(sealed: text) else { return nil }
            let content = order.content
            return [
                "\(order.year)", "\(order.serial)", order.issuedAt.column, content.site.code,
                content.line.item, "\(content.inspection)", content.colour.rawValue, content.deadline.column,
            ]
        },
    ]
}

extension EvidenceCheck {
    /// Holds every sealed document against the entry that brought it and against what its row keeps, and the other way round.
    mutating func holdSealed() async throws {
        for one in SealedRows.all {
            let columns = one.columns.reduce("" as SQL) { "\($0), r.\(identifier: $1)" }
            let own: SQL = "\(one.object.kind) || '/' || r.\(identifier: one.object.key)"
            let rows = try await transaction.query(
                """
                SELECT e.number AS written, e.actor, e.after_digest, coalesce(e.object, \(own)) AS object,
                    r.entry AS own_entry, r.year, r.number, r.issued_at, r.issued_by, r.document, r.digest,
                    count(r.number) OVER (PARTITION BY r.year ORDER BY r.number) AS issued_so_far\(columns)
                FROM (SELECT * FROM \(identifier: one.table) WHERE county_id = \(county)) AS r
                FULL JOIN (
                    SELECT number, object, actor, after_digest FROM audit_entry
                    WHERE county_id = \(county) AND verb = 'issue' AND starts_with(object, \(one.object.kind + "/"))) AS e
                    ON e.object = \(own) AND e.number = r.entry
                ORDER BY e.number
                """
            )
            for row in rows { hold(row, one) }
        }
    }

    private mutating func hold(_ row: Row, _ one: SealedRows) {
        let (object, kind) = (row.plain("object") ?? "", one.object.kind)
        guard let entry = row.number("written") else {
            findings.expect(object, kind, nil, is: "a row that no entry speaks of", entry: nil)
            return
        }
        guard row.plain("own_entry") != nil else {
            findings.expect(object, kind, "there", is: nil, entry: entry)
            return
        }
        let text = row.plain("document") ?? ""
        let digest = Node.digest(ofText: text)
        var parts = [
            ("document", row.hex("after_digest"), digest), ("digest", digest, row.hex("digest")),
            ("issued_by", row.plain("actor"), row.plain("issued_by")),
        ]
        if let said = one.says(text) {
            for (column, said) in zip(["year", "number", "issued_at"] + one.columns, said) {
                let kept = one.moments.contains(column) ? row.moment(column)?.column : row.plain(column)
                parts.append((column, said, kept))
            }
            // None is left out: so many were issued that year up to this one.
            parts.append(("series", row.plain("issued_so_far"), row.plain("number")))
        } else {
            parts.append(("document", "a sealed document", "what cannot be read"))
        }
        for (part, said, kept) in parts {
            findings.expect(object, "\(kind) \(part)", said, is: kept, entry: entry)
        }
    }

    /// That every arrival of a notice or an order is of that, at its site, and that its entry says how. (What else an arrival
    /// says is held with the rows of other acts.)
    mutating func holdArrivals() async throws {
        let rows = try await transaction.query(
            """
            SELECT e.number, e.verb, e.object, a.*
            FROM (
                SELECT a.entry, a.how, a.site, n.site AS own_site, 'visit_day' AS part,
                    a.visit_day::text AS of, n.visit_day::text AS own_of
                FROM notice_arrival a
                LEFT JOIN notice n ON n.county_id = a.county_id AND n.inspection = a.inspection
                WHERE a.county_id = \(county)
                UNION ALL
                SELECT a.entry, a.how, a.site, o.site, 'issued_at', a.issued_at::text, o.issued_at::text
                FROM order_arrival a
                LEFT JOIN supervision_order o ON o.county_id = a.county_id AND o.id = a.id
                WHERE a.county_id = \(county)) AS a
            JOIN audit_entry e ON e.county_id = \(county) AND e.number = a.entry
            ORDER BY e.number
            """
        )
        for row in rows {
            let verb = row.plain("how") == "handedOver" ? "deliver" : "acknowledge"
            for (part, said, kept) in [
                ("how", row.plain("verb"), verb), ("site", row.plain("own_site"), row.plain("site")),
                (row.plain("part") ?? "", row.plain("own_of"), row.plain("of")),
            ] {
                let object = row.plain("object") ?? ""
                findings.expect(object, "arrival \(part)", said, is: kept, entry: row.number("number"))
            }
        }
    }
}
