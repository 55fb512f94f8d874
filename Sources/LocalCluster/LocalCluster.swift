import Foundation
import Glibc
package import Logging

/// A private PostgreSQL from the installed programs, reachable through a unix socket only.
///
/// Only root and the account that runs it can enter the folders of its data and its socket, so it asks nobody
/// for a password. Several processes may start the same cluster: the first one starts the server, the others
/// join it, and the last one to stop stops it. When all of them are killed the server stays, and the next start
/// joins it.
package final class LocalCluster: Sendable {
    /// The role that owns everything.
    package static let owner = "lazaret"
    /// The most connections that the server takes.
    package static let connections = 120

    private let layout: Layout
    private let binaries: Binaries
    private let account: SystemAccount?
    private let socketFolder: String
    private let starting: FileLock
    private let users: FileLock
    private let logger: Logger

    /// Starts the cluster in the folder, or joins it where it runs; makes it where there is none.
    ///
    /// `durable: false` makes it fast and unsafe, for tests: a crash of the machine may destroy it.
    package static func start(
        in folder: String,
        durable: Bool = true,
        logger: Logger
    ) async throws(ClusterError) -> LocalCluster {
        let account = try await SystemAccount.toChangeTo()
        let layout = Layout(folder: URL(filePath: folder).standardizedFileURL.path(percentEncoded: false))
        try makePrivateFolder(layout.folder, for: account)
        let starting = try FileLock(layout.starting)
        let users = try FileLock(layout.users)
        try await starting.take(within: .seconds(60))
        defer { starting.release() }
        let installation = Installation(
            layout: layout,
            binaries: try await Binaries.find(major: layout.dataMajor),
            account: account,
            durable: durable
        )
        let socketFolder = try await installation.bringUp(logger)
        guard users.share() else { throw ClusterError(zh: "数据库正在停止。", en: "The database is being stopped.") }
        return LocalCluster(installation, socketFolder, starting, users, logger)
    }

    private init(
        _ installation: Installation,
        _ socketFolder: String,
        _ starting: FileLock,
        _ users: FileLock,
        _ logger: Logger
    ) {
        layout = installation.layout
        binaries = installation.binaries
        account = installation.account
        self.socketFolder = socketFolder
        self.starting = starting
        self.users = users
        self.logger = logger
    }

    /// What libpq needs to reach a database of the cluster.
    package func connectionString(database: String, user: String = owner) -> String {
        [("host", socketFolder), ("port", String(Layout.port)), ("dbname", database), ("user", user)]
            .map { "\($0)='\(Self.escaped($1))'" }
            .joined(separator: " ")
    }

    /// A value as it stands between the quotes of a connection string; by scalars, as libpq reads it.
    static func escaped(_ value: String) -> String {
        value.unicodeScalars.map { $0 == "\\" || $0 == "'" ? "\\\($0)" : "\($0)" }.joined()
    }

    /// The server's process, while it runs.
    package var process: Int32? { PostmasterFile.ofData(layout).process }

    /// Makes a database where there is none of that name.
    package func createDatabase(_ name: String) async throws(ClusterError) {
        try await starting.take(within: .seconds(60))
        defer { starting.release() }
        let server = ["-h", socketFolder, "-p", String(Layout.port), "-U", Self.owner]
        let psql = Program(binaries.program("psql"), account: account)
        let question = server + ["-XAtq", "-d", connectionString(database: name), "-c", "SELECT 1"]
        if try await psql.run(question).succeeded { return }
        let made = try await Program(binaries.program("createdb"), account: account)
            .run(server + ["--", name])
        guard made.succeeded else {
            throw ClusterError(
                zh: "无法建立数据库 \(name):\(made.output)",
                en: "The database \(name) cannot be made: \(made.output)"
            )
        }
    }

    /// Stops the server, unless another process still uses it.
    package func stop() async throws(ClusterError) {
        try await starting.take(within: .seconds(60))
        defer { starting.release() }
        guard users.take() else {
            users.release()
            return logger.info("the local database goes on, since another process uses it")
        }
        defer { users.release() }
        guard process != nil else { return }
        let control = Program(binaries.program("pg_ctl"), account: account)
        let stopped = try await control.run(["stop", "-D", layout.data, "-m", "fast", "-w", "-t", "60"])
        guard stopped.succeeded || process == nil else {
            throw ClusterError(
                zh: "数据库没有停下来：\(stopped.output)",
                en: "The database did not stop: \(stopped.output)"
            )
        }
        logger.info("the local database has stopped")
    }

    /// Tells the server to stop, unless another process still uses it, and does not wait: for the last moment of
    /// a process.
    package func stopWithoutWaiting() {
        guard starting.take(), users.take(), let process else { return }
        kill(process, SIGINT)
    }
}
