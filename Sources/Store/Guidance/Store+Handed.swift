package import Compliance
import Postgres

extension Store {
    private static let clock: SQL = "SELECT clock_timestamp() AS now"

    /// Every site in operation or to open with the versions in force, as far as the actor sees them; `now` says the day.
    package func handedDown(now: Instant) async throws -> HandedCounty {
        let versions = try await listedVersions().versions
        let day = Day(now)
        let present = try await standards(from: day, of: versions).map { NamedVersion($0) }
        let rows = try await pipeline(
            HandedFacts.statements(of: nil, in: county.id) + [
                Self.clock,
                """
                SELECT \(Site.columns) FROM site_today s
                JOIN site own ON own.county_id = s.county_id AND own.code = s.code
                WHERE s.county_id = \(county.id) AND coalesce(s.closed_on >= \(day)::date, true)
                ORDER BY own.sort_key
                """,
            ],
            needing: .read
        )
        let facts = try HandedFacts(rows[0], rows[1])
        let asOf = try rows[2].first?["now"] as Instant? ?? now
        var unreadable = facts.unreadable
        let sites = try rows[3].readable(leavingOut: &unreadable) { row in try Site(row) }
        return HandedCounty(
            versions: present,
            sites: sites.map { site in
                HandedSite(
                    site: site,
                    standards: present.filter { $0.siteKind == site.kind }
                        .map { HandedStandard($0, facts, at: site.code, now: asOf) }
                )
            },
            asOf: asOf,
            unreadable: unreadable
        )
    }

    /// All that was issued to the site and explained there; `now` says the day. Throws `StoreError.noSite`.
    package func handedDown(to code: String, now: Instant) async throws -> SiteHandedDown {
        let versions = try await listedVersions().versions
        let present = try await standards(from: Day(now), of: versions).map { NamedVersion($0) }
        let rows = try await pipeline(
            HandedFacts.statements(of: [code], in: county.id) + [
                Self.clock,
                "SELECT \(Site.columns) FROM site_today s WHERE s.county_id = \(county.id) AND s.code = \(code)",
                """
                SELECT g.*, w.withdrawn_at, w.withdrawn_by, w.reason
                FROM site_life(\(county.id), \(code)) AS past
                JOIN guidance g ON g.county_id = \(county.id) AND g.site = past.site
                    AND (g.given_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
                    AND (g.given_at AT TIME ZONE INTERVAL '08:00')::date > past.after
                LEFT JOIN guidance_withdrawal w ON w.county_id = g.county_id AND w.guidance = g.id
                ORDER BY g.given_at DESC, g.entry DESC LIMIT 500
                """,
                """
                SELECT \(InspectionSummary.columns) FROM \(past(of: "\(code)"))
                WHERE i.kind = 'guidance' ORDER BY i.finished_at DESC, i.place DESC LIMIT 100
                """,
            ],
            needing: .read
        )
        guard let found = rows[3].first else { throw StoreError.noSite(code) }
        let (site, facts) = (try Site(found), try HandedFacts(rows[0], rows[1]))
        let asOf = try rows[2].first?["now"] as Instant? ?? now
        let standards = try await Standards(of: [rows[5]], in: self)
        var unreadable = facts.unreadable
        let guidance = try rows[4].readable(leavingOut: &unreadable) { row in try Guidance(row) }
        let visits = try rows[5]
            .readable(leavingOut: &unreadable) { row in try InspectionSummary(row, standards) }
        let issues = Array((facts.issues[code] ?? []).reversed())
        return SiteHandedDown(
            now: HandedSite(
                site: site,
                standards: present.filter { $0.siteKind == site.kind }
                    .map { HandedStandard($0, facts, at: code, now: asOf) },
                isDirected: try await directs(code, since: Day(asOf))
            ),
            issues: issues,
            guidance: guidance,
            visits: visits,
            names: try await names(of: Set(issues.map(\.version) + guidance.map(\.version))),
            asOf: asOf,
            unreadable: unreadable
        )
    }

    private func names(of versions: Set<StandardDigests>) async throws -> [StandardDigests: NamedVersion] {
        var names: [StandardDigests: NamedVersion] = [:]
        for version in versions {
            names[version] = try await ifReadable { try await standard(version) }.map { NamedVersion($0) }
        }
        return names
    }
}
