package import Compliance
import Postgres

extension Store {
    /// The cases of one site, under whichever of its codes, that the actor may read: the latest first, at most 200 of them.
    package func cases(of site: String) async throws -> [CaseRecord] {
        try await caseRecords(where: "c.site IN (\(codes(of: site)))")
    }

    /// One case with all that is on record of it. Throws `StoreError.noCase`.
    package func caseRecord(_ id: FactID) async throws -> CaseRecord {
        guard let record = try await caseRecords(where: "c.id = \(id)").first else {
            throw StoreError.noCase(id.description)
        }
        return record
    }

    private func caseRecords(where chosen: SQL) async throws -> [CaseRecord] {
        let some: SQL = """
            SELECT c.id FROM accountability_case c WHERE c.county_id = \(county.id) AND (\(chosen))
            ORDER BY c.entry DESC LIMIT 200
            """
        let rows = try await pipeline([
            """
            SELECT c.*, i.day AS infection_day, i.source AS infection_source, i.reported_at AS infection_at
            FROM accountability_case c
            LEFT JOIN infection i ON i.county_id = c.county_id AND i.id = c.infection
            WHERE c.county_id = \(county.id) AND c.id IN (\(some)) ORDER BY c.entry DESC
            """,
            "SELECT * FROM case_person p WHERE p.county_id = \(county.id) AND p.case_id IN (\(some)) ORDER BY p.entry",
            "SELECT * FROM ladder_step s WHERE s.county_id = \(county.id) AND s.case_id IN (\(some)) ORDER BY s.entry",
            """
            SELECT a.id, a.case_id, a.kind, a.term, a.words, a.reason, a.on_paper, a.happened_at, a.recorded_at,
                a.recorded_by, a.entry, ARRAY(SELECT encode(digest, 'hex') FROM unnest(a.evidence) AS digest) AS evidence
            FROM case_act a WHERE a.county_id = \(county.id) AND a.case_id IN (\(some)) ORDER BY a.entry
            """,
        ])
        return try rows[0].map { try CaseRecord($0, persons: rows[1], steps: rows[2], acts: rows[3]) }
    }

    /// The codes that one site had or has.
    private func codes(of site: String) -> SQL {
        "SELECT line.site FROM site_line(\(county.id), \(site)) AS line"
    }

    /// Reminders and circulars of the site, under whichever of its codes (`site_life`), in the order in which they were taken.
    package func stepsBefore(at site: String) async throws -> [LadderStep] {
        try await query(
            """
            SELECT s.* FROM site_life(\(county.id), present_code(\(county.id), \(site))) AS past
            JOIN ladder_step s ON s.county_id = \(county.id) AND s.site = past.site AND s.case_id IS NULL
                AND (s.taken_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
                AND (s.taken_at AT TIME ZONE INTERVAL '08:00')::date > past.after
            ORDER BY s.entry
            """
        )
        .map { try LadderStep($0) }
    }

    /// A step by its entry; nil where there is none that the actor may read.
    package func step(_ entry: Int) async throws -> LadderStep? {
        try await query("SELECT * FROM ladder_step s WHERE s.county_id = \(county.id) AND s.entry = \(entry)")
            .first
            .map { try LadderStep($0) }
    }

    /// The county's days between the rungs, since when (nil where nothing was ever set), and the database's clock.
    package func ladderPolicy() async throws -> (policy: LadderPolicy, since: Instant?, asOf: Instant) {
        let rows = try await query(
            """
            SELECT now() AS as_of, p.* FROM (SELECT) AS one
            LEFT JOIN LATERAL (
                SELECT * FROM ladder_policy l WHERE l.county_id = \(county.id) ORDER BY l.entry DESC LIMIT 1) AS p ON true
            """
        )
        guard let row = rows.first else { throw StoreError.unavailable(cause: "no clock") }
        let asOf = try row["as_of"] as Instant
        guard let since = try row["set_at"] as Instant? else { return (.standing, nil, asOf) }
        let policy = LadderPolicy(
            circular: try row["circular"],
            interview: try row["interview"],
            proposal: try row["proposal"],
            statement: try row["statement"]
        )
        return (policy, since, asOf)
    }
}
