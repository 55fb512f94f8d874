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
            standings(on: Day(now), of: try await found(filter), Self.siteOrder.condition(place), place)
        )
        let standards = try await Standards(of: [rows], in: self)
        // Where the page has no site, one row says how many there are in all.
        let sites = try rows.filter { row in try row["code"] as String? != nil }
        return try Self.siteOrder.page(sites, at: place, total: try rows.first?["total"] ?? 0) { row in
            try SiteStanding(row, week: ISOWeek(of: Day(now)), standards)
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
            FROM site s
            LEFT JOIN LATERAL (
                SELECT i.id, i.below_minimum, i.checklist_digest, i.grade FROM standing_inspection i
                WHERE i.county_id = s.county_id AND i.site = s.code
                ORDER BY i.finished_at DESC, i.receipt DESC LIMIT 1) AS latest ON true
            WHERE \(wanted)
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

    private func standings(on day: Day, of found: SQL, _ condition: SQL, _ place: ListPlace?) -> SQL {
        """
        WITH found AS MATERIALIZED (\(found)),
        page AS (SELECT *, \(Self.siteOrder.place) FROM found f WHERE \(condition) \(Self.siteOrder.ending(place)))
        SELECT every.total, f.place, f.code, f.kind, d.name_zh, d.name_en, o.opened_on, o.closed_on, d.address,
            d.capacity, d.township, t.name_zh AS township_zh, t.name_en AS township_en,
            p.person AS director, previous.score AS previous_score,
            latest.id AS inspection, latest.kind AS inspection_kind, latest.week, latest.finished_at,
            latest.received_at, latest.checklist_digest, latest.baseline_digest, latest.score, latest.grade,
            latest.floor_holds, latest.critical_gaps, latest.major_gaps, latest.minor_gaps, latest.not_asked
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
            SELECT i.score FROM standing_inspection i
            WHERE i.county_id = \(county.id) AND i.site = f.code
                AND (i.finished_at, i.receipt) < (latest.finished_at, latest.receipt)
            ORDER BY i.finished_at DESC, i.receipt DESC LIMIT 1) AS previous ON true
        \(Self.siteOrder.ending(place))
        """
    }
}
