import Compliance
import Foundation
import LocalCluster
import Logging
import Postgres
import Store

/// The records that a command works on: those of the database that `DATABASE_URL` names, or of a private
/// PostgreSQL that is started for it and stopped with it.
struct Records: Sendable {
    /// With the rights of a server: every connection puts on the role `lazaret_server`.
    let database: Database
    /// With the rights of the owner of the tables: for the schema, and for the operator at the shell.
    let owner: Database
    /// What libpq needs to reach the database as its owner.
    let ownerURL: ConnectionString
    /// nil where `DATABASE_URL` names the database.
    let cluster: LocalCluster?

    /// The most connections of the private cluster that a server may hold; the rest is for the owner's, for commands
    /// beside it, and for PostgreSQL itself.
    private static let mostConnections = LocalCluster.connections - 40
    /// The most connections of the owner's login.
    private static let ownerConnections = 8
    /// The database's name in the private cluster.
    private static let name = "lazaret"
    /// The role that owns nothing and that row-level security binds.
    private static let serverRole = "lazaret_server"

    /// `program` is who asks, as the audit log names it; `limit` is how long a statement may run.
    static func open(
        _ settings: Settings,
        as program: String = "lazaret shell",
        within limit: Duration? = nil,
        logger: Logger
    ) async throws -> Records {
        if let url = settings.databaseURL ?? settings.ownerURL {
            return try Records(url, owner: settings.ownerURL ?? url, nil, settings, program, limit, logger)
        }
        guard settings.connections <= mostConnections else {
            throw Complaint(
                zh:
                    "LAZARET_CONNECTIONS 为 \(settings.connections)，自带的 PostgreSQL 最多供一个服务 \(mostConnections) 个连接。",
                en:
                    "LAZARET_CONNECTIONS is \(settings.connections); the private PostgreSQL has \(mostConnections) for a server at most."
            )
        }
        let cluster = try await LocalCluster.start(in: settings.stateDirectory, logger: logger)
        do {
            try await cluster.createDatabase(name)
            let owner = ConnectionString(cluster.connectionString(database: name))
            let url = ConnectionString(cluster.connectionString(database: name, user: serverRole))
            return try Records(url, owner: owner, cluster, settings, program, limit, logger)
        } catch {
            try await cluster.stop()
            throw error
        }
    }

    private init(
        _ url: ConnectionString,
        owner: ConnectionString,
        _ cluster: LocalCluster?,
        _ settings: Settings,
        _ program: String,
        _ limit: Duration?,
        _ logger: Logger
    ) throws {
        var configuration = Database.Configuration(connections: settings.connections)
        configuration.applicationName = program
        if let limit { configuration.statementTimeout = limit }
        ownerURL = owner
        configuration.connections = Self.ownerConnections
        self.owner = try Database(owner, configuration: configuration, logger: logger)
        configuration.connections = settings.connections
        configuration.role = Self.serverRole
        database = try Database(url, configuration: configuration, logger: logger)
        self.cluster = cluster
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
        await owner.close()
        try await cluster?.stop()
    }

    /// Makes the records ready to be used: a private database brings its own schema up to date and lets the server's
    /// role in; another one's schema is brought up to date only when `migrating`. Counties are made by nobody here.
    func prepare(migrating: Bool = false) async throws {
        guard migrating || cluster != nil else { return }
        try await Store.migrate(owner)
        if cluster != nil { try await owner.run(Self.letIn) }
    }

    /// Lets the server's role in, once: several programs may start at the same time.
    private static let letIn = """
        DO $$ BEGIN
            PERFORM pg_advisory_xact_lock(72538015);
            IF NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = '\(serverRole)') THEN
                ALTER ROLE \(serverRole) LOGIN;
            END IF;
        END $$
        """

    /// The county's records, asked on nobody's behalf, with the rights of a server.
    func open(_ county: String) async throws -> Store {
        do {
            return try await Store.open(database, county: county)
        } catch StoreError.noCounty {
            // The owner sees which there are.
            return try await Store.open(owner, county: county)
        }
    }

    /// The county's records, asked on behalf of the operator at the shell.
    func store(of county: String) async throws -> Store {
        try await Store.open(owner, county: county).acting(for: .operatorAtShell)
    }

    /// Gives the closure the county's records, asked on behalf of the token's account where there is a token, and of
    /// the operator otherwise; closes them whatever becomes of it.
    static func with<Value: Sendable>(
        _ county: CountyOptions,
        _ body: (Store) async throws -> Value
    ) async throws -> Value {
        let settings = try Settings()
        let records = try await open(settings, logger: settings.logger(.error))
        do {
            let code = county.county ?? settings.county
            try await records.prepare()
            let store =
                if let token = settings.token {
                    try await records.open(code)
                        .acting(for: .holder(AccessKey(secret: token.text), address: "shell"))
                } else {
                    try await records.store(of: code)
                }
            let value = try await body(store)
            try await records.close()
            return value
        } catch {
            try await records.close()
            if error as? StoreError == .forbidden, settings.token == nil { throw Complaint.notTheOwner }
            throw error
        }
    }
}

extension Complaint {
    /// Nobody was named to act for, and the login is not the owner's.
    static let notTheOwner = Complaint(
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
