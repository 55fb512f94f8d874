import Compliance
import Foundation
import LocalCluster
import Logging
import Postgres
import ServiceLifecycle
import Store

/// The database that a command works on: the one that `DATABASE_URL` names, or that of a private PostgreSQL that is
/// started for it and stopped with it.
struct CommandDatabase: Sendable {
    /// With the rights of a server: every connection puts on the role `lazaret_server`.
    private let server: Database
    /// With the rights of the owner of the tables: for the schema, and for the operator at the shell.
    let owner: Database
    /// With the rights of the clock: every connection puts on the role `lazaret_clock`.
    private let clock: Database
    /// What libpq needs to reach the database as its owner.
    let ownerURL: ConnectionString
    /// nil where `DATABASE_URL` names the database.
    private let cluster: LocalCluster?

    /// The most connections of the private cluster that a server may hold; the rest is for the owner's, for commands
    /// beside it, and for PostgreSQL itself.
    private static let mostConnections = LocalCluster.connections - 40
    /// The most connections of the owner's login.
    private static let ownerConnections = 8
    /// The most that the clock holds: one for its lock, others to read and to note what was sent.
    private static let clockConnections = 4
    /// The database's name in the private cluster.
    private static let name = "lazaret"

    /// Where the database is, for a server and for its owner.
    private struct Addresses {
        let server: ConnectionString
        let owner: ConnectionString
        /// Of a login that may put on the clock's role.
        let clock: ConnectionString
        var cluster: LocalCluster?
    }

    /// `program` is who asks, as the audit log names it; `limit` is how long a statement may run.
    static func open(
        _ settings: Settings,
        as program: String = "lazaret shell",
        within limit: Duration? = nil,
        logger: Logger
    ) async throws -> CommandDatabase {
        var configuration = Database.Configuration(connections: settings.connections)
        configuration.applicationName = program
        if let limit { configuration.statementTimeout = limit }
        if let url = settings.databaseURL ?? settings.ownerURL {
            let addresses = Addresses(server: url, owner: settings.ownerURL ?? url, clock: url)
            return try CommandDatabase(addresses, configuration, logger)
        }
        guard settings.connections <= mostConnections else {
            throw CommandError(
                zh:
                    "LAZARET_CONNECTIONS 为 \(settings.connections)，自带的 PostgreSQL 最多供一个服务 \(mostConnections) 个连接。",
                en:
                    "LAZARET_CONNECTIONS is \(settings.connections); the private PostgreSQL has \(mostConnections) for a server at most."
            )
        }
        let cluster = try await LocalCluster.start(in: settings.stateDirectory, logger: logger)
        do {
            try await cluster.createDatabase(name)
            let addresses = Addresses(
                server: ConnectionString(cluster.connectionString(database: name, user: Store.serverRole)),
                owner: ConnectionString(cluster.connectionString(database: name)),
                clock: ConnectionString(cluster.connectionString(database: name)),
                cluster: cluster
            )
            return try CommandDatabase(addresses, configuration, logger)
        } catch {
            try await cluster.stop()
            throw error
        }
    }

    /// `configuration` is the server's.
    private init(_ addresses: Addresses, _ configuration: Database.Configuration, _ logger: Logger) throws {
        var (asServer, asOwner, asClock) = (configuration, configuration, configuration)
        asOwner.connections = Self.ownerConnections
        asClock.connections = Self.clockConnections
        asClock.role = Store.clockRole
        asServer.role = Store.serverRole
        ownerURL = addresses.owner
        owner = try Database(addresses.owner, configuration: asOwner, logger: logger)
        server = try Database(addresses.server, configuration: asServer, logger: logger)
        clock = try Database(addresses.clock, configuration: asClock, logger: logger)
        cluster = addresses.cluster
    }

    /// Gives the closure the database, and closes it whatever becomes of that.
    static func with<Value: Sendable>(
        _ settings: Settings,
        _ body: (CommandDatabase) async throws -> Value
    ) async throws -> Value {
        let database = try await open(settings, logger: settings.logger(.error))
        do {
            let value = try await body(database)
            try await database.close()
            return value
        } catch {
            try await database.close()
            throw error
        }
    }

    /// Gives the closure the database as its owner sees it, whole, with time for statements that read all of it.
    static func withWhole<Value: Sendable>(
        as program: String,
        _ body: (CommandDatabase) async throws -> Value
    ) async throws -> Value {
        let settings = try Settings()
        let database = try await open(
            settings,
            as: program,
            within: .seconds(24 * 3600),
            logger: settings.logger(.error)
        )
        do {
            let value = try await body(database)
            try await database.close()
            return value
        } catch {
            try await TerminationSignal.runToEnd { try await database.close() }
            // insufficient_privilege
            guard (error as? PostgresError)?.sqlState == "42501" else { throw error }
            throw CommandError(
                zh: "这一数据库账户看不到全部内容，或无权建立角色；请用有 BYPASSRLS 权限的所有者或超级用户。",
                en:
                    "This login may not see everything in the database, or may not make a role; use the owner with BYPASSRLS, or a superuser."
            )
        }
    }

    /// What keeps the private PostgreSQL up beside a server; nothing, where `DATABASE_URL` names the database.
    var watching: [any ServiceLifecycle.Service] { cluster.map { [ClusterWatch(cluster: $0)] } ?? [] }

    /// Closes the connections, and stops the private PostgreSQL unless another process uses it.
    func close() async throws {
        await server.close()
        await clock.close()
        await owner.close()
        try await cluster?.stop()
    }

    /// Makes the database ready to be used: a private one brings its own schema up to date and lets the server's role
    /// in; another one's schema is brought up to date only when `migrating`. Counties are made by nobody here.
    func prepare(migrating: Bool = false) async throws {
        guard migrating || cluster != nil else { return }
        try await Store.migrate(owner)
        if cluster != nil { try await Store.letServerLogIn(owner) }
    }

    /// The county's store, asked on nobody's behalf, with the rights of a server.
    func serverStore(of county: String) async throws -> Store {
        do {
            return try await Store.open(server, county: county)
        } catch StoreError.noCounty {
            // The owner sees which there are.
            return try await Store.open(owner, county: county)
        }
    }

    /// The county's store for the clock, on connections of its own.
    func clockStore(of county: String) async throws -> Store {
        try await serverStore(of: county).on(clock)
    }

    /// The county's store, asked on behalf of the operator at the shell.
    func operatorStore(of county: String) async throws -> Store {
        try await Store.open(owner, county: county).acting(for: .operatorAtShell)
    }
}

/// Starts the private PostgreSQL again whenever it has died, until the server is to stop.
private struct ClusterWatch: ServiceLifecycle.Service {
    let cluster: LocalCluster

    func run() async throws { await cancelWhenGracefulShutdown { await cluster.watch() } }
}

extension CommandError {
    /// Nobody was named to act for, and the login is not the owner's.
    static let notTheOwner = CommandError(
        zh: "DATABASE_URL 的账户不是数据库所有者。请用 LAZARET_TOKEN 写明代表哪个账号，或用 LAZARET_OWNER_URL 写明所有者的连接。",
        en:
            "The login of DATABASE_URL does not own the database: name an account by LAZARET_TOKEN, or the owner's connection by LAZARET_OWNER_URL.",
        code: .notAllowed
    )
}

extension Actor {
    /// Whoever runs this program.
    static var operatorAtShell: Actor { .shell(name: "shell:" + NSUserName()) }
}
