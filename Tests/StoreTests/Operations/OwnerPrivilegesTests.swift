import Postgres
import Testing

@testable import Store

@Suite("What is withheld from the owner")
struct OwnerPrivilegesTests {
    /// What each role but the owner's cluster may do with the tables, such as `owner account_state INSERT SELECT`.
    private static func privileges(_ database: Database, of role: SQL) async throws -> [String: String] {
        let rows = try await database.query(
            """
            SELECT c.relname::text AS name, string_agg(a.privilege_type, ' ' ORDER BY a.privilege_type) AS granted
            FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
            WHERE a.grantee = (\(role)) AND c.relname = ANY ('{account_state,readiness}') GROUP BY 1
            """
        )
        return Dictionary(
            uniqueKeysWithValues: try rows.map { (try $0["name"] as String, try $0["granted"] as String) }
        )
    }

    @Test("Whoever restores a copy is bound as the owner was whom it names, who is left with nothing")
    func restored() async throws {
        try await TestCounty.with { _, database in
            let owner: SQL = "SELECT relowner FROM pg_class WHERE oid = 'account_state'::regclass"
            let bound = try await database.query(OwnerPrivileges.boundOwner)
            #expect(bound.count == 1)
            let before = try await Self.privileges(database, of: owner)
            #expect(before["account_state"] == "INSERT REFERENCES SELECT TRIGGER")
            // As a copy leaves it: what it names is another role, and whoever restores has everything.
            let name = try await database.query("SELECT current_database() AS name")[0]["name"] as String
            let former = "former_\(name)"
            try await database.run(
                """
                CREATE ROLE \(former);
                GRANT ALL ON account_state TO CURRENT_USER;
                GRANT SELECT, INSERT, REFERENCES, TRIGGER, UPDATE (number) ON account_state TO \(former)
                """
            )
            try await Store.bindOwner(as: former, in: database)
            #expect(try await Self.privileges(database, of: owner) == before)
            let left = try await Self.privileges(
                database,
                of: "SELECT oid FROM pg_roles WHERE rolname = \(former)"
            )
            #expect(left == [:])
            let column = try await database.query(
                """
                SELECT a.privilege_type AS granted, a.grantee = t.relowner AS own
                FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid CROSS JOIN LATERAL aclexplode(c.attacl) AS a
                WHERE t.oid = 'account_state'::regclass
                """
            )
            #expect(try column.map { try $0["granted"] as String } == ["UPDATE"])
            #expect(try column.map { try $0["own"] as Bool } == [true])
            try await database.run("DROP ROLE \(former)")
        }
    }
}
