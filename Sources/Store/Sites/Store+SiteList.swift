package import Compliance
import Postgres

extension Store {
    /// A page of the sites that the filter asks for, closed ones too, with where each stands now: first those whose
    /// latest grade could not be worked out, then by kind and code, P-2 before P-10.
    package func sites(
        _ filter: SiteFilter = SiteFilter(),
        at place: ListPlace? = nil,
        now: Instant
    ) async throws -> ListPage<SiteStanding> {
        let rows = try await query(
            try standings(on: Day(now), of: try await found(filter), Self.siteOrder, place)
        )
        let standards = try await Standards(of: [rows], in: self)
        // Where the page has no site, one row says how many there are in all.
        let sites = try rows.filter { row in try row["code"] as String? != nil }
        return try Self.siteOrder.page(sites, at: place, total: try rows.first?["total"] ?? 0) { row in
            try SiteStanding(row, week: ISOWeek(of: Day(now)), standards)
        }
    }

    /// All of them, in the same order, a batch at a time and as of one moment (`everyRow`). Throws `UnreadableRow` where one
    /// cannot be read.
    package func everySite(
        _ filter: SiteFilter = SiteFilter(),
        now: Instant,
        _ take: ([SiteStanding]) async throws -> Void
    ) async throws {
        let sites = try standings(on: Day(now), of: try await found(filter), Self.siteOrder.whole, nil)
        try await everyRow(of: sites) { rows, _ in
            let standards = try await Standards(of: [rows], in: self)
            try await take(
                try rows.filter { row in try row["code"] as String? != nil }
                    .map { row in try SiteStanding(row, week: ISOWeek(of: Day(now)), standards) }
            )
        }
    }

    private static let siteOrder = ListOrder(keys: [
        ("f.decided", .flag), ("f.kind", .word), ("f.sort_key", .word), ("f.code", .word),
    ])

    /// The sites that are asked for, each with its latest inspection.
    private func found(_ filter: SiteFilter) async throws -> SQL {
        var wanted: SQL = "s.county_id = \(county.id)"
        if let kind = filter.kind { wanted = "\(wanted) AND s.kind = \(kind)" }
        if let codes = filter.codes(in: county.id) { wanted = "\(wanted) AND s.code IN (\(codes))" }
        if let colour = filter.colour {
            let grades = try await grades(of: colour)
            wanted = """
                \(wanted) AND (\(colour == .grey) AND latest.grade IS NULL
                    OR (latest.checklist_digest, latest.grade) IN (
                        SELECT * FROM unnest(\(grades.map(\.checklist))::bytea[], \(grades.map(\.grade))::text[])))
                """
        }
        return """
            SELECT s.code, s.kind, s.sort_key, latest.id, latest.id IS NULL OR latest.below_minimum IS NOT NULL AS decided
            FROM site s LEFT JOIN LATERAL (\(last(of: "s.code", before: "true"))) AS latest ON true
            WHERE \(wanted)
            """
    }

    /// Of the few sites that moved, to or from a code, whose visits are theirs (`site_life`).
    private var moved: SQL {
        """
        SELECT one.site AS code, past.site, past.after, past.until
        FROM (
            SELECT unnest(ARRAY[site, predecessor]) AS site FROM operation
            WHERE county_id = \(county.id) AND replaced_at IS NULL AND predecessor IS NOT NULL
            GROUP BY 1) AS one
        CROSS JOIN LATERAL site_life(\(county.id), one.site) AS past
        """
    }

    /// The last visit `i` to the site on that condition; of one that moved, of those that are its own (`moved`).
    private func last(of code: SQL, before condition: SQL) -> SQL {
        """
        SELECT * FROM (
            (SELECT i.* FROM standing_inspection i
            WHERE i.county_id = \(county.id) AND i.site = \(code) AND \(condition)
                AND \(code) NOT IN (SELECT moved.code FROM moved)
            ORDER BY i.finished_at DESC, i.place DESC LIMIT 1)
            UNION ALL
            (SELECT i.* FROM moved
            JOIN standing_inspection i ON i.county_id = \(county.id) AND i.site = moved.site AND i.visit_day <= moved.until
                AND i.visit_day > moved.after
            WHERE moved.code = \(code) AND \(condition)
            ORDER BY i.finished_at DESC, i.place DESC LIMIT 1)) AS either
        ORDER BY finished_at DESC, place DESC LIMIT 1
        """
    }

    /// The grades of that colour, each with its checklist.
    private func grades(of colour: GradeRule.Colour) async throws -> [(checklist: DigestText, grade: String)]
    {
        let digests = try await checklists().map(\.digest)
        return try await readableChecklists(Set(digests))
            .flatMap { digest, checklist in
                checklist.grades.filter { $0.colour == colour }.map { (DigestText(digest), $0.code) }
            }
    }

    private func standings(
        on day: Day,
        of found: SQL,
        _ order: ListOrder,
        _ place: ListPlace?
    ) throws(StoreError) -> SQL {
        """
        WITH moved AS MATERIALIZED (\(moved)), found AS MATERIALIZED (\(found)),
        page AS (SELECT *, \(order.place) FROM found f WHERE \(try order.condition(place)) \(order.ending(place)))
        SELECT every.total, f.place, f.code, f.kind, d.name_zh, d.name_en, o.opened_on, o.closed_on, d.address,
            d.capacity, d.township, t.name_zh AS township_zh, t.name_en AS township_en,
            p.person AS director, coalesce(previous.exact_score, previous.score::text) AS previous_score,
            latest.id AS inspection, latest.kind AS inspection_kind, latest.week, latest.finished_at,
            latest.received_at, latest.checklist_digest, latest.baseline_digest,
            coalesce(latest.exact_score, latest.score::text) AS score, latest.grade, latest.floor_holds,
            latest.critical_gaps, latest.major_gaps, latest.minor_gaps, latest.not_asked,
            NOT latest.floor_holds AND latest.critical_gaps > 0 AND NOT EXISTS (
                SELECT FROM gap g
                WHERE g.county_id = \(county.id) AND g.inspection = latest.id AND g.severity = 'critical'
                    AND g.status = 'notMet') AS floor_unproven
        FROM (SELECT count(*) AS total FROM found) AS every
        LEFT JOIN page f ON true
        LEFT JOIN LATERAL (
            SELECT d.* FROM site_description d
            WHERE d.county_id = \(county.id) AND d.site = f.code AND d.replaced_at IS NULL AND d.since <= \(day)::date
            ORDER BY d.since DESC LIMIT 1) AS d ON true
        LEFT JOIN LATERAL (
            SELECT t.* FROM township_name t
            WHERE t.county_id = \(county.id) AND t.township = d.township AND t.replaced_at IS NULL
                AND t.since <= \(day)::date
            ORDER BY t.since DESC LIMIT 1) AS t ON true
        LEFT JOIN LATERAL (
            SELECT o.opened_on, o.closed_on FROM operation o
            WHERE o.county_id = \(county.id) AND o.site = f.code AND o.replaced_at IS NULL
            ORDER BY o.opened_on > \(day)::date, o.opened_on DESC LIMIT 1) AS o ON true
        LEFT JOIN posting p ON p.county_id = \(county.id) AND p.site = f.code AND p.duty = 'director'
            AND p.replaced_at IS NULL AND \(day)::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
        LEFT JOIN inspection latest ON latest.county_id = \(county.id) AND latest.id = f.id
        LEFT JOIN LATERAL (
            \(last(of: "f.code", before: "(i.finished_at, i.place) < (latest.finished_at, latest.place)"))
        ) AS previous ON true
        \(order.ending(place))
        """
    }
}
