import Postgres
import Testing

@testable import Compliance
@testable import Store

/// That the policies cost a question a statement, and none a row or a turn of a loop.
@Suite("What the policies ask")
struct PolicyPlanTests {
    /// A transaction of the operator's, under the policies, as the database's superuser may look at it.
    private static func acting(_ shell: Store, _ statements: [SQL]) -> [SQL] {
        [
            "SET LOCAL track_functions = 'all'", "SELECT enter_operator(\(shell.county.id), 'x')",
            "SET LOCAL ROLE lazaret_server",
        ] + statements
    }

    private static let calls: SQL = """
        SELECT coalesce(sum(calls), 0)::integer AS calls FROM pg_stat_xact_user_functions WHERE funcname = 'context'
        """

    private static func plan(_ rows: Rows) throws -> [String] { try rows.map { try $0["QUERY PLAN"] } }

    @Test(
        "The county is what an index is searched by",
        arguments: [
            "county", "baseline_version", "checklist_version", "inspection", "gap", "draft", "audit_entry",
            "audit_leaf",
            "audit_head", "audit_queue",
        ]
    )
    func indexed(table: String) async throws {
        try await TestCounty.with { shell, database in
            let rows = try await database.pipeline(
                Self.acting(
                    shell,
                    [
                        "SET LOCAL enable_seqscan = off",
                        "EXPLAIN (COSTS OFF) SELECT count(*) FROM \(identifier: table)",
                        "EXPLAIN (COSTS OFF) SELECT count(*) FROM \(identifier: table) WHERE county_id = \(shell.county.id)",
                    ]
                )
            )
            let plan = try Self.plan(rows[4])
            #expect(
                plan.contains { $0.contains("Index Cond: (county_id = $0)") },
                "\(plan)"
            )
            #expect(!plan.contains { $0.contains("Filter: ") && $0.contains("county_id") }, "\(plan)")
            // Where the statement names the county, the seal is asked before anything is searched.
            let named = try Self.plan(rows[5])
            #expect(
                named.contains { $0.contains("One-Time Filter: ($0 = \(shell.county.id))") },
                "\(named)"
            )
        }
    }

    @Test("Of a large table it is asked once, and once in a loop")
    func once() async throws {
        try await TestCounty.with { shell, database in
            let rows = InspectionRows(store: shell, database: database)
            _ = try await shell.importSites([township("T-01")])
            try await rows.add(1, "T-01", "08-16 09:00", grade: 2, score: 100)
            try await database.run(
                """
                INSERT INTO gap (county_id, inspection, site, finished_at, receipt, item, severity, status, points_lost, responsible,
                    deadline, fixed_on_spot)
                SELECT county_id, id, site, finished_at, receipt, 'X-' || n, 'minor', 'notMet', 1, 'director', finished_at, false
                FROM inspection, generate_series(1, 5000) AS n;
                ANALYZE gap
                """
            )
            for statement in [
                "SELECT count(*) FROM gap", "SELECT count(*) FROM gap WHERE county_id = \(shell.county.id)",
                "SELECT count(*) FROM gap WHERE county_id = \(shell.county.id) AND points_lost > 0",
                // Each row looks for its like: 5,000 searches.
                """
                SELECT count(*) FROM (SELECT county_id, item FROM gap) AS g CROSS JOIN LATERAL (
                    SELECT FROM gap o WHERE o.county_id = g.county_id AND o.item = g.item LIMIT 1) AS like_it
                """,
            ] as [SQL] {
                let rows = try await database.pipeline(
                    Self.acting(shell, ["SELECT acting('read')", Self.calls, statement, Self.calls])
                )
                #expect(try rows[5][0]["count"] == 5000)
                let calls = try (rows[6][0]["calls"] as Int) - (try rows[4][0]["calls"] as Int)
                // The county and the sites, of each table that the statement names.
                #expect((1...4).contains(calls), "\(calls) by \(statement.text)")
            }
        }
    }
}
