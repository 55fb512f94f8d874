package import Compliance
import Postgres

/// A page of the visits to a site.
package struct SiteVisits: Sendable, Equatable {
    package let site: Site
    package let visits: ListPage<InspectionSummary>

    package init(site: Site, visits: ListPage<InspectionSummary>) {
        self.site = site
        self.visits = visits
    }
}

extension Store {
    /// The visits `i` that are a site's past: its own, and those under the codes that it goes on from (`site_life`).
    func past(of code: SQL) -> SQL {
        """
        site_life(\(county.id), \(code)) AS past
        JOIN standing_inspection i ON i.county_id = \(county.id) AND i.site = past.site AND i.visit_day <= past.until
            AND i.visit_day > past.after
        """
    }

    /// A page of the visits to the site that stand, those under the codes that it goes on from too, the newest first.
    package func visits(of code: String, at place: ListPlace? = nil) async throws -> SiteVisits {
        let condition = try Self.visitOrder.condition(place)
        let rows = try await pipeline([
            "SELECT \(Site.columns) FROM site_today s WHERE s.county_id = \(county.id) AND s.code = \(codeOnRecord(code))",
            """
            SELECT \(InspectionSummary.columns), \(Self.visitOrder.place) FROM \(past(of: codeOnRecord(code)))
            WHERE \(condition)
            \(Self.visitOrder.ending(place))
            """,
            "SELECT count(*) FROM \(past(of: codeOnRecord(code)))",
        ])
        guard let site = rows[0].first, let count = rows[2].first else { throw StoreError.noSite(code) }
        let standards = try await Standards(of: [rows[1]], in: self)
        let visits = try Self.visitOrder.page(rows[1], at: place, total: try count["count"]) { row in
            try InspectionSummary(row, standards)
        }
        return SiteVisits(site: try Site(site), visits: visits)
    }

    private static let visitOrder = ListOrder(
        keys: [("i.finished_at", .moment), ("i.place", .number)],
        isDescending: true
    )
}
