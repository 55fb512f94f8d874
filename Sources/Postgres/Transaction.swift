/// A transaction under way, on a connection of its own; usable only inside the closure it was given to.
///
/// It begins with its first statement, in the same round trip. Once a statement has failed, every later one
/// fails with that first cause.
package actor Transaction {
    private let loan: Pool.Loan
    private let begin: Statement
    private var hasBegun = false
    private var isOver = false
    /// What made the transaction fail first.
    private(set) var failure: PostgresError?

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe loan.connection.loop.asUnownedSerialExecutor()
    }

    init(_ loan: Pool.Loan, begin: Statement) {
        self.loan = loan
        self.begin = begin
    }

    /// Carries out one statement.
    package func query(_ sql: SQL) async throws(PostgresError) -> Rows {
        let rows = try await pipeline([sql])
        guard let first = rows.first else { throw PostgresError(.unreadable, query: sql.text) }
        return first
    }

    /// Carries out the statements in one round trip.
    package func pipeline(_ statements: [SQL]) async throws(PostgresError) -> [Rows] {
        try await exchange(Self.ready(statements))
    }

    /// Carries out a text of several statements.
    package func run(_ script: String, timeout: Duration? = nil) async throws(PostgresError) {
        if !hasBegun { _ = try await exchange([]) }
        try checkUsable()
        try await noting { () throws(PostgresError) in try await loan.connection.run(script, timeout: timeout)
        }
    }

    /// Carries out the last statements and makes the whole permanent, in one round trip; nothing may follow.
    package func commit(with statements: [SQL]) async throws(PostgresError) -> [Rows] {
        let rows = try await exchange(Self.ready(statements + ["COMMIT"]))
        isOver = true
        return Array(rows.dropLast())
    }

    /// Makes the whole permanent, if that was not done yet.
    func finish() async throws(PostgresError) {
        if let failure { throw failure }
        guard hasBegun, !isOver else { return }
        _ = try await commit(with: [])
    }

    /// Undoes everything; whether that worked shows in the state of the connection.
    func rollBack() async {
        isOver = true
        let connection = loan.connection
        guard await connection.isInTransaction, await !connection.isUnfinished else { return }
        _ = try? await connection.exchange(Self.ready(["ROLLBACK"]), heedingCancellation: false)
    }

    private func exchange(_ statements: [Statement]) async throws(PostgresError) -> [Rows] {
        try checkUsable()
        let prelude = hasBegun ? [] : [begin]
        hasBegun = true
        let rows = try await noting { () throws(PostgresError) in
            try await loan.connection.exchange(prelude + statements)
        }
        return Array(rows.dropFirst(prelude.count))
    }

    private func noting<Value: Sendable>(
        _ work: () async throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        do throws(PostgresError) {
            return try await work()
        } catch {
            failure = failure ?? error
            throw error
        }
    }

    private func checkUsable() throws(PostgresError) {
        if let failure { throw failure }
        if isOver { throw PostgresError(.closed, message: "the transaction is over") }
    }

    private static func ready(_ statements: [SQL]) throws(PostgresError) -> [Statement] {
        var ready: [Statement] = []
        for sql in statements { ready.append(try Statement(sql)) }
        return ready
    }
}
