import LocalCluster
import Postgres
import Testing

@testable import Store

/// Evidence is unchangeable by privilege, for the owner of the tables too: triggers are a second lock. (Such an owner can
/// give the privilege back, as a superuser can do anything; nothing does so by mistake, and `audit verify` finds it.)
@Suite("Evidence and its owner, who is no superuser")
struct EvidencePrivilegeTests {
    static let evidence = [
        "account_state", "accountability_case", "audit_entry", "audit_head", "audit_leaf", "baseline_version",
        "cadence", "case_act", "case_person", "checklist_version", "closing_order", "closing_order_end",
        "deadline_change",
        "delivery_attempt", "message_route", "message_webhook", "quiet_hours", "draw", "draw_discard",
        "draw_seed", "evidence_file", "evidence_receipt", "gap", "guidance", "guidance_withdrawal",
        "infection", "inspection", "issuance", "issuance_receipt", "ladder_policy", "ladder_step",
        "letterhead", "notice", "notice_arrival", "order_arrival", "submission", "supervision_order",
        "verification", "week_mark", "week_paper", "week_report",
        "withdrawal",
    ]

    @Test("The owner changes no column, deletes nothing and empties nothing, with the triggers off")
    func refused() async throws {
        try await OwnedDatabase.with { owned in
            try await Store.migrate(owned.database)
            var changed: Set<String> = []
            for table in Self.evidence {
                try await owned.database.run("ALTER TABLE \(table) DISABLE TRIGGER USER")
                let columns = try await owned.database.query(
                    """
                    SELECT attname::text AS name FROM pg_attribute
                    WHERE attrelid = \(table)::regclass AND attnum > 0 AND NOT attisdropped
                    """
                )
                // Foreign keys want the right to update some column: that of one which is worked out changes nothing.
                let updates = try columns.map { try $0["name"] as String }
                    .map { "UPDATE \(table) SET \($0) = \($0)" }
                for change in updates + ["DELETE FROM \(table)", "TRUNCATE \(table) CASCADE"]
                where try await !Self.isRefused(change, owned.database) {
                    changed.insert(table)
                }
            }
            expectSame(changed, as: [])
        }
    }

    @Test("Every table that nothing may change is held to be evidence here")
    func complete() async throws {
        try await TestCounty.with { _, database in
            let rows = try await database.query(
                """
                SELECT DISTINCT c.relname::text AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                WHERE t.tgfoid = 'public.refuse_change'::regproc AND c.relname <> 'schema_act' -- the tool's own
                """
            )
            expectSame(try rows.map { try $0["name"] as String }, as: Self.evidence)
        }
    }

    @Test("A backup that its owner restores leaves everybody with the privileges of before")
    func restored() async throws {
        try await OwnedDatabase.with { source in
            try await Store.migrate(source.database)
            let before = try await Self.privileges(source.database)
            try await OwnedDatabase.with(owner: source.owner) { target in
                try await Self.copy(source, to: target)
                let after = try await Self.privileges(target.database)
                #expect(before == after)
                #expect(before.count > 30)
            }
        }
    }

    private static func isRefused(_ change: String, _ database: Database) async throws -> Bool {
        do {
            _ = try await database.query(SQL(unsafe: change))
            return false
        } catch {
            // insufficient_privilege; generated_always
            return error.sqlState == "42501" || error.sqlState == "428C9"
        }
    }

    /// What each table and column says of who may do what.
    private static func privileges(_ database: Database) async throws -> [String] {
        try await database.query(
            """
            SELECT concat_ws(' ', name, pg_get_userbyid(a.grantee), a.privilege_type) AS said
            FROM (SELECT c.relname::text AS name, coalesce(c.relacl, acldefault('r', c.relowner)) AS acl FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
                UNION ALL SELECT c.relname || '.' || t.attname, t.attacl FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
                WHERE c.relnamespace = 'public'::regnamespace AND t.attacl IS NOT NULL) AS held, aclexplode(acl) AS a
            ORDER BY 1
            """
        )
        .map { try $0["said"] }
    }

    private static func copy(_ source: OwnedDatabase, to target: OwnedDatabase) async throws {
        let version = try await source.database.query(
            "SELECT current_setting('server_version_num')::integer / 10000 AS major"
        )
        let programs = try await DumpPrograms.find(for: version[0]["major"])
        var dump: [UInt8] = []
        try await source.database.transaction(isolation: .repeatableRead) { transaction in
            let snapshot = try await transaction.query("SELECT pg_export_snapshot() AS id")[0]["id"] as String
            try await programs.dump(source.variables, snapshot: snapshot) { dump += $0 }
        }
        var parts = [dump]
        try await programs.restore(target.variables) { parts.popLast() }
    }
}
