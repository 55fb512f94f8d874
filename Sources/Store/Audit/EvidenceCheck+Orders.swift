import AuditLog
import Compliance
import Postgres
import StrictJSON

extension EvidenceCheck {
    /// Holds every three-colour order against the entry that brought it and against what it says itself, and the other way
    /// round.
    mutating func holdOrders() async throws {
        let rows = try await transaction.query(
            """
            SELECT e.number, e.actor, e.after_digest, coalesce(e.object, 'order/' || o.id) AS object, o.entry AS own_entry, o.id, o.site,
                o.item, o.inspection, o.colour, o.deadline, o.year, o.number AS serial, o.issued_at, o.issued_by, o.document, o.digest,
                count(o.number) OVER (PARTITION BY o.year ORDER BY o.number) AS issued_so_far
            FROM (SELECT * FROM supervision_order WHERE county_id = \(county)) AS o
            FULL JOIN (
                SELECT number, object, actor, after_digest FROM audit_entry
                WHERE county_id = \(county) AND verb = 'issue' AND starts_with(object, 'order/')) AS e
                ON e.object = 'order/' || o.id AND e.number = o.entry
            ORDER BY e.number
            """
        )
        for row in rows {
            let object = row.plain("object") ?? "order"
            guard let entry = row.number("number") else {
                findings.expect(object, "order", nil, is: "a row that no entry speaks of", entry: nil)
                continue
            }
            guard row.plain("own_entry") != nil else {
                findings.expect(object, "order", "there", is: nil, entry: entry)
                continue
            }
            for (part, said, kept) in parts(of: row) {
                findings.expect(object, "order \(part)", said, is: kept, entry: entry)
            }
        }
        try await holdOrderArrivals()
    }

    /// Every arrival is of its order, at its site, and its entry says how. (What else it says is held with the rows of other
    /// acts.)
    private mutating func holdOrderArrivals() async throws {
        let rows = try await transaction.query(
            """
            SELECT e.number, e.verb, e.object, a.how, a.site, a.issued_at, o.site AS order_site, o.issued_at AS order_issued_at
            FROM order_arrival a
            JOIN audit_entry e ON e.county_id = a.county_id AND e.number = a.entry
            LEFT JOIN supervision_order o ON o.county_id = a.county_id AND o.id = a.id
            WHERE a.county_id = \(county) ORDER BY e.number
            """
        )
        for row in rows {
            let verb = row.plain("how") == "handedOver" ? "deliver" : "acknowledge"
            let issued = row.moment("order_issued_at")?.column
            for (part, said, kept) in [
                ("how", row.plain("verb"), verb), ("site", row.plain("order_site"), row.plain("site")),
                ("issued_at", issued, row.moment("issued_at")?.column),
            ] {
                let object = row.plain("object") ?? "order"
                findings.expect(object, "arrival \(part)", said, is: kept, entry: row.number("number"))
            }
        }
    }

    /// What the sealed document says beside what the row keeps.
    private func parts(of row: Row) -> [(String, String?, String?)] {
        let text = row.plain("document") ?? ""
        let digest = Node.digest(ofText: text)
        let sealed = [
            ("document", row.hex("after_digest"), digest), ("digest", digest, row.hex("digest")),
            ("issued_by", row.plain("actor"), row.plain("issued_by")),
        ]
        guard let order = try? SupervisionOrder(sealed: text) else {
            return sealed + [("document", "a sealed order", "what cannot be read")]
        }
        let content = order.content
        return sealed + [
            ("site", content.site.code, row.plain("site")), ("item", content.line.item, row.plain("item")),
            ("inspection", "\(content.inspection)", row.plain("inspection")),
            ("colour", content.colour.rawValue, row.plain("colour")),
            ("deadline", content.deadline.column, row.moment("deadline")?.column),
            ("year", String(order.year), row.plain("year")),
            ("number", String(order.serial), row.plain("serial")),
            ("issued_at", order.issuedAt.column, row.moment("issued_at")?.column),
            // None is left out: so many were issued that year up to this one.
            ("series", row.plain("issued_so_far"), row.plain("serial")),
        ]
    }
}
