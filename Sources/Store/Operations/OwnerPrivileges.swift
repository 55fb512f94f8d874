package import Postgres

/// What is withheld from the owner of the tables: evidence is changed by nobody, and a copy names the owner by whom.
enum OwnerPrivileges {
    /// The owner of a table that may not change all of it; no row where none is so bound.
    static let boundOwner: SQL = """
        SELECT r.rolname AS name FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relacl IS NOT NULL
            AND NOT ARRAY['UPDATE', 'DELETE', 'TRUNCATE'] <@ ARRAY(
                SELECT a.privilege_type FROM aclexplode(c.relacl) AS a WHERE a.grantee = c.relowner)
        LIMIT 1
        """
}

extension Store {
    /// Binds whoever owns the restored tables now as their owner was bound whom the copy names, and takes from that one
    /// what the copy granted.
    package static func bindOwner(as former: String, in database: Database) async throws {
        try await reachable {
            let rows = try await database.query(
                """
                SELECT c.relname::text AS name, array_agg(given.privilege) AS privileges FROM pg_class c
                CROSS JOIN LATERAL (
                    SELECT a.grantee, a.privilege_type AS privilege FROM aclexplode(c.relacl) AS a
                    UNION ALL SELECT a.grantee, format('%s (%I)', a.privilege_type, t.attname)
                    FROM pg_attribute t CROSS JOIN LATERAL aclexplode(t.attacl) AS a WHERE t.attrelid = c.oid) AS given
                JOIN pg_roles r ON r.oid = given.grantee
                WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND r.rolname = \(former)
                    AND r.oid <> c.relowner
                GROUP BY c.relname ORDER BY c.relname
                """
            )
            for row in rows {
                let table: SQL = "public.\(identifier: try row["name"])"
                let privileges = try row["privileges"] as [String]
                _ = try await database.pipeline([
                    "REVOKE ALL ON \(table) FROM CURRENT_USER",
                    "GRANT \(unsafe: privileges.joined(separator: ", ")) ON \(table) TO CURRENT_USER",
                    "REVOKE ALL ON \(table) FROM \(identifier: former)",
                ])
            }
        }
    }
}
