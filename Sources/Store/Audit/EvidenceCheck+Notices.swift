import AuditLog
import Compliance
import Postgres
import StrictJSON

extension EvidenceCheck {
    /// Holds every notice, every arrival and every letterhead against the entry that brought it, and the other way round.
    mutating func holdNotices() async throws {
        let rows = try await transaction.pipeline([notices, arrivals, letterheads])
        for row in rows[0] where holdRow(row, "notice") { holdNotice(row) }
        for row in rows[1] where holdRow(row, "arrival") { holdArrival(row) }
        for row in rows[2] where holdRow(row, "letterhead") {
            let digest = Self.framed(
                ["lazaret letterhead v1"]
                    + ["short", "office_zh", "office_en", "red_head"].map { row.plain($0) }
            )
            hold(row, "letterhead", [("content", row.hex("after_digest"), digest)])
            hold(row, "letterhead", [("set_by", row.plain("actor"), row.plain("set_by"))])
            holdMoment(
                "letterhead",
                "set_at",
                row.moment("set_at"),
                row.moment("happened_at"),
                row.number("number") ?? 0
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

    private mutating func holdArrival(_ row: Row) {
        let micros = row.moment("reached_at").map { String($0.microseconds) }
        let digest = Self.framed([
            "lazaret notice arrival v1", row.plain("inspection"), row.plain("how"), micros,
            row.plain("received_by"), row.plain("witness"), row.hex("photograph"),
        ])
        let verb = row.plain("how") == "handedOver" ? "deliver" : "acknowledge"
        hold(
            row,
            "arrival",
            [
                ("content", row.hex("after_digest"), digest), ("how", row.plain("verb"), verb),
                ("site", row.plain("notice_site"), row.plain("site")),
                ("recorded_by", row.plain("actor"), row.plain("recorded_by")),
            ]
        )
        holdMoment(
            row.plain("object") ?? "",
            "arrival recorded_at",
            row.moment("recorded_at"),
            row.moment("happened_at"),
            row.number("number") ?? 0
        )
    }

    private static func framed(_ values: [String?]) -> String { Hash(of: AuditEntry.framed(values)).hex }

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
        SELECT e.number, e.actor, e.verb, e.after_digest, e.happened_at,
            coalesce(e.object, 'notice/' || a.inspection) AS object, a.entry AS own_entry, a.inspection, a.site, a.how,
            a.reached_at, a.received_by, a.witness, a.photograph, a.recorded_at, a.recorded_by, n.site AS notice_site
        FROM (SELECT * FROM notice_arrival WHERE county_id = \(county)) AS a
        FULL JOIN (
            SELECT number, object, actor, verb, after_digest, happened_at FROM audit_entry
            WHERE county_id = \(county) AND verb IN ('acknowledge', 'deliver') AND starts_with(object, 'notice/')) AS e
            ON e.object = 'notice/' || a.inspection AND e.number = a.entry
        LEFT JOIN notice n ON n.county_id = a.county_id AND n.inspection = a.inspection
        ORDER BY e.number
        """
    }

    private var letterheads: SQL {
        """
        SELECT e.number, e.actor, e.after_digest, e.happened_at, 'letterhead' AS object, l.entry AS own_entry, l.short,
            l.office_zh, l.office_en, l.red_head, l.set_at, l.set_by
        FROM (SELECT * FROM letterhead WHERE county_id = \(county)) AS l
        FULL JOIN (
            SELECT number, actor, after_digest, happened_at FROM audit_entry
            WHERE county_id = \(county) AND verb = 'change' AND object = 'letterhead') AS e ON e.number = l.entry
        ORDER BY e.number
        """
    }
}
