import Postgres
import Testing

@testable import Compliance
@testable import Store

/// What somebody does who can run any SQL as the server: within one statement, beside the policies, and with what is
/// found before the real thing.
@Suite("Widening one's rights from within")
struct WideningTests {
    /// What a transaction of that account begins with.
    private static func entering(_ county: CountyWithAccounts, _ key: AccessKey) -> SQL {
        "SELECT account FROM enter(\(county.server.county.id), \(key.bytes)::bytea, '192.0.2.7')"
    }

    private static func refused(_ county: CountyWithAccounts, _ statements: [SQL]) async throws {
        do {
            _ = try await county.server.database.pipeline(statements)
            Issue.record("it was done")
        } catch {
            #expect(error.sqlState == "42501")
        }
    }

    @Test("Every function of the owner finds what it names in one place")
    func searchPaths() async throws {
        try await TestCounty.with { _, database in
            let loose = try await database.query(
                """
                SELECT proname FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace AND prosecdef
                    AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), false)
                """
            )
            #expect(try loose.map { try $0["proname"] as String } == [])
        }
    }

    @Test("A type of one's own is not taken for the real one by the owner's functions")
    func ownTypes() async throws {
        try await CountyWithAccounts.with { county in
            let server = county.server.database
            // A clone has the grants of a new database: so temporary objects may be made here.
            _ = try await server.query(
                """
                CREATE FUNCTION pg_temp.look(value pg_catalog.text) RETURNS boolean LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM 1 FROM public.context_key;
                    RAISE EXCEPTION 'looked' USING ERRCODE = 'P0001';
                END $$
                """
            )
            _ = try await server.query(
                "CREATE DOMAIN pg_temp.text AS pg_catalog.text CHECK (pg_temp.look(value))"
            )
            let rows = try await server.query("SELECT wait FROM begin_login(1, 'zz', '192.0.2.1')")
            #expect(try rows[0]["wait"] == 0)
        }
    }

    @Test("A second row does not make a token for somebody else")
    func tokens() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("admin", .administrator)
            try await county.add("director", .director, duties: ["director@T-01"])
            let (_, key) = try await county.signedIn("director")
            try await Self.refused(
                county,
                [
                    Self.entering(county, key),
                    """
                    INSERT INTO api_token (county_id, account, name, digest, scope, expires_at)
                    SELECT \(county.server.county.id)::integer,
                        CASE n WHEN 1 THEN 'director' ELSE left(set_config('lazaret.context', replace(current_setting('lazaret.context'), 'session:', 'shell'), true), 0) || 'admin' END,
                        'x', sha256(n::text::bytea), ARRAY['manage'], now() + INTERVAL '1 day'
                    FROM generate_series(1, 2) AS n
                    """,
                ]
            )
        }
    }

    @Test("Breaking the seal in a second row forges no entry")
    func entries() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (_, key) = try await county.signedIn("inspector")
            try await Self.refused(
                county,
                [
                    Self.entering(county, key),
                    """
                    INSERT INTO audit_entry (county_id, actor, via, verb, object)
                    SELECT \(county.server.county.id)::integer,
                        CASE n WHEN 1 THEN '' ELSE left(set_config('lazaret.context', 'x', true), 0) || 'admin' END,
                        'session:deadbeef', 'change', 'site/x'
                    FROM generate_series(1, 2) AS n
                    """,
                ]
            )
        }
    }

    @Test("A director who takes the confinement away within the statement sees nothing more")
    func sites() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("director", .director, duties: ["director@T-01"])
            let (_, key) = try await county.signedIn("director")
            let rows = try await county.server.database.pipeline([
                "SET LOCAL enable_seqscan = off", Self.entering(county, key),
                """
                SELECT code FROM site WHERE county_id = \(county.server.county.id)
                    AND code = (SELECT left(set_config('lazaret.context',
                        replace(current_setting('lazaret.context'), '"{T-01}"', 'NULL'), true), 0) || 'T-02')
                """,
            ])
            #expect(rows[2].isEmpty)
        }
    }

    @Test("What has ended stays ended")
    func endings() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("admin", .administrator)
            try await county.add("inspector", .inspector)
            let (store, ended) = try await county.signedIn("inspector")
            let secret = try await store.issueToken(of: "inspector", name: "t", scope: [.read], days: 1)
            try await store.revokeToken("t", of: "inspector")
            let (admin, key) = try await county.signedIn("admin")
            for session in try await admin.sessions(of: "inspector") {
                try await admin.endSession(session.id, of: "inspector")
            }
            for statement in ["UPDATE session SET ended_at = NULL", "UPDATE api_token SET revoked_at = NULL"]
            {
                try await Self.refused(county, [Self.entering(county, key), SQL(unsafe: statement)])
            }
            #expect(try await county.server.identity(ended, address: "") == nil)
            #expect(try await county.server.identity(AccessKey(secret: secret), address: "") == nil)
        }
    }

    @Test("Nobody guesses beside the count: a try that was not begun is not judged")
    func guesses() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let right = try await county.stretched("inspector")
            _ = try await county.server.database.query(
                "SELECT wait FROM begin_login(1, 'inspector', '192.0.2.1')"
            )
            func finish(_ bytes: [UInt8]) async throws -> Bool {
                let rows = try await county.server.database.query(
                    "SELECT finish_login(1, 'inspector', \(bytes)::bytea, sha256('k'), NULL, '192.0.2.1', '') AS done"
                )
                return try rows[0]["done"]
            }
            #expect(try await finish([1, 2, 3]) == false)
            // The one try that was begun is spent.
            #expect(try await finish(right) == false)
        }
    }

    @Test("Whoever waits by address leaves no rows, and the addresses of one IPv6 network are one")
    func addresses() async throws {
        try await CountyWithAccounts.with { county in
            for number in 1...60 {
                _ = try await county.server.database.query(
                    "SELECT wait FROM begin_login(1, \("name\(number)"), \("2001:db8:1:2::\(number)"))"
                )
            }
            let rows = try await county.owner.query(
                """
                SELECT count(*) FILTER (WHERE subject LIKE 'address %') AS addresses,
                    count(*) FILTER (WHERE subject LIKE 'account %') AS accounts FROM login_failure
                """
            )
            #expect(try rows[0]["addresses"] == 1)
            // Fifty are free, and one more every three minutes.
            #expect(try rows[0]["accounts"] as Int == 50)
        }
    }
}
