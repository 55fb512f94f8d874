package import Compliance
package import Postgres

extension Store {
    /// Brings the schema up to date, tables first and then acts, and says what was applied now.
    ///
    /// Each migration is a transaction of its own, and the acts are one; several programs may do this at once, and one
    /// waits for the other. Throws `StoreError.schema` where the database has been through something else.
    @discardableResult
    package static func migrate(_ database: Database) async throws -> [String] {
        let migrations = try await migrate(database, to: try Migration.all)
        let acts = try await apply(try Act.all, in: database)
        return migrations.map(\.label) + acts.map(\.label)
    }

    @discardableResult
    static func migrate(_ database: Database, to known: [Migration]) async throws -> [Migration] {
        try await reachable {
            var applied: [Migration] = []
            while let next = try await applyNext(in: database, of: known) { applied.append(next) }
            return applied
        }
    }

    /// The labels of the steps that `migrate` would take.
    package static func pendingSteps(_ database: Database) async throws -> [String] {
        try await reachable {
            let applied = try await AppliedMigration.all(in: database)
            let migrations = try AppliedMigration.pending(applied, known: try Migration.all)
            let acts = try await AppliedActs.all(in: database).pending(known: try Act.all)
            return migrations.map(\.label) + acts.map(\.label)
        }
    }

    /// Throws `StoreError.schema` unless the schema is exactly the one this release knows.
    static func checkSchema(_ database: Database) async throws {
        let pending = try await pendingSteps(database)
        guard let first = pending.first else { return }
        throw StoreError.schema(
            Text(
                zh: "数据库缺少 \(pending.count) 步升级（从 \(first) 起）；请先运行 lazaret migrate。",
                en:
                    "The database lacks \(pending.count) step(s), from \(first) on; run 'lazaret migrate' first."
            )
        )
    }

    /// Creates the county if it is missing; its name is left alone if it is there.
    package static func createCounty(_ code: String, name: Text, in database: Database) async throws {
        try await checkSchema(database)
        _ = try await reachable {
            try await database.query("SELECT found_county(\(code), \(name.zh), \(name.en))")
        }
    }

    /// Has PostgreSQL look at its tables now, which it does by itself within minutes: until then it takes what was just
    /// filled for empty, and pages cost it ten times as much.
    package static func gatherStatistics(in database: Database) async throws {
        try await reachable { try await database.run("ANALYZE") }
    }

    /// Runs the closure while no other program runs one in this database; a second waits for the first.
    package static func withSetupLock<Value: Sendable>(
        in database: Database,
        _ body: () async throws -> Value
    ) async throws -> Value {
        try await reachable {
            try await database.transaction { transaction in
                // As of a step below: the other may take longer than any other statement.
                try await transaction.run(
                    "SET LOCAL statement_timeout = '1d'; SELECT pg_advisory_xact_lock(7253801246110)",
                    timeout: .seconds(86_400)
                )
                return try await body()
            }
        }
    }

    /// Lets nobody but the owner make temporary tables and types, which would be found before the real ones.
    package static func refuseTemporaryObjects(in database: Database) async throws {
        try await reachable {
            try await database.run(
                """
                DO $$ BEGIN
                    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
                END $$
                """
            )
        }
    }

    /// The role that owns nothing and that row-level security binds, which servers put on.
    package static let serverRole = "lazaret_server"

    /// Lets the server's role log in by itself, once: several programs may start at the same time.
    package static func letServerLogIn(_ database: Database) async throws {
        try await reachable {
            try await database.run(
                """
                DO $$ BEGIN
                    PERFORM pg_advisory_xact_lock(72538015);
                    IF NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = '\(serverRole)') THEN
                        ALTER ROLE \(serverRole) LOGIN;
                    END IF;
                END $$
                """
            )
        }
    }

    /// The codes of all counties in the database, as its owner sees them.
    package static func counties(in database: Database) async throws -> [String] {
        try await reachable {
            try await database.query("SELECT code FROM county ORDER BY code").map { row in try row["code"] }
        }
    }

    /// Applies the first migration that is pending, in one transaction under a lock; nil where none is.
    private static func applyNext(in database: Database, of known: [Migration]) async throws -> Migration? {
        try await database.transaction { transaction in
            // A step may rewrite a table, and another program may be at one: both take longer than any other statement.
            // Any number will do for the lock, as long as every release takes the same.
            let limit = Duration.seconds(86_400)
            try await transaction.run(
                "SET LOCAL statement_timeout = '1d'; SELECT pg_advisory_xact_lock(7253801246109)",
                timeout: limit
            )
            try await transaction.run(table)
            let applied = try AppliedMigration.read(try await transaction.query(AppliedMigration.select))
            guard let next = try AppliedMigration.pending(applied, known: known).first else { return nil }
            try await transaction.run(next.script, timeout: limit)
            _ = try await transaction.query(
                """
                INSERT INTO schema_migration (number, name, checksum)
                VALUES (\(next.number), \(next.name), \(DigestText(next.checksum)))
                """
            )
            return next
        }
    }

    /// Applies those of the acts that the database has not in force, in one transaction under the same lock.
    static func apply(_ known: [Act], in database: Database) async throws -> [Act] {
        try await reachable {
            try await database.transaction { transaction in
                try await transaction.run(
                    "SET LOCAL statement_timeout = '1d'; SELECT pg_advisory_xact_lock(7253801246109)",
                    timeout: .seconds(86_400)
                )
                let applied = try AppliedActs(try await transaction.query(AppliedActs.select))
                let pending = try applied.pending(known: known)
                for act in pending {
                    try await transaction.run(act.script)
                    _ = try await transaction.query(
                        "INSERT INTO schema_act (name, checksum) VALUES (\(act.name), \(DigestText(act.checksum)))"
                    )
                }
                return pending
            }
        }
    }

    /// The tool's own table; the only one that belongs to no county.
    private static let table = """
        CREATE TABLE IF NOT EXISTS schema_migration (
            number integer CONSTRAINT schema_migration_key PRIMARY KEY,
            name text NOT NULL,
            checksum bytea NOT NULL CONSTRAINT schema_migration_checksum_length CHECK (octet_length(checksum) = 32),
            applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
        )
        """
}
