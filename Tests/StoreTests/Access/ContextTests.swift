import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("The sealed context of a transaction")
struct ContextTests {
    /// What a transaction of that account begins with.
    private static func entering(_ county: CountyWithAccounts, _ key: AccessKey) -> SQL {
        "SELECT account FROM enter(\(county.server.county.id), \(key.bytes)::bytea, '192.0.2.7')"
    }

    /// How many sites a transaction sees that begins with those statements: of two.
    private static func sites(_ database: Database, _ statements: [SQL]) async throws -> Int {
        try await database.pipeline(statements + ["SELECT count(*) FROM site"]).last?[0]["count"] ?? -1
    }

    private static func set(_ context: String) -> SQL {
        "SELECT set_config('lazaret.context', \(context), true)"
    }

    @Test("One that was sealed for a transaction is worth nothing in another, of this connection or the next")
    func replay() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (_, key) = try await county.signedIn("inspector")
            let database = county.server.database
            let seen = try await database.pipeline([
                Self.entering(county, key), "SELECT current_setting('lazaret.context') AS context",
                "SELECT count(*) FROM site",
            ])
            #expect(try seen[2][0]["count"] == 2)
            let context = try seen[1][0]["context"] as String
            #expect(try await Self.sites(database, [Self.set(context)]) == 0)
            // While the transaction that it was sealed for still stands, in another connection.
            try await database.transaction { transaction in
                let rows = try await transaction.pipeline([
                    Self.entering(county, key), "SELECT current_setting('lazaret.context') AS context",
                ])
                let context = try rows[1][0]["context"] as String
                #expect(try await Self.sites(database, [Self.set(context)]) == 0)
                #expect(try await transaction.query("SELECT count(*) FROM site")[0]["count"] == 2)
            }
        }
    }

    @Test("Changed, cut off, lengthened or made up, it is worth nothing; put back, it is what it was")
    func changed() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (_, key) = try await county.signedIn("inspector")
            for change in [
                "replace(whole, 'file', 'audit')", "replace(whole, '{1,', '{2,')",
                "replace(whole, 'inspector', 'admin')",
                "left(whole, -1)", "left(whole, 64)", "left(whole, 63)", "left(whole, 0)", "substr(whole, 2)",
                "substr(whole, 65)", "whole || ' '", "whole || E'\\n'",
                "upper(left(whole, 64)) || substr(whole, 65)",
                "' ' || whole", "whole || repeat('x', 3000000)", "repeat('x', 3000000)", "'{'",
                "repeat('0', 64) || '{'",
                "repeat('0', 64) || '{1,\"read,audit\",admin,shell,NULL,operator,\"\"}'",
            ] {
                let rows = try await county.server.database.pipeline([
                    Self.entering(county, key),
                    "SELECT set_config('tests.whole', current_setting('lazaret.context'), true)",
                    SQL(
                        unsafe: """
                            SELECT set_config('lazaret.context', \(change), true)
                            FROM (SELECT current_setting('tests.whole') AS whole) AS it
                            """
                    ),
                    "SELECT count(*) FROM site", "SELECT count(*) FROM county",
                    "SELECT count(*) FROM audit_entry",
                    "SELECT acting('read') AS acting, acting_account() AS account, acting_sites() AS sites",
                    "SELECT set_config('lazaret.context', current_setting('tests.whole'), true)",
                    "SELECT count(*) FROM site",
                ])
                for index in 3...5 { #expect(try rows[index][0]["count"] == 0, "\(change)") }
                #expect(try rows[6][0]["acting"] as Int? == nil, "\(change)")
                #expect(try rows[6][0]["account"] as String? == nil, "\(change)")
                #expect(try rows[8][0]["count"] == 2, "\(change)")
            }
        }
    }

    @Test(
        "A name may contain whatever a name may contain",
        arguments: [
            "甲\n乙", "a,b", "a\",NULL,\"b", "{1,read}", "x},{y", "back\\slash", "NULL", "null", "", " ", "'",
            "|", "a\tb\u{1}",
            String(repeating: "长", count: 20_000),
        ]
    )
    func names(operator name: String) async throws {
        try await TestCounty.with { shell, database in
            let rows = try await database.pipeline([
                "SELECT enter_operator(\(shell.county.id), \(name))", "SET LOCAL ROLE lazaret_server",
                """
                SELECT acting_account() AS account, acting('manage') AS acting, acting_via() AS via, acting_sites() AS sites,
                    acting_own('manage', 'audit') AS own, acting_own('nothing') AS alone
                """,
            ])
            #expect(try rows[2][0]["account"] == name)
            #expect(try rows[2][0]["acting"] == shell.county.id)
            #expect(try rows[2][0]["via"] == "shell")
            #expect(try rows[2][0]["sites"] as [String]? == nil)
            #expect(try rows[2][0]["own"] as String? == nil)
            #expect(try rows[2][0]["alone"] == name)
        }
    }

    @Test("Whoever is confined stays so: while a statement runs, and with a cursor that outlives its context")
    func confined() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("director", .director, duties: ["director@T-01"])
            let (_, key) = try await county.signedIn("director")
            let rows = InspectionRows(store: county.shell, database: county.owner)
            for number in 1...6 {
                try await rows.add(
                    number,
                    number % 2 == 0 ? "T-02" : "T-01",
                    "08-1\(number) 09:00",
                    grade: 2,
                    score: 100
                )
            }
            let unconfined: SQL = """
                set_config('lazaret.context', replace(current_setting('lazaret.context'), '"{T-01}"', 'NULL'), true)
                """
            for setting in ["enable_indexscan", "enable_seqscan"] as [SQL] {
                let seen = try await county.server.database.pipeline([
                    "SET LOCAL \(unsafe: setting.text) = off", Self.entering(county, key),
                    "SELECT site FROM inspection", "SELECT site FROM inspection WHERE \(unconfined) <> ''",
                    "SELECT site FROM inspection",
                ])
                let sites = try seen[2...4].map { rows in try rows.map { try $0["site"] as String } }
                #expect(sites[0] == ["T-01", "T-01", "T-01"])
                #expect(Set(sites[1]).isSubset(of: ["T-01"]))
                #expect(sites[2] == [])
            }
            // A cursor asks once, under the context, and is bound by the answer to its end, also when that was rolled back.
            try await county.server.database.transaction { transaction in
                let before = try await transaction.pipeline([
                    "DECLARE them CURSOR FOR SELECT site FROM inspection", "SAVEPOINT here",
                    Self.entering(county, key),
                    "SELECT current_setting('lazaret.context') AS context", "FETCH 1 FROM them",
                    "ROLLBACK TO SAVEPOINT here", "FETCH ALL FROM them", "SELECT site FROM inspection",
                ])
                #expect(try before[4][0]["site"] == "T-01")
                #expect(try before[6].map { try $0["site"] as String } == ["T-01", "T-01"])
                #expect(before[7].isEmpty)
                // The context itself is good until the transaction ends, and confines as before.
                let context = try before[3][0]["context"] as String
                let again = try await transaction.pipeline([Self.set(context), "SELECT site FROM inspection"])
                let sites = try again[1].map { try $0["site"] as String }
                #expect(sites == ["T-01", "T-01", "T-01"])
            }
        }
    }

    @Test(
        "To enter writes nothing, and works where nothing may be written",
        arguments: ["inspector", "director"]
    )
    func readOnly(name: String) async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            try await county.add("director", .director, duties: ["director@T-01"])
            let (_, key) = try await county.signedIn(name)
            _ = try await county.owner.query("UPDATE session SET seen_at = now() - INTERVAL '10 minutes'")
            let seen = try await county.server.database.pipeline([
                "SET TRANSACTION READ ONLY",
                "SELECT account, stale FROM enter(\(county.server.county.id), \(key.bytes)::bytea, '')",
                "SELECT code FROM county",
            ])
            #expect(try seen[1][0]["account"] == name)
            #expect(try seen[1][0]["stale"] == true)
            #expect(seen[2].count == 1)
        }
    }

    @Test("That a session or token is used is noted once in five minutes, and of nothing that has ended")
    func touching() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (store, key) = try await county.signedIn("inspector")
            let secret = try await store.issueToken(of: "inspector", name: "t", scope: [.read], days: 1)
            let token = AccessKey(secret: secret)
            func ago() async throws -> [Int?] {
                try await county.owner
                    .query(
                        """
                        SELECT extract(epoch FROM now() - seen_at)::integer / 60 AS minutes FROM session WHERE account = 'inspector'
                        UNION ALL SELECT extract(epoch FROM now() - used_at)::integer / 60 FROM api_token
                        """
                    )
                    .map { try $0["minutes"] }
            }
            func set(_ minutes: Int, _ more: SQL = "") async throws {
                _ = try await county.owner.query(
                    "UPDATE session SET seen_at = now() - \(minutes) * INTERVAL '1 minute'\(more)"
                )
                _ = try await county.owner.query(
                    "UPDATE api_token SET used_at = now() - \(minutes) * INTERVAL '1 minute'"
                )
            }
            #expect(try await ago() == [0, nil])
            #expect(try await county.server.identity(token, address: "")?.account == "inspector")
            #expect(try await ago() == [0, 0])
            for (minutes, after) in [(4, 4), (6, 0), (239, 0)] {
                try await set(minutes)
                _ = try await store.query("SELECT code FROM county")
                _ = try await county.server.identity(token, address: "")
                #expect(try await ago() == [after, after], "\(minutes)")
            }
            for (minutes, more) in [(241, ""), (10, ", ended_at = now()")] as [(Int, SQL)] {
                try await set(minutes, more)
                _ = try await county.server.database.query("SELECT touch(1, \(key.bytes)::bytea)")
                #expect(try await ago()[0] == minutes)
            }
            try await set(10)
            _ = try await county.owner.query("UPDATE api_token SET revoked_at = now()")
            _ = try await county.server.database.query("SELECT touch(1, \(token.bytes)::bytea)")
            #expect(try await ago()[1] == 10)
        }
    }
}
