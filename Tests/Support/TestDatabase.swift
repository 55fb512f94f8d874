import Foundation
import LocalCluster
import Logging
package import Postgres
import Synchronization

/// Databases for tests: one private PostgreSQL for all of them, and for each test a clone of a template.
///
/// The cluster lives in a folder of its own, in memory or under the system's temporary folder, is used again by the next
/// run, and stops with the last process that uses it. Where there is no PostgreSQL, the test fails and says so.
package enum TestDatabase {
    /// A database that tests clone: made once in a process, by the closure.
    package struct Template: Sendable {
        let name: String
        let build: @Sendable (_ url: String) async throws -> Void

        /// The name tells templates apart; the closure fills the empty database at `url` (a libpq connection
        /// string) and leaves no connection open.
        package init(_ name: String, build: @escaping @Sendable (_ url: String) async throws -> Void) {
            self.name = name
            self.build = build
        }

        /// A database with nothing in it.
        package static let empty = Template("empty") { _ in }
    }

    private static let workshop = Workshop()

    /// Gives the closure a connection string of a database of its own, and drops it afterwards.
    package static func withDatabase<Value>(
        _ template: Template = .empty,
        _ body: (_ url: String) async throws -> Value
    ) async throws -> Value {
        let name = try await workshop.clone(template)
        do {
            let value = try await body(workshop.url(of: name))
            await workshop.drop(name)
            return value
        } catch {
            await workshop.drop(name)
            throw error
        }
    }

    /// Gives the closure another way into a database that was made here: with the role of a server, which owns nothing.
    package static func withServer<Value>(
        _ name: String,
        as role: String = "lazaret_server",
        statementTimeout: Duration = .seconds(30),
        _ body: (Database) async throws -> Value
    ) async throws -> Value {
        var configuration = Database.Configuration(connections: 4)
        configuration.role = role
        configuration.statementTimeout = statementTimeout
        // Hundreds of tests share two cores: a connection may take a while to become free.
        configuration.acquireTimeout = .seconds(60)
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        let database = try Database(
            try await workshop.url(of: name),
            configuration: configuration,
            logger: logger
        )
        let value = try await body(database)
        await database.close()
        return value
    }

    /// Makes a database that lives until the process ends, and gives its connection string.
    package static func make(_ template: Template = .empty) async throws -> String {
        try await workshop.url(of: workshop.clone(template))
    }
}

/// Holds the cluster and makes databases in it.
private actor Workshop {
    private var cluster: Task<LocalCluster, any Error>?
    private var administration: Database?
    private var templates: [String: Task<String, any Error>] = [:]
    private var count = 0
    private let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    func url(of database: String) async throws -> String {
        try await started().connectionString(database: database)
    }

    func clone(_ template: TestDatabase.Template) async throws -> String {
        let source = try await name(of: template)
        count += 1
        let name = "test_\(ProcessInfo.processInfo.processIdentifier)_\(count)"
        try await administer("CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: source)")
        return name
    }

    func drop(_ name: String) async {
        // What could not be dropped goes with the next run.
        try? await administer("DROP DATABASE IF EXISTS \(identifier: name) WITH (FORCE)")
    }

    private func name(of template: TestDatabase.Template) async throws -> String {
        if let made = templates[template.name] { return try await made.value }
        let making = Task {
            let name = "test_\(ProcessInfo.processInfo.processIdentifier)_template_\(template.name)"
            try await administer("CREATE DATABASE \(identifier: name) TEMPLATE template0")
            try await template.build(url(of: name))
            return name
        }
        templates[template.name] = making
        return try await making.value
    }

    private func administer(_ sql: SQL) async throws {
        if let administration {
            _ = try await administration.query(sql)
            return
        }
        let url = try await url(of: "postgres")
        // Tests that start at once wait for their turn, however long the queue of a slow machine is.
        var configuration = Database.Configuration(connections: 2)
        configuration.acquireTimeout = .seconds(600)
        let database = try Database(url, configuration: configuration, logger: logger)
        if administration == nil {
            administration = database
            try await sweep(database)
        }
        _ = try await database.query(sql)
    }

    /// Drops what processes left behind that did not end well.
    private func sweep(_ database: Database) async throws {
        let left = try await database.query("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")
        for row in left {
            let name = try row["datname"] as String
            let process = name.split(separator: "_").dropFirst().first.flatMap { Int32($0) }
            guard let process, !FileManager.default.fileExists(atPath: "/proc/\(process)") else { continue }
            _ = try await database.query("DROP DATABASE IF EXISTS \(identifier: name) WITH (FORCE)")
        }
    }

    /// In memory where there is plenty of it, since making and dropping databases is what files are slow at.
    private static var folder: String {
        let (memory, plenty) = ("/dev/shm", 6 << 30)
        let files = FileManager.default
        let free = try? files.attributesOfFileSystem(forPath: memory)[.systemFreeSize] as? Int
        return (free ?? 0) > plenty ? memory : files.temporaryDirectory.path(percentEncoded: false)
    }

    private func started() async throws -> LocalCluster {
        if let cluster { return try await cluster.value }
        let starting = Task { [logger] in
            let folder = Self.folder + "/lazaret-tests-\(getuid())"
            let cluster = try await LocalCluster.start(in: folder, durable: false, logger: logger)
            lastCluster.withLock { $0 = cluster }
            atexit { lastCluster.withLock { $0 }?.stopWithoutWaiting() }
            return cluster
        }
        cluster = starting
        return try await starting.value
    }
}

/// The cluster that is told to stop when the process ends.
private let lastCluster = Mutex<LocalCluster?>(nil)
