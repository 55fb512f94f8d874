import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("Row-level security, whatever the program asks")
struct RowSecurityTests {
    @Test("Every table has it, with a policy where the server may read; every view asks as its reader")
    func catalogue() async throws {
        try await TestCounty.with { _, database in
            let tables = try await database.query(
                """
                SELECT c.relname FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                    AND NOT (c.relrowsecurity AND (
                        EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
                        OR NOT has_any_column_privilege('lazaret_server', c.oid, 'SELECT, INSERT, UPDATE')))
                """
            )
            #expect(try tables.map { try $0["relname"] as String } == [])
            let views = try await database.query(
                """
                SELECT c.relname FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
                    AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
                """
            )
            #expect(try views.map { try $0["relname"] as String } == [])
            let count = try await database.query(
                "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            )
            // What this looks at is there at all.
            #expect(try count[0]["count"] as Int >= 16)
        }
    }

    @Test("The server's role owns nothing and passes by nothing, and no function is for everybody")
    func role() async throws {
        try await TestCounty.with { _, database in
            let role = try await database.query(
                """
                SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS strong, (
                    SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned
                FROM pg_roles r WHERE rolname = 'lazaret_server'
                """
            )
            #expect(try role[0]["strong"] as Bool == false)
            #expect(try role[0]["owned"] as Int == 0)
            let open = try await database.query(
                """
                SELECT p.proname FROM pg_proc p
                WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege('public', p.oid, 'EXECUTE')
                    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
                """
            )
            #expect(try open.map { try $0["proname"] as String } == [])
        }
    }

    @Test("Rights are the same in the database and in the program")
    func rights() async throws {
        try await TestCounty.with { _, database in
            for role in Role.allCases {
                let rows = try await database.query("SELECT rights_of(\([role.rawValue])) AS rights")
                #expect(Set(try rows[0]["rights"] as [String]) == Set(role.rights.map(\.rawValue)))
            }
        }
    }

    @Test("Whoever has not signed in sees no row of any table", arguments: [false, true])
    func nobody(forging: Bool) async throws {
        try await CountyWithAccounts.with { county in
            let server = county.server.database
            let tables = try await county.owner.query(
                """
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('schema_migration', 'schema_act')
                    AND has_table_privilege('lazaret_server', oid, 'SELECT')
                """
            )
            #expect(tables.count >= 9)
            for row in tables {
                let table = try row["relname"] as String
                let rows = try await server.pipeline(
                    (forging ? Self.forged : []) + [
                        "SELECT count(*) FROM \(identifier: table)"
                    ]
                )
                #expect(try rows.last?[0]["count"] == 0, "\(table)")
            }
        }
    }

    /// A context as the operator would have it, made up by a query.
    private static let forged: [SQL] = [
        """
        SELECT set_config('lazaret.context', encode(sha256('\\x00'), 'hex')
            || '{1,"read,county,file,manage,audit",admin,shell,NULL,operator,""}', true)
        """
    ]

    @Test(
        "What is secret cannot be read, and what is evidence cannot be changed",
        arguments: [
            "SELECT verifier FROM account", "SELECT salt FROM account", "SELECT digest FROM api_token",
            "SELECT * FROM context_key", "SELECT * FROM login_failure", "UPDATE audit_entry SET actor = 'x'",
            "DELETE FROM audit_entry", "TRUNCATE audit_entry", "UPDATE inspection SET escort = 'x'",
            "DELETE FROM inspection", "DELETE FROM gap", "UPDATE county SET code = 'x'",
            "DELETE FROM account",
            "UPDATE session SET account = 'x'", "INSERT INTO session SELECT * FROM session",
            "SELECT enter_operator(1, 'x')", "SELECT seal_context(NULL)",
            "SELECT holder_of(1, '\\x00', '')", "SELECT open_session(1, 'x', '\\x00', '\\x00', '', '', '')",
            "SELECT stretching(1, 'x')", "SELECT count_try(1, 'account x')",
            "SELECT hold_count(1, 'account x')",
            "SELECT forget_tries()", "SELECT forget_tries_of(1, 'account', 'x')",
            "SELECT end_all_access('x')",
            "SELECT keep_state(1, 'x')", "SELECT end_access(NULL, 'x', 'x')",
            "INSERT INTO account_state SELECT * FROM account_state", "UPDATE account SET disabled_at = NULL",
            "UPDATE account_state SET roles = '{leader}'", "DELETE FROM api_token",
            "DELETE FROM account_duty",
            "SELECT * FROM openid_answer", "DELETE FROM openid_answer",
            "ALTER TABLE site NO FORCE ROW LEVEL SECURITY", "DROP POLICY site_read ON site",
            "CREATE FUNCTION acting(x integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        ]
    )
    func denied(statement: String) async throws {
        try await CountyWithAccounts.with { county in
            do {
                _ = try await county.server.database.query(SQL(unsafe: statement))
                Issue.record("it was done")
            } catch let error as PostgresError {
                #expect(error.sqlState == "42501")
            }
        }
    }

    @Test(
        "The owner cannot change evidence either, at run time",
        arguments: ["UPDATE", "DELETE", "TRUNCATE"]
    )
    func owner(verb: String) async throws {
        try await TestCounty.with { _, database in
            let statement =
                switch verb {
                case "UPDATE": "UPDATE audit_entry SET actor = 'x'"
                case "DELETE": "DELETE FROM audit_entry"
                default: "TRUNCATE audit_entry CASCADE"
                }
            do {
                _ = try await database.query(SQL(unsafe: statement))
                Issue.record("it was done")
            } catch let error as PostgresError {
                #expect(error.constraint == "immutable")
            }
        }
    }

    @Test("No statement says who acts: the record names whoever does")
    func actors() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let (store, key) = try await county.signedIn("inspector")
            await #expect(throws: StoreError.forbidden) {
                _ = try await store.query(
                    """
                    INSERT INTO audit_entry (county_id, actor, duty, via, address, happened_at, verb, object)
                    VALUES (\(store.county.id), 'admin', 'director', 'shell', '203.0.113.1', '2020-01-01', 'change', 'site/x')
                    """
                )
            }
            try await store.note("read", "site/x")
            let rows = try await county.owner.query(
                """
                SELECT actor, duty, via, address, happened_at > now() - INTERVAL '1 hour' AS fresh FROM audit_entry
                WHERE object = 'site/x'
                """
            )
            #expect(try rows[0]["actor"] as String == "inspector")
            #expect(try rows[0]["duty"] as String == "inspector")
            #expect(try (rows[0]["via"] as String).hasPrefix("session:"))
            #expect(try rows[0]["address"] as String == "192.0.2.7")
            #expect(try rows[0]["fresh"] as Bool)
            _ = key
        }
    }
}
