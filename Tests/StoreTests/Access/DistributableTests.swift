import Postgres
import Testing

@testable import Store

/// Nothing depends on one node: a distributed PostgreSQL keeps each county's rows together by `county_id`, and refuses
/// or quietly drops whatever looks beyond them.
@Suite("The schema can be distributed by county")
struct DistributableTests {
    /// Tables that belong to no county and are whole on every node: the key of contexts, and the tool's own.
    static let ofNoCounty: Set<String> = ["context_key", "schema_act", "schema_migration"]

    @Test("Every key, unique index and exclusion begins with the county")
    func keys() async throws {
        let loose = try await Self.names(
            """
            SELECT i.relname::text AS name
            FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
            LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
            WHERE c.relnamespace = 'public'::regnamespace AND (x.indisunique OR x.indisexclusion)
                AND a.attname IS DISTINCT FROM 'county_id' AND c.relname <> ALL (\(Array(Self.ofNoCounty))::text[])
            """
        )
        // The tenants' own table is whole on every node: codes of counties are unique among them.
        expectSame(loose, as: ["county_code_once"])
    }

    @Test("Every foreign key leads from a county to the same")
    func foreignKeys() async throws {
        let loose = try await Self.names(
            """
            SELECT f.conname::text AS name FROM pg_constraint f
            WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND NOT EXISTS (
                SELECT FROM pg_attribute a, pg_attribute b
                WHERE a.attrelid = f.conrelid AND a.attnum = f.conkey[1] AND a.attname = 'county_id'
                    AND b.attrelid = f.confrelid AND b.attnum = f.confkey[1] AND b.attname = 'county_id')
            """
        )
        expectSame(loose, as: [])
    }

    @Test("A table has one policy at most, which says who reads, is permissive, and looks into no table")
    func policies() async throws {
        // Shards take a restrictive policy for a permissive one.
        #expect(
            try await Self.names("SELECT polname::text AS name FROM pg_policy WHERE NOT polpermissive") == []
        )
        let asking = try await Self.names(
            """
            SELECT DISTINCT polrelid::regclass::text AS name FROM pg_policy
            WHERE concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) ~* '\\mfrom\\M'
            """
        )
        expectSame(asking, as: [])
        let otherwise = try await Self.names(
            """
            SELECT DISTINCT c.relname::text AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
            WHERE p.polname <> c.relname || '_read' OR p.polcmd <> 'r' OR p.polroles <> ARRAY['lazaret_server'::regrole::oid]
            """
        )
        expectSame(otherwise, as: [])
    }

    /// Second locks: without them nothing that is right would be done otherwise.
    static let secondLocks: Set<String> = [
        "accountability_case_immutable", "case_act_immutable", "case_person_immutable", "infection_immutable",
        "ladder_policy_immutable", "ladder_step_immutable",
        "account_state_immutable", "audit_entry_immutable", "audit_head_immutable", "audit_leaf_immutable",
        "baseline_version_immutable",
        "delivery_attempt_immutable", "message_route_immutable", "message_webhook_immutable",
        "quiet_hours_immutable",
        "cadence_immutable", "checklist_version_immutable", "deadline_change_immutable", "draw_immutable",
        "draw_discard_immutable", "draw_seed_immutable", "evidence_file_immutable",
        "evidence_receipt_immutable",
        "gap_immutable", "guidance_immutable", "guidance_withdrawal_immutable",
        "inspection_immutable", "issuance_immutable", "issuance_receipt_immutable", "letterhead_immutable",
        "notice_immutable", "notice_arrival_immutable", "order_arrival_immutable",
        "supervision_order_immutable",
        "schema_act_immutable",
        "closing_order_immutable", "closing_order_end_immutable", "week_mark_immutable",
        "week_paper_immutable", "week_report_immutable", "submission_immutable", "verification_immutable",
        "withdrawal_immutable",
    ]

    @Test("No trigger and no rule is what correctness hangs on")
    func triggers() async throws {
        let triggers = try await Self.names(
            "SELECT tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal"
        )
        expectSame(triggers, as: Self.secondLocks)
        let others = try await Self.names(
            """
            SELECT tgname::text AS name FROM pg_trigger
            WHERE NOT tgisinternal AND tgname LIKE '%\\_immutable' AND tgfoid <> 'public.refuse_change'::regproc
            UNION ALL
            SELECT c.relname FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind <> 'v'
            """
        )
        expectSame(others, as: [])
    }

    @Test("What a sequence numbers is told apart by its county, but for counties themselves")
    func sequences() async throws {
        let numbered = try await Self.names(
            """
            SELECT c.relname || '.' || a.attname AS name
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%')
            """
        )
        // Entries: each node counts in a range of its own, and the key is county and number (`keys` above).
        expectSame(numbered, as: ["audit_entry.number", "county.county_id"])
    }

    private static func names(_ statement: SQL) async throws -> Set<String> {
        try await TestCounty.with { _, database in
            Set(try await database.query(statement).map { try $0["name"] as String })
        }
    }
}
