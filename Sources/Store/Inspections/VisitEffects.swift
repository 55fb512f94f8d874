package import Compliance
import Postgres

extension Store {
    /// What withdrawing the visit would do to weeks, lists and flags, in words; nothing where it does not stand. Throws
    /// `StoreError.noInspection`.
    package func judgeWithdrawal(of id: InspectionID) async throws -> [Text] {
        let rows = try await query(
            """
            WITH line AS MATERIALIZED ( -- the site, and those that go on from it
                SELECT i.site FROM inspection i WHERE i.county_id = \(county.id) AND i.id = \(id)
                UNION
                SELECT o.site FROM inspection i
                JOIN operation o ON o.county_id = i.county_id AND o.replaced_at IS NULL AND o.predecessor IS NOT NULL
                CROSS JOIN LATERAL site_past(o.county_id, o.site) AS past
                WHERE i.county_id = \(county.id) AND i.id = \(id) AND past.site = i.site)
            SELECT i.site, i.visit_day, s.id IS NOT NULL AS stands, gaps.all_of, gaps.critical, gaps.again
            FROM inspection i
            LEFT JOIN standing_inspection s ON s.county_id = i.county_id AND s.id = i.id
            CROSS JOIN LATERAL (
                SELECT count(*) AS all_of, count(*) FILTER (WHERE g.severity = 'critical') AS critical,
                    count(*) FILTER (WHERE EXISTS (
                        SELECT FROM gap n
                        JOIN standing_inspection v ON v.county_id = n.county_id AND v.id = n.inspection
                        WHERE n.county_id = g.county_id AND n.site IN (SELECT site FROM line) AND n.item = g.item
                            AND (v.finished_at, v.place) > (i.finished_at, i.place))) AS again
                FROM gap g WHERE g.county_id = i.county_id AND g.inspection = i.id) AS gaps
            WHERE i.county_id = \(county.id) AND i.id = \(id)
            """,
            needing: .manage
        )
        guard let row = rows.first else { throw StoreError.noInspection(id.description) }
        guard try row["stands"] == true else { return [] }
        let code = try row["site"] as String
        let known = try await register(of: [code])
        let visits = try await flagVisits(Array(known.sites.keys))
        var words = [Self.ofWeek(code, id, visits)].compactMap { $0 }
        let counts =
            (all: try row["all_of"], critical: try row["critical"], again: try row["again"])
            as (Int, Int, Int)
        if counts.0 > 0 { words.append(Self.ofGaps(counts.0, counts.1, counts.2)) }
        let without = visits.filter { $0.id != id }
        return words
            + known.sites.keys.sorted()
            .flatMap { code in
                RegisterEffects.flags(
                    of: code,
                    FlagHistory(known.sites, visits, today: known.today).runs(of: code),
                    FlagHistory(known.sites, without, today: known.today).runs(of: code)
                )
            }
            .map(\.words)
    }

    /// The standing visits to those sites, in their order.
    func flagVisits(_ codes: [String]) async throws -> [FlagVisit] {
        try await query(
            """
            SELECT id, site, visit_day, below_minimum FROM standing_inspection
            WHERE county_id = \(county.id) AND site = ANY (\(codes)::text[]) ORDER BY finished_at, place
            """,
            needing: .manage
        )
        .map { row in
            FlagVisit(
                id: try row["id"],
                site: try row["site"],
                day: try row["visit_day"],
                isBelow: try row["below_minimum"]
            )
        }
    }

    private static func ofWeek(_ code: String, _ id: InspectionID, _ visits: [FlagVisit]) -> Text? {
        guard let visit = visits.first(where: { $0.id == id }) else { return nil }
        let week = ISOWeek(of: visit.day)
        let others = visits.filter { $0.site == code && ISOWeek(of: $0.day) == week && $0.id != id }
        guard let other = others.last else {
            return Text(
                zh: "\(week)：\(code) 变为本周未检查。",
                en: "\(week): \(code) counts as not inspected that week."
            )
        }
        let own = visits.filter { $0.site == code && ISOWeek(of: $0.day) == week }
        guard own.last?.id == id else { return nil }
        return Text(
            zh: "\(week)：\(code) 的排名和差距改按 \(other.day) 的检查。",
            en: "\(week): rank and gaps of \(code) are those of the visit of \(other.day) instead."
        )
    }

    private static func ofGaps(_ all: Int, _ critical: Int, _ again: Int) -> Text {
        Text(
            zh: "这次检查的 \(all) 项差距（其中一票否决 \(critical) 项）不再计入"
                + (again > 0 ? "；以后又查到的 \(again) 项，起算日和期限可能推后。" : "。"),
            en: "Its \(all) gaps (\(critical) critical) count no more"
                + (again > 0
                    ? "; \(again) of them were found again later, and may be open since a later day, with a later deadline."
                    : ".")
        )
    }
}
