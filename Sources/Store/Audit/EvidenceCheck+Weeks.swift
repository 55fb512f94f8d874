import AuditLog
import Compliance
import Postgres
import StrictJSON

extension EvidenceCheck {
    /// An entry by which a week was closed or revised.
    private struct Closing {
        let number: Int
        let week: ISOWeek
        let object: String
        /// Whose report it is: of whoever closed it, or where the clock did, whoever gave the order that it names.
        let by: String
        /// The number of that order.
        let order: String?
        let reason: String?
        let happenedAt: Instant?
        let after: String?
        /// Which report of its week it speaks of, from 1.
        let revision: Int
    }

    /// Holds every sealed week against the entry that closed or revised it, and the other way round: the bytes by their
    /// digest, the chain by the entries before, the columns by the document. Of one week alone where it is given.
    mutating func holdWeeks(_ only: ISOWeek? = nil) async throws {
        let closings = try await closings()
        let rows = try await transaction.query(
            """
            SELECT week, revision, digest, previous, cut_off, closed_at, closed_by, closing_order, reason, entry
            FROM week_report
            WHERE county_id = \(county) AND coalesce(week = \(orNull: only?.monday)::date, true) ORDER BY week, revision
            """
        )
        var seen: Set<Int> = []
        for row in rows {
            let entry = row.number("entry") ?? 0
            let closing = closings.first { $0.number == entry }
            if let closing { seen.insert(closing.number) }
            try await hold(row, closing, closings)
        }
        for gone in closings where !seen.contains(gone.number) && only.map({ $0 == gone.week }) ?? true {
            let part = "revision \(gone.revision)"
            findings.expect(gone.object, part, "there", is: nil, entry: gone.number)
        }
    }

    private mutating func hold(_ row: Row, _ closing: Closing?, _ all: [Closing]) async throws {
        findings.hold(.weeks)
        let object = "week/" + (row.plain("week").flatMap { Day($0) }.map { "\(ISOWeek(of: $0))" } ?? "?")
        let name = "revision \(row.plain("revision") ?? "?")"
        let document = try await document(row)
        let digest = Node.digest(ofText: document)
        guard let closing else {
            findings.expect(object, "\(name) entry", nil, is: "a report that no entry closes", entry: nil)
            return
        }
        let number = closing.number
        findings.expect(object, "\(name) document", closing.after, is: digest, entry: number)
        let earlier = all.filter { $0.number < number && $0.week < closing.week }
            .max { ($0.week, $0.number) < ($1.week, $1.number) }
        for (part, said, kept) in [
            ("digest", closing.after, row.hex("digest")), ("previous", earlier?.after, row.hex("previous")),
            ("closed_by", closing.by, row.plain("closed_by")),
            ("closing_order", closing.order, row.plain("closing_order")),
            ("reason", closing.reason, row.plain("reason")),
            ("week", closing.object, object), ("revision", "\(closing.revision)", row.plain("revision")),
        ] {
            findings.expect(object, "\(name) \(part)", said, is: kept, entry: number)
        }
        holdMoment(object, "\(name) closed_at", row.moment("closed_at"), closing.happenedAt, number)
        guard digest == closing.after else { return }
        guard let report = try? WeeklyReport(document: document) else {
            findings.expect(
                object,
                "\(name) document",
                "a report",
                is: "none that can be read",
                entry: number
            )
            return
        }
        findings.expect(
            object,
            "\(name) cut_off",
            report.cutOff.column,
            is: row.moment("cut_off")?.column,
            entry: number
        )
    }

    /// One at a time, since they may be large.
    private func document(_ row: Row) async throws -> String {
        let rows = try await transaction.query(
            """
            SELECT document FROM week_report
            WHERE county_id = \(county) AND week = \(try row["week"] as Day) AND revision = \(try row["revision"] as Int)
            """
        )
        return rows.first?.plain("document") ?? ""
    }

    private func closings() async throws -> [Closing] {
        let rows = try await transaction.query(
            """
            SELECT number, object, actor, via, reason, happened_at, after_digest FROM audit_entry
            WHERE county_id = \(county) AND (verb = 'close' OR verb = 'revise' AND object LIKE 'week/%') ORDER BY number
            """
        )
        var counts: [ISOWeek: Int] = [:]
        return try rows.compactMap { row in
            let object = try row["object"] as String
            guard let week = ISOWeek(String(object.dropFirst(5))) else { return nil }
            counts[week, default: 0] += 1
            // As `close_by_order` names it: `closing-order:2 admin`.
            let via = try row["via"] as String
            let order = via.begins(with: "closing-order:") ? via.dropFirst(14).split(at: " ", atMost: 1) : []
            return Closing(
                number: try row["number"],
                week: week,
                object: object,
                by: try order.count == 2 ? String(order[1]) : row["actor"],
                order: order.first.map(String.init),
                reason: row.plain("reason"),
                happenedAt: row.moment("happened_at"),
                after: row.hex("after_digest"),
                revision: counts[week] ?? 1
            )
        }
    }
}
