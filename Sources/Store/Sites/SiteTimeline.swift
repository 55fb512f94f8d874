package import Compliance
import Postgres

/// A period of operation.
package struct SitePeriod: Sendable, Hashable {
    package let openedOn: Day
    /// The last day; nil while it lasts.
    package let closedOn: Day?
    /// The site that it goes on from, having moved.
    package var predecessor: String?

    package init(openedOn: Day, closedOn: Day?, predecessor: String? = nil) {
        self.openedOn = openedOn
        self.closedOn = closedOn
        self.predecessor = predecessor
    }
}

/// What a site was called and was from a day to a day.
package struct SiteDescription: Sendable, Hashable {
    /// nil for the first, which is of every day until the next.
    package let since: Day?
    /// The last day; nil where no other follows.
    package let until: Day?
    package let name: Text
    package let township: Township?
    package let address: String
    package let capacity: Int?
    package let place: SitePlace?

    package init(
        since: Day?,
        until: Day?,
        name: Text,
        township: Township?,
        address: String,
        capacity: Int?,
        place: SitePlace? = nil
    ) {
        self.since = since
        self.until = until
        self.name = name
        self.township = township
        self.address = address
        self.capacity = capacity
        self.place = place
    }
}

/// A site that another goes on from: it moved, under a new code.
package struct SiteMove: Sendable, Hashable {
    /// Whether the other is the one before.
    package let isPredecessor: Bool
    package let code: String
    /// What the other was called then.
    package let name: Text
    /// From when on the later one is open.
    package let day: Day

    package init(isPredecessor: Bool, code: String, name: Text, day: Day) {
        self.isPredecessor = isPredecessor
        self.code = code
        self.name = name
        self.day = day
    }
}

/// A term of duty with its identity, which it keeps when it is corrected.
package struct TermOnRecord: Sendable, Hashable {
    package let id: String
    package let posting: Posting
    /// When it was corrected or withdrawn; nil for what stands.
    package let replacedAt: Instant?
    /// Why.
    package let reason: String?

    package init(id: String, posting: Posting, replacedAt: Instant? = nil, reason: String? = nil) {
        self.id = id
        self.posting = posting
        self.replacedAt = replacedAt
        self.reason = reason
    }
}

/// What was said, and was corrected or withdrawn since.
package struct Replaced<Value: Sendable & Hashable>: Sendable, Hashable {
    package let value: Value
    package let at: Instant
    package let reason: String?

    package init(_ value: Value, at: Instant, reason: String?) {
        self.value = value
        self.at = at
        self.reason = reason
    }
}

/// All that the register says and said of one site, for whoever keeps it.
package struct SiteTimeline: Sendable, Hashable {
    package let site: Site
    /// By first days.
    package let periods: [SitePeriod]
    /// By first days.
    package let descriptions: [SiteDescription]
    /// Those that stand, by duty and first day.
    package let terms: [TermOnRecord]
    /// What was said of terms and was corrected or withdrawn since, the latest first.
    package let replaced: [TermOnRecord]
    /// The same of periods, but for ones that only ended, and of what it was called and was.
    package let replacedPeriods: [Replaced<SitePeriod>]
    package let replacedDescriptions: [Replaced<SiteDescription>]

    package init(
        site: Site,
        periods: [SitePeriod],
        descriptions: [SiteDescription],
        terms: [TermOnRecord],
        replaced: [TermOnRecord],
        replacedPeriods: [Replaced<SitePeriod>] = [],
        replacedDescriptions: [Replaced<SiteDescription>] = []
    ) {
        self.site = site
        self.periods = periods
        self.descriptions = descriptions
        self.terms = terms
        self.replaced = replaced
        self.replacedPeriods = replacedPeriods
        self.replacedDescriptions = replacedDescriptions
    }
}

extension Store {
    /// All that the register says and said of the site.
    package func siteTimeline(_ code: String) async throws -> SiteTimeline {
        let rows = try await pipeline([
            "SELECT \(Site.columns) FROM site_today s WHERE s.county_id = \(county.id) AND s.code = \(code)",
            periodsQuery(code), descriptionsQuery(code),
            """
            SELECT p.id, p.site, p.duty, p.person, p.held_from, p.held_to, p.replaced_at,
                said_why(p.county_id, p.replaced_by) AS reason
            FROM posting p
            LEFT JOIN posting n ON n.county_id = p.county_id AND n.site = p.site AND n.id = p.id
                AND n.entry = p.replaced_by
            WHERE p.county_id = \(county.id) AND p.site = \(code) AND (p.replaced_at IS NULL
                OR (n.duty, n.person, n.held_from) IS DISTINCT FROM (p.duty, p.person, p.held_from)
                OR p.held_to IS DISTINCT FROM n.held_to AND p.held_to IS NOT NULL)
            ORDER BY p.replaced_at DESC, array_position(\(Responsible.allCases.map(\.rawValue))::text[], p.duty),
                p.held_from, p.person
            """,
            replacedPeriodsQuery(code), replacedDescriptionsQuery(code),
        ])
        guard let row = rows[0].first else { throw StoreError.noSite(code) }
        let terms = try rows[3]
            .map { row in
                TermOnRecord(
                    id: try row["id"],
                    posting: try Posting(row),
                    replacedAt: try row["replaced_at"],
                    reason: try row["reason"]
                )
            }
        return SiteTimeline(
            site: try Site(row),
            periods: try rows[1].map { row in try SitePeriod(row) },
            descriptions: try rows[2].map { row in try SiteDescription(row) },
            terms: terms.filter { $0.replacedAt == nil },
            replaced: terms.filter { $0.replacedAt != nil },
            replacedPeriods: try rows[4].map { row in try Replaced(try SitePeriod(row), row) },
            replacedDescriptions: try rows[5].map { row in try Replaced(try SiteDescription(row), row) }
        )
    }

    private func replacedPeriodsQuery(_ code: String) -> SQL {
        """
        SELECT o.site, o.opened_on, o.closed_on, o.predecessor, o.replaced_at,
            said_why(o.county_id, o.replaced_by) AS reason
        FROM operation o
        LEFT JOIN operation n ON n.county_id = o.county_id AND n.site = o.site AND n.opened_on = o.opened_on
            AND n.entry = o.replaced_by
        WHERE o.county_id = \(county.id) AND o.site = \(code) AND o.replaced_at IS NOT NULL
            AND (n.site IS NULL OR o.closed_on IS NOT NULL OR n.predecessor IS DISTINCT FROM o.predecessor)
        ORDER BY o.replaced_at DESC, o.opened_on LIMIT 100
        """
    }

    private func replacedDescriptionsQuery(_ code: String) -> SQL {
        """
        SELECT d.site AS code, nullif(d.since, '-infinity') AS since, NULL::date AS until, d.name_zh, d.name_en,
            d.township, t.name_zh AS township_zh, t.name_en AS township_en, d.address, d.capacity, d.latitude,
            d.longitude, d.datum, d.replaced_at, said_why(d.county_id, d.replaced_by) AS reason
        FROM site_description d
        LEFT JOIN LATERAL (
            SELECT n.name_zh, n.name_en FROM township_name n
            WHERE n.county_id = d.county_id AND n.township = d.township AND n.replaced_at IS NULL
            ORDER BY n.since > d.since, n.since DESC LIMIT 1) AS t ON true
        WHERE d.county_id = \(county.id) AND d.site = \(code) AND d.replaced_at IS NOT NULL
        ORDER BY d.replaced_at DESC, d.since LIMIT 100
        """
    }

    func periodsQuery(_ code: String) -> SQL {
        """
        SELECT site, opened_on, closed_on, predecessor FROM operation
        WHERE county_id = \(county.id) AND site = \(code) AND replaced_at IS NULL ORDER BY opened_on
        """
    }

    /// The sites that it goes on from and that go on from it, each as it was called then.
    func movesQuery(_ code: String) -> SQL {
        """
        SELECT o.site, o.predecessor, o.opened_on, was.name_zh, was.name_en
        FROM operation o
        CROSS JOIN LATERAL site_on(\(county.id), CASE WHEN o.site = \(code) THEN o.predecessor ELSE o.site END,
            CASE WHEN o.site = \(code) THEN o.opened_on - 1 ELSE o.opened_on END) AS was
        WHERE o.county_id = \(county.id) AND o.replaced_at IS NULL AND o.predecessor IS NOT NULL
            AND \(code) IN (o.site, o.predecessor)
        ORDER BY o.opened_on, o.site
        """
    }

    func descriptionsQuery(_ code: String) -> SQL {
        """
        SELECT code, nullif(since, '-infinity') AS since, nullif(until, 'infinity') AS until, name_zh, name_en,
            township, township_zh, township_en, address, capacity, latitude, longitude, datum,
            (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date BETWEEN s.since AND s.until AS is_present
        FROM site_in_time s WHERE county_id = \(county.id) AND code = \(code) ORDER BY s.since
        """
    }
}

extension Replaced {
    fileprivate init(_ value: Value, _ row: Row) throws {
        self.init(value, at: try row["replaced_at"], reason: try row["reason"])
    }
}

extension SitePeriod {
    init(_ row: Row) throws {
        self = try row.reading("operation", by: "site", "opened_on") {
            SitePeriod(
                openedOn: try row["opened_on"],
                closedOn: try row["closed_on"],
                predecessor: try row["predecessor"]
            )
        }
    }
}

extension SiteMove {
    init(_ row: Row, of code: String) throws {
        self = try row.reading("operation", by: "site", "opened_on") {
            let (later, earlier) = (try row["site"], try row["predecessor"]) as (String, String)
            return SiteMove(
                isPredecessor: later == code,
                code: later == code ? earlier : later,
                name: try row.text("name"),
                day: try row["opened_on"]
            )
        }
    }
}

extension SitePlace {
    /// Reads `latitude`, `longitude` and `datum`; nil where the row has none.
    init?(_ row: Row) throws {
        guard let datum = try row["datum"] as String? else { return nil }
        self.init(
            latitude: row.plain("latitude") ?? "",
            longitude: row.plain("longitude") ?? "",
            datum: datum
        )
    }
}

extension SiteDescription {
    init(_ row: Row) throws {
        self = try row.reading("site_description", by: "code", "since") {
            let township = try row["township"] as String?
            return SiteDescription(
                since: try row["since"],
                until: try row["until"],
                name: try row.text("name"),
                township: try township.map { Township(code: $0, name: try row.text("township")) },
                address: try row["address"],
                capacity: try row["capacity"],
                place: try SitePlace(row)
            )
        }
    }
}
