package import Compliance
import Postgres

extension Store {
    /// What is on record of a site that its accountability is worked out from, under whichever of its codes: those of the codes
    /// that it goes on from too, and where it moved, under the present one.
    /// `notices` are those of `servedNotices`; of cases it has those that the actor may read.
    package func siteFile(
        _ code: String,
        notices: [SiteFile.Notice] = []
    ) async throws -> (file: SiteFile, unreadable: UnreadableRows) {
        let code = try await presentCode(of: code)
        let rows = try await pipeline(
            HandedFacts.statements(of: [code], in: county.id) + [
                Self.fileVisits(of: [code], in: county.id, since: [.first], before: nil),
                Self.fileMendings(of: [code], in: county.id, since: [.first], before: nil),
                """
                SELECT p.site, p.duty, p.person, p.held_from, least(p.held_to, nullif(past.until, 'infinity')) AS held_to
                FROM site_past(\(county.id), \(code)) AS past
                JOIN posting p ON p.county_id = \(county.id) AND p.site = past.site AND p.duty = 'director'
                    AND p.replaced_at IS NULL AND p.held_from <= past.until
                ORDER BY p.held_from
                """,
                """
                SELECT c.id, c.found, c.again FROM accountability_case c
                WHERE c.county_id = \(county.id) AND c.found IS NOT NULL
                    AND c.site IN (SELECT line.site FROM site_line(\(county.id), \(code)) AS line)
                ORDER BY c.entry
                """,
            ],
            needing: .read
        )
        let facts = try HandedFacts(rows[0], rows[1])
        var unreadable = facts.unreadable
        var file = facts.file(of: code)
        file.visits = try await fileVisits(of: rows[2], leavingOut: &unreadable)[code] ?? []
        file.notices = notices
        file.mendings = try rows[3].map { row in try SiteFile.Mending(row) }
        file.directors = try rows[4].readable(leavingOut: &unreadable) { row in try Posting(row) }
        file.cases = try rows[5]
            .map { row in
                SiteFile.Led(id: try row["id"], found: try row["found"], again: try row["again"])
            }
        return (file, unreadable)
    }

    /// The visits that rows of `fileVisits` are, by the site asked for. By what each is below the minimum its result and answers
    /// say (`Standard.causes`), whoever asks: of what a case may rest on, a flag says the same. Of one that cannot be read its gap
    /// rows do.
    func fileVisits(
        of rows: Rows,
        leavingOut unreadable: inout UnreadableRows
    ) async throws -> [String: [SiteFile.Visit]] {
        let read = try rows.readable(leavingOut: &unreadable) { row in
            (
                code: try row["code"] as String, open: Set(try row["open"] as [String]),
                visit: try SiteFile.Visit(row)
            )
        }
        let below = read.filter { $0.visit.isBelowMinimum == true }
        var causes: [InspectionID: Set<String>] = [:]
        // Documents are large: a few at a time.
        for start in stride(from: 0, to: below.count, by: Self.mostFiledAtOnce) {
            let some = below[start..<min(start + Self.mostFiledAtOnce, below.count)]
            let open = Dictionary(some.map { ($0.visit.id, $0.open) }) { first, _ in first }
            for filed in try await filed(Array(open.keys)).elements {
                causes[filed.filing.id] = filed.standard.causes(of: filed.result, filed.filing.sheet) { gap in
                    open[filed.filing.id]?.contains(gap.item) == false
                }
            }
        }
        return Dictionary(grouping: read, by: \.code)
            .mapValues { $0.map { one in causes[one.visit.id].map { one.visit.below(by: $0) } ?? one.visit } }
    }

    private static let mostFiledAtOnce = 50

    /// The visits to each site that stand and ended on its day or later, and before that moment, in their order, for
    /// `SiteFile.Visit`.
    static func fileVisits(of codes: [String], in county: Int, since days: [Day], before end: Instant?) -> SQL
    {
        """
        SELECT wanted.code, v.id, v.started_at, v.finished_at, v.checklist_digest, v.baseline_digest, v.floor_holds,
            v.below_minimum, found.critical, found.open, found.not_met
        FROM unnest(\(codes)::text[], \(days.map(\.description))::date[]) AS wanted (code, since)
        CROSS JOIN LATERAL site_life(\(county)::integer, wanted.code, \(lastDay(before: end))) AS past
        JOIN standing_inspection v ON v.county_id = \(county) AND v.site = past.site AND v.visit_day <= past.until
            AND v.visit_day > past.after AND v.visit_day >= wanted.since
            AND v.finished_at < coalesce(\(orNull: end)::timestamptz, 'infinity')
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(g.item) FILTER (WHERE g.status = 'notMet'), '{}') AS not_met,
                coalesce(array_agg(g.item) FILTER (WHERE g.status = 'notMet' AND NOT g.fixed_on_spot), '{}') AS open,
                coalesce(array_agg(g.item) FILTER (WHERE g.status = 'notMet' AND NOT g.fixed_on_spot
                    AND g.severity = 'critical'), '{}') AS critical
            FROM (
                SELECT g.item, g.status, g.severity,
                    g.fixed_on_spot AND NOT coalesce(evidence_pending(g.county_id, g.inspection, g.item), true) AS fixed_on_spot
                FROM gap g WHERE g.county_id = v.county_id AND g.inspection = v.id OFFSET 0) AS g) AS found
        ORDER BY wanted.code, v.finished_at, v.place
        """
    }

    /// The last day before that moment, by which a code is that of one site or of another; without one all days.
    static func lastDay(before end: Instant?) -> SQL {
        "coalesce(((\(orNull: end)::timestamptz - INTERVAL '1 microsecond') AT TIME ZONE INTERVAL '08:00')::date, 'infinity')"
    }

    /// When items were seen mended at each site since its day, as it was known before that moment, for `SiteFile.Mending`.
    static func fileMendings(
        of codes: [String],
        in county: Int,
        since days: [Day],
        before end: Instant?
    ) -> SQL {
        """
        SELECT wanted.code, m.item, m.at, m.visit
        FROM unnest(\(codes)::text[], \(days.map(\.description))::date[]) AS wanted (code, since)
        CROSS JOIN LATERAL seen_mended(
            \(county)::integer, wanted.code, NULL, wanted.since::timestamp AT TIME ZONE INTERVAL '08:00') AS m
        WHERE m.known_at < coalesce(\(orNull: end)::timestamptz, 'infinity')
        ORDER BY wanted.code, m.at, m.place, m.item
        """
    }
}

extension SiteFile.Visit {
    /// The same with these causes.
    fileprivate func below(by causes: Set<String>) -> Self {
        Self(
            id: id,
            startedAt: startedAt,
            finishedAt: finishedAt,
            version: version,
            isBelowMinimum: isBelowMinimum,
            causes: causes,
            notMet: notMet
        )
    }

    /// Reads a row of `fileVisits`. Its causes are those that gap rows show: the critical items not met; where the floor holds,
    /// all that were not met. What the score would be without what nobody checked, they do not show.
    init(_ row: Row) throws {
        self = try row.reading("inspection", by: "id") {
            let isBelow = try row["below_minimum"] as Bool?
            let (critical, open): ([String], [String]) = (try row["critical"], try row["open"])
            let causes =
                isBelow != true
                ? [] : !critical.isEmpty ? critical : try row["floor_holds"] == true ? open : []
            return SiteFile.Visit(
                id: try row["id"],
                startedAt: try row["started_at"],
                finishedAt: try row["finished_at"],
                version: try StandardDigests(row),
                isBelowMinimum: isBelow,
                causes: Set(causes),
                notMet: Set(try row["not_met"] as [String])
            )
        }
    }
}

extension SiteFile.Mending {
    init(_ row: Row) throws {
        self.init(item: try row["item"], at: try row["at"], visit: try row["visit"])
    }
}
