import Compliance
import Postgres

/// What was issued to sites and explained there, by site; of one that moved, what concerned the codes that it goes on from
/// is with it, up to the day of the move.
struct HandedFacts {
    private(set) var issues: [String: [Issuance]] = [:]
    private(set) var guidance: [String: [SiteFile.Guidance]] = [:]
    private(set) var unreadable = UnreadableRows()

    /// The two statements whose rows it is read from; of all sites, where no codes are named.
    /// As it was before a moment, where one is given: a code that was opened again since is another site's.
    static func statements(of codes: [String]?, in county: Int, before end: Instant? = nil) -> [SQL] {
        let past: SQL = """
            WITH past AS MATERIALIZED (
                SELECT s.code, p.site, p.after, p.until FROM site s
                CROSS JOIN LATERAL site_life(\(county)::integer, s.code, \(Store.lastDay(before: end))) AS p
                WHERE s.county_id = \(county) AND (\(codes == nil) OR s.code = ANY (\(codes ?? [])::text[])))
            """
        return [
            """
            \(past)
            SELECT past.code, i.entry, i.site, i.checklist_digest, i.baseline_digest, i.issued_at, i.issued_by,
                r.received_at, r.received_by, r.duty
            FROM past
            JOIN issuance i ON i.county_id = \(county) AND i.site = past.site
                AND (i.issued_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
                AND (i.issued_at AT TIME ZONE INTERVAL '08:00')::date > past.after
            LEFT JOIN issuance_receipt r ON r.county_id = i.county_id AND r.issuance = i.entry
            ORDER BY i.issued_at, i.entry
            """,
            """
            \(past)
            SELECT past.code, g.site, g.checklist_digest, g.baseline_digest, g.given_at,
                coalesce(said.recorded_at, seen.received_at) AS recorded_at
            FROM past
            JOIN standing_guidance g ON g.county_id = \(county) AND g.site = past.site
                AND (g.given_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
                AND (g.given_at AT TIME ZONE INTERVAL '08:00')::date > past.after
            LEFT JOIN guidance said ON said.county_id = g.county_id AND said.id = g.guidance
            LEFT JOIN inspection seen ON seen.county_id = g.county_id AND seen.id = g.inspection
            ORDER BY g.given_at
            """,
        ]
    }

    init(_ issued: Rows, _ given: Rows) throws {
        for row in issued {
            let read = try [row].readable(leavingOut: &unreadable) { row in try Issuance(row) }
            issues[try row["code"], default: []] += read
        }
        for row in given {
            guidance[try row["code"], default: []]
                .append(
                    SiteFile.Guidance(
                        version: try StandardDigests(row),
                        at: try row["given_at"],
                        recordedAt: try row["recorded_at"]
                    )
                )
        }
    }

    /// The file of a site as far as its standards go: without visits.
    func file(of code: String) -> SiteFile {
        SiteFile(visits: [], issues: (issues[code] ?? []).map(\.fact), guidance: guidance[code] ?? [])
    }
}
