package import Compliance
import Postgres

/// Everything the page of one site shows.
package struct SiteFigures: Sendable, Hashable {
    package let site: Site
    /// Everybody who held a duty here, present holders first, then by duty and day.
    package let postings: [Posting]
    /// By first days.
    package var periods: [SitePeriod] = []
    /// What it was called and was before, by first days.
    package var former: [SiteDescription] = []
    /// Where it lies today.
    package var place: SitePlace? = nil
    /// The sites that it goes on from and that go on from it, by the days on which that began.
    package var moves: [SiteMove] = []
    /// Newest visit first, revised ones left out, those under the codes that it goes on from too; at most a hundred.
    package let history: [InspectionSummary]
    /// Open gaps of the latest inspection, the worst first.
    package let openGaps: [StandingGap]
    /// How many inspections there are in all, revised ones left out.
    package let inspections: Int
    /// What is not among them because it cannot be read.
    package var unreadable = UnreadableRows()
}

extension SiteFigures {
    /// Duties that nobody holds on that day though somebody did, each with its first vacant day.
    package func vacancies(on day: Day) -> [(duty: Responsible, since: Day)] {
        Responsible.allCases.compactMap { duty in
            let terms = postings.filter { $0.duty == duty && $0.from <= day }
            guard !terms.contains(where: { $0.covers(day) }), let last = terms.compactMap(\.to).max() else {
                return nil
            }
            return (duty, last + 1)
        }
    }

    /// What it was called and was on days on which it was in operation already.
    package var formerly: [SiteDescription] {
        former.filter { $0.until ?? .last >= periods.first?.openedOn ?? .first }
    }
}

/// Where one site stands: its latest inspection, the one before, and who directs it.
package struct SiteStanding: Sendable, Hashable {
    package let site: Site
    /// nil for a site never inspected.
    package let latest: InspectionSummary?
    /// The score of the inspection before the latest.
    package let previousScore: Rational?
    /// Who holds the director's duty today; nil when nobody is on record.
    package let director: String?
    /// Whether a visit was finished this week.
    package let inspectedThisWeek: Bool
}

extension Store {
    /// Everything the page of one site shows; the code is found with other capitals too.
    package func site(_ code: String) async throws -> SiteFigures {
        let rows = try await pipeline([
            "SELECT \(Site.columns) FROM site_today s WHERE s.county_id = \(county.id) AND s.code = \(code)",
            """
            SELECT site, duty, person, held_from, held_to FROM posting
            WHERE county_id = \(county.id) AND site = \(code) AND replaced_at IS NULL
            ORDER BY held_to IS NOT NULL, duty, held_from DESC, person
            """,
            try Report.siteHistory(["county": county.id, "site": code]),
            try Report.siteGaps(["county": county.id, "site": code]),
            "SELECT count(*) FROM \(past(of: "\(code)"))",
            periodsQuery(code), descriptionsQuery(code), movesQuery(code),
        ])
        guard let site = rows[0].first, let count = rows[4].first else {
            let found = try await query("SELECT \(codeOnRecord(code)) AS code").first
            guard let other = try found?["code"] as String?, other != code else {
                throw StoreError.noSite(code)
            }
            return try await self.site(other)
        }
        let standards = try await Standards(of: [rows[2]], in: self)
        let checklists = try await checklists(of: [rows[3]])
        var unreadable = UnreadableRows()
        let descriptions = try rows[6]
            .readable(leavingOut: &unreadable) { row in try SiteDescription(row) }
        return SiteFigures(
            site: try Site(site),
            postings: try rows[1].readable(leavingOut: &unreadable) { row in try Posting(row) },
            periods: try rows[5].readable(leavingOut: &unreadable) { row in try SitePeriod(row) },
            former: descriptions.filter { $0.until != nil },
            place: try rows[6].first { row in try row["is_present"] == true }
                .flatMap { row in try SitePlace(row) },
            moves: try rows[7].readable(leavingOut: &unreadable) { row in try SiteMove(row, of: code) },
            history: try rows[2]
                .readable(leavingOut: &unreadable) { row in try InspectionSummary(row, standards) },
            openGaps: try rows[3]
                .readable(leavingOut: &unreadable) { row in
                    try StandingGap(row, checklists, Site.byCode(rows[0]))
                },
            inspections: try count["count"],
            unreadable: unreadable
        )
    }

    /// The sites of those kinds; of all, where none is named.
    func standingsQuery(_ kinds: [SiteKind], on day: Day, closed: Bool) throws -> SQL {
        try Report.siteStandings(["county": county.id, "kinds": kinds, "today": day, "closed": closed])
    }
}

extension SiteStanding {
    init(_ row: Row, week: ISOWeek, _ standards: Standards) throws {
        self = try row.reading("site", by: "code") {
            let (site, latest) = (try Site(row), try InspectionSummary(row, standards))
            return SiteStanding(
                site: site,
                latest: latest,
                previousScore: try row["previous_score"],
                director: try row["director"],
                // As the week counts them: a visit under the code that it goes on from is that code's.
                inspectedThisWeek: try latest?.site == site.code && row["week"] as Day? == week.monday
            )
        }
    }
}
