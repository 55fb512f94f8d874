import Compliance
import Demo
import LocalCluster
import Logging
import Postgres
import Store

/// The records that a command works on: those of the database that `DATABASE_URL` names, or of a private
/// PostgreSQL that is started for it and stopped with it.
struct Records: Sendable {
    let database: Database
    /// What libpq needs to reach the same database.
    let url: String
    /// nil where `DATABASE_URL` names the database.
    let cluster: LocalCluster?

    /// The database's name in the private cluster.
    private static let name = "lazaret"

    /// `program` is who asks, as the audit log names it; `limit` is how long a statement may run.
    static func open(
        _ settings: Settings,
        as program: String = "lazaret shell",
        within limit: Duration? = nil,
        logger: Logger
    ) async throws -> Records {
        var configuration = Database.Configuration(connections: settings.connections)
        configuration.applicationName = program
        if let limit { configuration.statementTimeout = limit }
        if let url = settings.databaseURL {
            return Records(
                database: try Database(url, configuration: configuration, logger: logger),
                url: url,
                cluster: nil
            )
        }
        let cluster = try await LocalCluster.start(in: settings.stateDirectory, logger: logger)
        do {
            try await cluster.createDatabase(name)
            let url = cluster.connectionString(database: name)
            return Records(
                database: try Database(url, configuration: configuration, logger: logger),
                url: url,
                cluster: cluster
            )
        } catch {
            try await cluster.stop()
            throw error
        }
    }

    /// Gives the closure the database as its owner sees it, whole, with time for statements that read all of it.
    static func withOwned<Value: Sendable>(
        as program: String,
        _ body: (Records) async throws -> Value
    ) async throws -> Value {
        let settings = try Settings()
        let records = try await open(
            settings,
            as: program,
            within: .seconds(24 * 3600),
            logger: settings.logger(.error)
        )
        do {
            let value = try await body(records)
            try await records.close()
            return value
        } catch {
            try await Interruption.outlived { try await records.close() }
            // insufficient_privilege
            guard (error as? PostgresError)?.sqlState == "42501" else { throw error }
            throw Complaint(
                zh: "这一数据库账户看不到全部内容，或无权建立角色；请用有 BYPASSRLS 权限的所有者或超级用户。",
                en:
                    "This login may not see everything in the database, or may not make a role; use the owner with BYPASSRLS, or a superuser."
            )
        }
    }

    /// Closes the connections, and stops the private PostgreSQL unless another process uses it.
    func close() async throws {
        await database.close()
        try await cluster?.stop()
    }

    /// The county's records, ready to be used. A private database brings its own schema up to date, and knows
    /// the county from the first moment; another one only when `migrating`.
    func store(of county: String, migrating: Bool = false) async throws -> Store {
        if migrating || cluster != nil {
            try await Store.migrate(database)
            let name = county == DemoCounty.code ? DemoCounty.name : Text(zh: county, en: county)
            try await Store.found(county: county, name: name, in: database)
        }
        return try await Store.open(database, county: county)
    }

    /// Gives the closure the county's records, and closes them whatever becomes of it.
    static func with<Value: Sendable>(
        _ county: CountyOptions,
        migrating: Bool = false,
        _ body: (Store) async throws -> Value
    ) async throws -> Value {
        let settings = try Settings()
        let records = try await open(settings, logger: settings.logger(.error))
        do {
            let store = try await records.store(of: county.county ?? settings.county, migrating: migrating)
            let value = try await body(store)
            try await records.close()
            return value
        } catch {
            try await records.close()
            throw error
        }
    }
}
