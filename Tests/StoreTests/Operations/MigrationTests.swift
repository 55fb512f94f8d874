import Compliance
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Migrations")
struct MigrationTests {
    private static let steps = [
        Migration(number: 1, name: "one", script: "CREATE TABLE one (a integer)"),
        Migration(number: 2, name: "two", script: "CREATE TABLE two (a integer)"),
    ]

    private static func with(_ body: (Database) async throws -> Void) async throws {
        try await TestDatabase.withDatabase { url in
            let database = try Database(
                url,
                configuration: .init(connections: 8),
                logger: TestCounty.quiet
            )
            try await body(database)
            await database.close()
        }
    }

    @Test("A fresh database gets all of them, and then none")
    func freshAndAgain() async throws {
        try await Self.with { database in
            let all = try Migration.all.map(\.label) + Act.all.map(\.label)
            #expect(try await Store.pendingSteps(database) == all)
            #expect(try await Store.migrate(database) == all)
            #expect(try await Store.migrate(database) == [])
            #expect(try await Store.pendingSteps(database) == [])
        }
    }

    @Test("An owner who can make no role applies them where the server's role is there")
    func byAModestOwner() async throws {
        try await TestDatabase.withDatabase { url in
            // The role of the server belongs to the whole cluster; a migrated database has made it.
            let other = try Database(try await TestDatabase.make(), logger: TestCounty.quiet)
            _ = try await Store.migrate(other)
            let name: String =
                try await other.query("SELECT 'modest_' || pg_backend_pid() AS name")[0]["name"]
            await other.close()
            let administrator = try Database(url, logger: TestCounty.quiet)
            try await administrator.run(
                """
                CREATE ROLE \(name) LOGIN BYPASSRLS;
                GRANT lazaret_server TO \(name);
                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO \(name)', current_database()); END $$
                """
            )
            let owner = try Database(
                url.replacing("user='lazaret'", with: "user='\(name)'"),
                logger: TestCounty.quiet
            )
            let applied = try? await Store.migrate(owner).count
            await owner.close()
            try await administrator.run(
                "REASSIGN OWNED BY \(name) TO lazaret; DROP OWNED BY \(name); DROP ROLE \(name)"
            )
            await administrator.close()
            let count = try Migration.all.count + Act.all.count
            #expect(applied == count)
        }
    }

    @Test("Inspections on record say whether they were below the minimum, and still never change")
    func belowMinimumOfOld() async throws {
        try await Self.with { database in
            try await Store.migrate(database, to: Array(try Migration.all.prefix(9)))
            try await database.run(
                """
                INSERT INTO county (code, name_zh, name_en) VALUES ('demo', '县', 'County');
                INSERT INTO site (county_id, code, kind, name_zh, name_en, opened_on, address)
                    SELECT county_id, 'C-01', 'countyIsolation', '点', 'Site', '2021-01-01', '' FROM county;
                INSERT INTO baseline_version (county_id, digest, code, version, effective_from, document, published_at,
                        published_by)
                    SELECT county_id, sha256('b'), 'b', '1', '2021-01-01', '{}', now(), 'a' FROM county;
                INSERT INTO checklist_version (county_id, digest, code, version, site_kind, baseline, effective_from,
                        items, document, published_at, published_by)
                    SELECT county_id, sha256('c'), 'c', '1', 'countyIsolation', 'b', '2021-01-01', '{}', '{}', now(),
                        'a' FROM county;
                INSERT INTO inspection (county_id, id, site, site_kind, kind, started_at, finished_at, received_at,
                        inspectors, escort, checklist_digest, baseline_digest, scoring_version, score, grade,
                        grade_rank, floor_holds, critical_gaps, major_gaps, minor_gaps, not_asked, content_digest,
                        filing, result)
                    SELECT county_id, ('018f0000-0000-7000-8000-00000000000' || n)::uuid, 'C-01', 'countyIsolation',
                        'routine', '2021-08-18', '2021-08-18', '2021-08-18', '{甲}', '', sha256('c'), sha256('b'), 1,
                        score, grade, rank, true, 0, 0, 0, '{}', sha256('x'), '{}', '{}'
                    FROM county, (VALUES (0, 50, 'bad', 0), (1, 75, 'fair', 1), (2, NULL, NULL, NULL))
                        AS old (n, score, grade, rank)
                """
            )
            try await Store.migrate(database)
            for table in ["inspection", "standing_inspection", "last_of_week"] {
                let rows = try await database.query(
                    """
                    SELECT (SELECT string_agg(coalesce(below_minimum::text, '-'), ' ' ORDER BY id)
                        FROM \(identifier: table)) AS below
                    """
                )
                // Of the three, the last of the week is the one with the highest id.
                #expect(
                    try rows.first?["below"] as String? == (table == "last_of_week" ? "-" : "true false -")
                )
            }
            let refused = await #expect(throws: PostgresError.self) {
                try await database.run("UPDATE inspection SET below_minimum = NOT below_minimum")
            }
            #expect(refused?.constraint == "immutable")
            let views = try await database.query(
                "SELECT count(*) FROM pg_class WHERE relkind = 'v' AND reloptions = '{security_invoker=true}'"
            )
            #expect(try views.first?["count"] as Int? == 5)
        }
    }

    @Test("A step may take longer than any other statement, and whoever waits for it waits")
    func long() async throws {
        try await TestDatabase.withDatabase { url in
            var impatient = Database.Configuration(connections: 4)
            impatient.statementTimeout = .seconds(1)
            let database = try Database(url, configuration: impatient, logger: TestCounty.quiet)
            let steps = [Migration(number: 1, name: "one", script: "SELECT pg_sleep(4)")]
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 { group.addTask { try await Store.migrate(database, to: steps).count } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(counts.sorted() == [0, 1])
            await database.close()
        }
    }

    @Test("Four at once apply each of them once")
    func atOnce() async throws {
        try await Self.with { database in
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await Store.migrate(database).count } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            let count = try Migration.all.count + Act.all.count
            #expect(counts.reduce(0, +) == count)
        }
    }

    @Test("One that fails leaves nothing behind, and those before it stay")
    func failing() async throws {
        try await Self.with { database in
            let broken = Migration(
                number: 2,
                name: "two",
                script: "CREATE TABLE half (a integer); SELECT 1 / 0"
            )
            await #expect(throws: PostgresError.self) {
                try await Store.migrate(database, to: [Self.steps[0], broken])
            }
            let tables = try await database.query(
                "SELECT to_regclass('one')::text AS one, to_regclass('half')::text AS half"
            )
            let row = try #require(tables.first)
            #expect(try row["one"] as String? == "one")
            #expect(try row["half"] as String? == nil)
        }
    }

    @Test(
        "What was applied is the beginning of what is known, or it is refused in words",
        arguments: [
            ("UPDATE schema_migration SET checksum = sha256('other') WHERE number = 1", "must never change"),
            ("DELETE FROM schema_migration WHERE number = 1", "lacks number 1"),
            ("INSERT INTO schema_migration VALUES (3, 'three', sha256('three'))", "newer than this release"),
        ]
    )
    func refused(damage: String, words: String) async throws {
        try await Self.with { database in
            try await Store.migrate(database, to: Self.steps)
            try await database.run(damage)
            do {
                try await Store.migrate(database, to: Self.steps)
                Issue.record("it was not refused")
            } catch StoreError.schema(let message) {
                #expect(message.en.contains(words))
            }
        }
    }

    @Test("A database that was never migrated, or has no such county, is not opened")
    func opening() async throws {
        try await Self.with { database in
            do {
                _ = try await Store.open(database, county: "demo").acting(for: .shell(name: "甲"))
                Issue.record("it was opened")
            } catch StoreError.schema(let message) {
                let count = try Migration.all.count + Act.all.count
                #expect(
                    message.en
                        == "The database lacks \(count) step(s), from 0001_county on; run 'lazaret migrate' first."
                )
            }
            try await Store.migrate(database)
            await #expect(throws: StoreError.noCounty("demo", known: [])) {
                try await Store.open(database, county: "demo").acting(for: .shell(name: "甲"))
            }
        }
    }

    @Test(
        "Files with a hole in their numbers, or misnamed, are a mistake of the build",
        arguments: ["0003_c.sql", "2.sql"]
    )
    func files(second: String) {
        #expect(throws: StoreError.self) { try Migration.inOrder([("0001_a.sql", ""), (second, "")]) }
    }
}
