package import Compliance
import Postgres

extension Store {
    /// What accountability reads of the notices to each of the sites and to those that they go on from, in the order of
    /// issue, with the deadlines given since; one that was handed over reached nobody before the photograph of the signed
    /// paper has come.
    package func servedNotices(of codes: [String]) async throws -> [String: [ServedNotice]] {
        try served(try await pipeline(servedQueries(of: codes)))
    }

    /// What they are read by.
    func servedQueries(of codes: [String]) -> [SQL] {
        let wanted: SQL = """
            SELECT wanted.code, past.* FROM unnest(\(codes)::text[]) AS wanted (code)
            CROSS JOIN LATERAL site_life(\(county.id), wanted.code) AS past
            """
        return [
            "SELECT past.code, notice.* FROM (\(wanted)) AS past JOIN (\(noticeQuery("true"))) AS notice ON notice.site = past.site",
            """
            SELECT past.code, d.item, d.deadline, d.changed_at FROM (\(wanted)) AS past
            JOIN deadline_change d ON d.county_id = \(county.id) AND d.site = past.site
                AND (d.changed_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
                AND (d.changed_at AT TIME ZONE INTERVAL '08:00')::date > past.after
            ORDER BY d.entry
            """,
        ]
    }

    /// The notices of `servedQueries`, by the site that was asked about.
    func served(_ rows: [Rows]) throws -> [String: [ServedNotice]] {
        var served: [String: [ServedNotice]] = [:]
        for row in rows[0] {
            let (code, record) = (try row["code"] as String, try NoticeRecord(row))
            // Handed over counts once the photograph of the signed paper is here.
            let arrival = record.arrival.flatMap { $0.isPhotographPending ? nil : $0 }
            var notice = record.notice.served(at: arrival?.reachedAt)
            for change in rows[1] where try change["code"] == code {
                let at = try change["changed_at"] as Instant
                guard at >= record.notice.issuedAt else { continue }
                notice.moves.append(
                    ServedNotice.Move(item: try change["item"], at: at, deadline: try change["deadline"])
                )
            }
            served[code, default: []].append(notice)
        }
        return served
    }
}
