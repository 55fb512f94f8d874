package import Compliance
import Postgres
import StrictJSON

extension Store {
    /// The notice of that visit; nil where none was issued, or whoever asks does not see the site. Throws `UnreadableRow`
    /// where what was sealed cannot be read.
    package func notice(of visit: InspectionID) async throws -> NoticeRecord? {
        try await query(noticeQuery("n.inspection = \(visit)")).first.map { row in try NoticeRecord(row) }
    }

    /// What the notice of the visit would say now; nil where it left no gap open that a director has to mend. `closed` are
    /// those of its gaps that were closed since, by item with the moment: the notice does not speak of them.
    package func noticeContent(
        of record: InspectionRecord
    ) async throws -> (content: Notice.Content?, closed: [String: Instant]) {
        let rows = try await pipeline([
            """
            SELECT p.person FROM posting p
            WHERE p.county_id = \(county.id) AND p.duty = 'director' AND p.replaced_at IS NULL
                AND p.site = site_goes_on(\(county.id), \(record.site.code), \(Day(record.finishedAt))::date)
                AND (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date
                    BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
            """,
            "SELECT c.item, c.ended_at FROM gaps_closed(\(county.id), \(record.filing.id)) AS c",
        ])
        var closed: [String: Instant] = [:]
        for row in rows[1] { closed[try row["item"]] = try row["ended_at"] }
        let content = Notice.Content(
            record.filing,
            at: record.site,
            receivedAt: record.receivedAt,
            record.standard,
            record.result,
            director: try rows[0].first?["person"],
            closed: Set(closed.keys),
            deadline: record.deadline(of:),
            isMoved: { record.movedDeadlines[$0.item] != nil },
            isMended: record.isMended
        )
        return (content, closed)
    }

    /// Issues the notice of a visit, on the office's behalf; once more changes nothing, and gives the same.
    ///
    /// Throws `StoreError.noInspection`, and `.noNotice…` where there is nothing to mend, or the visit does not stand.
    package func issueNotice(of visit: InspectionID) async throws -> NoticeRecord {
        // What binds may change while it is read: a late filing brings a deadline forward.
        for _ in 0..<5 {
            let record = try await inspection(visit)
            let content = try await noticeContent(of: record).content
            let text = content.map { JSON.write(.object($0.members)) }
            let rows = try await act { who in
                "SELECT issue_notice(\(who), \(visit), \(orNull: text)::json) AS outcome"
            }
            switch try rows.first?["outcome"] as String? {
            case "issued", "already":
                guard let notice = try await notice(of: visit) else {
                    throw StoreError.noInspection("\(visit)")
                }
                return notice
            case "unknown": throw StoreError.noInspection("\(visit)")
            case "withdrawn": throw StoreError.noNoticeOf(visit, .withdrawn)
            case "revised": throw StoreError.noNoticeOf(visit, .revised)
            case "settled": throw StoreError.noNoticeOf(visit, .settled)
            case "headless": throw StoreError.noLetterhead
            case "outdated": continue
            default: throw StoreError.unavailable(cause: "an answer of issue_notice that nobody knows")
            }
        }
        throw StoreError.changedMeanwhile
    }

    func noticeQuery(_ condition: SQL) -> SQL {
        """
        SELECT n.inspection, n.site, n.document, n.digest, n.issued_by, \(Arrival.columns),
            w.inspection IS NOT NULL AS withdrawn, r.id AS replaced_by
        FROM notice n
        LEFT JOIN notice_arrival a ON a.county_id = n.county_id AND a.inspection = n.inspection
        LEFT JOIN withdrawal w ON w.county_id = n.county_id AND w.inspection = n.inspection
        LEFT JOIN inspection r ON r.county_id = n.county_id AND r.revises = n.inspection
        \(Arrival.tables(county.id, visit: "a.inspection"))
        WHERE n.county_id = \(county.id) AND \(condition)
        ORDER BY n.year, n.number
        """
    }
}

extension NoticeRecord {
    init(_ row: Row) throws {
        let document = try row["document"] as String
        let notice: Notice
        do { notice = try Notice(sealed: document) } catch {
            throw UnreadableRow(table: "notice", key: try row["inspection"], why: "\(error)")
        }
        self.init(
            notice: notice,
            document: document,
            digest: (try row["digest"] as DigestText).hex,
            issuedBy: try row["issued_by"],
            arrival: try Arrival(row),
            revisedBy: try row["replaced_by"],
            isWithdrawn: try row["withdrawn"]
        )
    }
}
