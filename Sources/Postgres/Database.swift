package import Logging

/// A PostgreSQL database, reached through a bounded pool of connections.
///
/// It takes every connection string that libpq takes: URIs, several hosts, TLS, unix sockets. It connects when
/// first asked something and again whenever the server comes back. None of its calls blocks a thread of Swift's;
/// cancelling the task cancels the statement on the server.
package final class Database: Sendable {
    let pool: Pool
    let logger: Logger

    /// Throws where libpq does not understand the connection string; the server is not asked yet.
    package init(
        _ connectionString: ConnectionString,
        configuration: Configuration = Configuration(),
        logger: Logger
    ) throws(PostgresError) {
        guard LibPQConnection.understands(connectionString.text) else {
            throw PostgresError(.connectionString)
        }
        self.logger = logger
        pool = Pool(connectionString, configuration, logger)
    }

    /// The same for a text that is known to hold no password, or is not kept.
    package convenience init(
        _ text: String,
        configuration: Configuration = Configuration(),
        logger: Logger
    ) throws(PostgresError) {
        try self.init(ConnectionString(text), configuration: configuration, logger: logger)
    }

    deinit {
        Task { [pool] in await pool.close() }
    }

    /// Carries out one statement and makes it permanent.
    package func query(_ sql: SQL, timeout: Duration? = nil) async throws(PostgresError) -> Rows {
        let rows = try await pipeline([sql], timeout: timeout)
        guard let first = rows.first else { throw PostgresError(.unreadable, query: sql.text) }
        return first
    }

    /// Carries out the statements in one round trip and as one transaction: all of them, or none.
    package func pipeline(
        _ statements: [SQL],
        timeout: Duration? = nil
    ) async throws(PostgresError) -> [Rows] {
        let prelude = prelude(timeout)
        var ready: [Statement] = []
        ready.reserveCapacity(prelude.count + statements.count)
        for sql in prelude { ready.append(try Statement(sql)) }
        for sql in statements { ready.append(try Statement(sql)) }
        let rows = try await pool.exchange(ready, timeout: timeout)
        return prelude.isEmpty ? rows : Array(rows.dropFirst(prelude.count))
    }

    /// Carries out a text of several statements, such as a migration; they are one transaction unless the text
    /// says otherwise.
    package func run(_ script: String, timeout: Duration? = nil) async throws(PostgresError) {
        try await pool.run(script, timeout: timeout)
    }

    /// How the pool stands at this moment.
    package var figures: PoolFigures {
        get async { await pool.figures }
    }

    /// Takes no more calls, waits for those that run, and closes every connection.
    package func close() async {
        await pool.close()
    }

    /// The server's own limit has to give way to a longer one, for this transaction only.
    private func prelude(_ timeout: Duration?) -> [SQL] {
        guard let timeout, timeout > pool.configuration.statementTimeout else { return [] }
        return ["SELECT set_config('statement_timeout', \(String(timeout.roundedUpMilliseconds)), true)"]
    }
}
