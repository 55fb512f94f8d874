import AuditLog
import Compliance
import Postgres
import StrictJSON

extension EvidenceCheck {
    /// Holds every notice against the entry that brought it, and the other way round; every arrival is at the notice's site, and
    /// its entry says how. (What else an arrival says is held with the rows of other acts.)
    mutating func holdNotices() async throws {
        let rows = try await transaction.pipeline([notices, arrivals])
        for row in rows[0] where holdRow(row, "notice") { holdNotice(row) }
        for row in rows[1] {
            let verb = row.plain("how") == "handedOver" ? "deliver" : "acknowledge"
            hold(
                row,
                "arrival",
                [
                    ("how", row.plain("verb"), verb),
                    ("site", row.plain("notice_site"), row.plain("site")),
                ]
            )
        }
    }

    /// Whether there are both the entry and the row; where one is missing, that is noted.
    private mutating func holdRow(_ row: Row, _ part: String) -> Bool {
        let object = row.plain("object") ?? ""
        guard let entry = row.number("number") else {
            findings.expect(object, part, nil, is: "a row that no entry speaks of", entry: nil)
            return false
        }
        if row.plain("own_entry") == nil {
            findings.expect(object, part, "there", is: nil, entry: entry)
            return false
        }
        return true
    }

    private mutating func hold(_ row: Row, _ part: String, _ pairs: [(String, String?, String?)]) {
        for (name, said, kept) in pairs {
            findings.expect(
                row.plain("object") ?? "",
                "\(part) \(name)",
                said,
                is: kept,
                entry: row.number("number")
            )
        }
    }

    private mutating func holdNotice(_ row: Row) {
        let text = row.plain("document") ?? ""
        let digest = Node.digest(ofText: text)
        hold(
            row,
            "notice",
            [("document", row.hex("after_digest"), digest), ("digest", digest, row.hex("digest"))]
        )
        guard let notice = try? Notice(sealed: text) else {
            hold(row, "notice", [("document", "a sealed notice", "what cannot be read")])
            return
        }
        hold(
            row,
            "notice",
            [
                ("inspection", "\(notice.content.visit.id)", row.plain("inspection")),
                ("site", notice.content.site.code, row.plain("site")),
                ("year", String(notice.year), row.plain("year")),
                ("number", String(notice.serial), row.plain("serial")),
                ("issued_at", notice.issuedAt.column, row.moment("issued_at")?.column),
                ("issued_by", row.plain("actor"), row.plain("issued_by")),
                // None is left out: so many were issued that year up to this one.
                ("series", row.plain("issued_so_far"), row.plain("serial")),
            ]
        )
    }

    private var notices: SQL {
        """
        SELECT e.number, e.actor, e.after_digest, coalesce(e.object, 'notice/' || n.inspection) AS object,
            n.entry AS own_entry, n.inspection, n.site, n.year, n.number AS serial, n.issued_at, n.issued_by, n.document, n.digest,
            count(n.number) OVER (PARTITION BY n.year ORDER BY n.number) AS issued_so_far
        FROM (SELECT * FROM notice WHERE county_id = \(county)) AS n
        FULL JOIN (
            SELECT number, object, actor, after_digest FROM audit_entry
            WHERE county_id = \(county) AND verb = 'issue' AND starts_with(object, 'notice/')) AS e
            ON e.object = 'notice/' || n.inspection AND e.number = n.entry
        ORDER BY e.number
        """
    }

    private var arrivals: SQL {
        """
        SELECT e.number, e.verb, e.object, a.site, a.how, n.site AS notice_site
        FROM notice_arrival a
        JOIN audit_entry e ON e.county_id = a.county_id AND e.number = a.entry
        LEFT JOIN notice n ON n.county_id = a.county_id AND n.inspection = a.inspection
        WHERE a.county_id = \(county) ORDER BY e.number
        """
    }
}
