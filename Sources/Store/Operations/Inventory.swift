package import Postgres

/// What a database holds, in figures: enough to tell whether a copy of it is whole.
package struct Inventory: Sendable, Hashable {
    /// The major version of the server.
    package var server: Int
    /// The labels of the migrations it has been through, in order.
    package var migrations: [String]
    /// The number of rows of every table, by its name.
    package var rows: [String: Int]
    /// The roles that have been given something there, its owner apart.
    package var roles: [String]
    /// The owner of the tables, where something is withheld from it, so that a copy names it; else nil.
    package var boundOwner: String?
    /// What the sealed audit log comes to; nil where nothing was sealed.
    package var auditRoot: String?

    package init(
        server: Int,
        migrations: [String],
        rows: [String: Int],
        roles: [String],
        boundOwner: String? = nil,
        auditRoot: String?
    ) {
        self.server = server
        self.migrations = migrations
        self.rows = rows
        self.roles = roles
        self.boundOwner = boundOwner
        self.auditRoot = auditRoot
    }

    /// What is not the same in the other: one line for each thing, what is here and what is there.
    package func differences(from other: Inventory) -> [(what: String, here: String, there: String)] {
        var found: [(what: String, here: String, there: String)] = []
        for table in Set(rows.keys).union(other.rows.keys).sorted() where rows[table] != other.rows[table] {
            found.append((table, Self.count(rows[table]), Self.count(other.rows[table])))
        }
        if migrations != other.migrations {
            found.append(("migrations", migrations.last ?? "–", other.migrations.last ?? "–"))
        }
        if auditRoot != other.auditRoot {
            found.append(("audit root", auditRoot ?? "–", other.auditRoot ?? "–"))
        }
        return found
    }

    private static func count(_ rows: Int?) -> String { rows.map { String($0) } ?? "–" }
}

extension Store {
    /// Gives the closure what the database holds at one moment, and the name of that moment, for as long as the
    /// closure runs, to other programs that want to see the same.
    package static func withSnapshot<Value: Sendable>(
        of database: Database,
        _ body: (Inventory, String) async throws -> Value
    ) async throws -> Value {
        try await database.transaction(isolation: .repeatableRead, retries: 0) { transaction in
            let name: String = try await transaction.query("SELECT pg_export_snapshot() AS name")[0]["name"]
            let inventory = try await inventory(transaction)
            return try await body(inventory, name)
        }
    }

    /// What the database holds now.
    package static func inventory(of database: Database) async throws -> Inventory {
        try await database.transaction(isolation: .repeatableRead, retries: 0) { try await inventory($0) }
    }

    /// Whether nobody has made anything in the database yet.
    package static func isEmpty(_ database: Database) async throws -> Bool {
        let rows = try await database.query(
            """
            SELECT count(*) AS count FROM (
                SELECT oid, 'pg_class'::regclass AS kind, relnamespace AS place FROM pg_class
                UNION ALL SELECT oid, 'pg_proc'::regclass, pronamespace FROM pg_proc
                UNION ALL SELECT oid, 'pg_type'::regclass, typnamespace FROM pg_type) AS thing
            JOIN pg_namespace ON pg_namespace.oid = thing.place
            WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
                AND NOT EXISTS (SELECT FROM pg_depend
                    WHERE classid = thing.kind AND objid = thing.oid AND deptype = 'e')
            """
        )
        return try rows[0]["count"] == 0
    }

    /// Makes those of the roles that the server lacks: nobody can log in as them, and who makes them may put them on.
    package static func makeRoles(_ roles: [String], in database: Database) async throws {
        for role in roles {
            let known = try await database.query("SELECT 1 FROM pg_roles WHERE rolname = \(role)")
            guard known.isEmpty else { continue }
            _ = try await database.pipeline([
                "CREATE ROLE \(identifier: role) NOLOGIN", "GRANT \(identifier: role) TO CURRENT_USER",
            ])
        }
    }

    private static func inventory(_ transaction: Transaction) async throws -> Inventory {
        // A whole copy or none: rows that this role may not see are an error, and the copying may take its time.
        try await transaction.run(
            "SET LOCAL row_security = off; SET LOCAL idle_in_transaction_session_timeout = 0"
        )
        let tables = try await transaction.query(tables)
        var rows: [String: Int] = [:]
        for table in tables {
            let (schema, name): (String, String) = (try table["schema"], try table["name"])
            let count = try await transaction.query(
                "SELECT count(*) AS count FROM ONLY \(identifier: schema).\(identifier: name)"
            )
            rows["\(schema).\(name)"] = try count[0]["count"]
        }
        let server: Int =
            try await
            transaction.query(
                "SELECT current_setting('server_version_num')::int / 10000 AS major"
            )[0]["major"]
        let migrations =
            rows["public.schema_migration"] == nil
            ? [] : try AppliedMigration.read(try await transaction.query(AppliedMigration.select))
        let roles = try await transaction.query(roles).map { try $0["name"] as String }
        let owner = try await transaction.query(OwnerPrivileges.boundOwner).first
        return Inventory(
            server: server,
            migrations: migrations.map(\.label),
            rows: rows,
            roles: roles,
            boundOwner: try owner?["name"],
            auditRoot: try await auditRoot(transaction)
        )
    }

    /// Size and root of the latest sealed tree over each county's record; nil where nothing is sealed yet.
    private static func auditRoot(_ transaction: Transaction) async throws -> String? {
        let present = try await transaction.query(
            "SELECT to_regclass('public.audit_head') IS NOT NULL AS present"
        )
        guard try present[0]["present"] else { return nil }
        let rows = try await transaction.query(
            """
            SELECT string_agg(format('%s %s %s', c.code, h.size, substring(h.head FROM 'root ([0-9a-f]{64})')),
                ', ' ORDER BY c.code) AS roots
            FROM county c
            JOIN LATERAL (
                SELECT size, head FROM audit_head WHERE county_id = c.county_id ORDER BY size DESC LIMIT 1) AS h ON true
            """
        )
        return try rows[0]["roots"]
    }

    private static let tables: SQL = """
        SELECT nspname AS schema, relname AS name FROM pg_class
        JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE relkind = 'r' AND nspname <> 'information_schema' AND nspname !~ '^pg_'
            AND NOT EXISTS (SELECT FROM pg_depend
                WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
        ORDER BY nspname, relname
        """

    /// Roles that grants and policies of this database speak of.
    private static let roles: SQL = """
        SELECT DISTINCT rolname AS name FROM pg_shdepend
        JOIN pg_roles ON pg_roles.oid = refobjid
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND refclassid = 'pg_authid'::regclass AND deptype IN ('a', 'r')
        ORDER BY rolname
        """
}
