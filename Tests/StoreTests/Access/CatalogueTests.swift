import Postgres
import Testing

@testable import Store

/// What every table, policy, trigger and act has to be, read from the catalogue. Each list of exceptions says why, and is
/// as long as it has to be: one that is no longer needed fails too.
@Suite("What the catalogue has to say")
struct CatalogueTests {
    @Test("The server's role reads, and changes no table, view or sequence")
    func privileges() async throws {
        try await TestCounty.with { _, database in
            let written = try await Self.names(
                """
                SELECT DISTINCT c.relname::text AS name
                FROM pg_class c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS verb
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                    AND (has_table_privilege('lazaret_server', c.oid, verb)
                        OR verb IN ('INSERT', 'UPDATE', 'REFERENCES')
                            AND has_any_column_privilege('lazaret_server', c.oid, verb))
                """,
                database
            )
            expectSame(written, as: [])
            let sequences = try await Self.names(
                """
                SELECT c.relname::text AS name FROM pg_class c
                WHERE CASE c.relkind WHEN 'S' THEN has_sequence_privilege('lazaret_server', c.oid, 'USAGE, SELECT, UPDATE') END
                """,
                database
            )
            expectSame(sequences, as: [])
        }
    }

    @Test("The server's role owns nothing, makes nothing, and is in no other role")
    func role() async throws {
        try await TestCounty.with { _, database in
            // As `migrate` leaves a database; a clone has the grants of a new one.
            try await Store.refuseTemporaryObjects(in: database)
            let may = try await Self.names(
                """
                SELECT 'owns ' || classid::regclass AS name FROM pg_shdepend
                WHERE refobjid = 'lazaret_server'::regrole AND deptype = 'o'
                UNION ALL SELECT 'makes in ' || nspname FROM pg_namespace
                    WHERE has_schema_privilege('lazaret_server', oid, 'CREATE')
                UNION ALL SELECT verb || ' in the database' FROM unnest(ARRAY['CREATE', 'TEMPORARY']) AS verb
                    WHERE has_database_privilege('lazaret_server', current_database(), verb)
                UNION ALL SELECT 'is ' || roleid::regrole FROM pg_auth_members WHERE member = 'lazaret_server'::regrole
                """,
                database
            )
            expectSame(may, as: [])
        }
    }

    /// Acts that write no entry of their own, and why.
    static let withoutEntry: [String: String] = [
        "begin_evidence": "nothing has come yet: what is received has an entry",
        "discard_evidence": "nothing was received",
        "evidence_reading": "reads",
        "keep_copy": "a copy is no evidence, and is made anew where it is missing",
        "answer_files": "reads", "arrival": "reads", "case_files": "reads", "kept_files": "reads",
        "gaps_past": "reads",
        "account_state": "keeps what an account is for acts that write the entry",
        "count_tries": "counts for acts that judge a password",
        "case_reading": "reads",
        "close_by_order":
            "closes and keeps by what `close_week` and `keep_week_paper` have, which write the entry",
        "draw_reading": "reads",
        "due_visits": "reads",
        "enter": "reads",
        "filed_lately": "reads",
        "gap_bounds": "reads",
        "gap_runs": "reads",
        "holder": "looks up who acts",
        "read_messages": "says that a message was read, to its recipient alone",
        "seal": "gives entries their places",
        "message_reading": "reads",
        "notice_reading": "reads",
        "photograph_reading": "reads",
        "shared_reading": "reads",
        "week_cases": "reads",
        "touch": "writes down the time",
        "try_writing": "writes down the time",
    ]

    /// Functions that have no search_path, since a query takes them in whole: all that they name stands with its schema.
    static let inlined = [
        "acting", "acting_account", "acting_any", "acting_county", "acting_own", "acting_sites", "acting_via",
        "due_visits", "gap_runs", "gaps_past", "seen_mended", "site_life",
    ]

    @Test("Every act writes an entry, or is known not to")
    func entries() throws {
        var without: Set<String> = []
        var own: Set<String> = []
        for act in try Act.all {
            let code = act.script.split(separator: "\n")
                .filter { !$0.trimmingPrefix(while: \.isWhitespace).hasPrefix("--") }
                .joined(separator: "\n")
            if code.contains("INSERT INTO public.audit_entry"), act.name != "entry" {
                own.insert(act.name)
            } else if !code.contains("write_entry(") {
                without.insert(act.name)
            }
        }
        expectSame(without, as: Self.withoutEntry.keys)
        expectSame(own, as: [])
    }

    @Test(
        "Every function of an act is the owner's, finds what it names in one place, and is not for everybody"
    )
    func functions() async throws {
        let names = try Act.all.flatMap { act in
            act.script.matches(of: /CREATE (OR REPLACE )?FUNCTION (public\.)?([a-z_]+)\(/)
                .map { String($0.3) }
        }
        try await TestCounty.with { _, database in
            let loose = try await Self.names(
                """
                SELECT proname::text AS name FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace AND proname = ANY (\(names)::text[])
                    AND (NOT (coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), false)
                            OR proname = ANY (\(Self.inlined)::text[]) AND NOT prosecdef)
                        OR has_function_privilege('public', oid, 'EXECUTE'))
                """,
                database
            )
            expectSame(loose, as: [])
            // What this looks at is there at all.
            let there = try await Self.names(
                "SELECT proname::text AS name FROM pg_proc WHERE proname = ANY (\(names)::text[])",
                database
            )
            expectSame(there, as: names)
        }
    }

    private static func names(_ statement: SQL, _ database: Database) async throws -> Set<String> {
        Set(try await database.query(statement).map { try $0["name"] as String })
    }
}
