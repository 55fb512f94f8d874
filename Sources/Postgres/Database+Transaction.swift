import Logging

/// How much a transaction sees of what others do meanwhile.
package enum Isolation: String, Sendable, CaseIterable {
    case readCommitted = "READ COMMITTED"
    case repeatableRead = "REPEATABLE READ"
    case serializable = "SERIALIZABLE"
}

extension Database {
    /// Runs the closure in a transaction: all it did becomes permanent when it returns, nothing when it throws.
    ///
    /// The closure may run more than once: after a serialization failure or a deadlock everything was undone,
    /// and it starts again, at most `retries` times. It should do nothing but talk to the database. An error of
    /// its own is thrown as it is; a database error that it swallowed is thrown all the same.
    package func transaction<Value: Sendable>(
        isolation: Isolation = .readCommitted,
        retries: Int = 5,
        _ body: (Transaction) async throws -> Value
    ) async throws -> Value {
        let begin = try Statement(SQL(unsafe: "BEGIN ISOLATION LEVEL \(isolation.rawValue)"))
        var attempt = 0
        while true {
            attempt += 1
            let loan = try await pool.borrow()
            let transaction = Transaction(loan, begin: begin)
            do {
                let value = try await body(transaction)
                try await transaction.finish()
                await pool.giveBack(loan)
                return value
            } catch {
                await transaction.rollBack()
                await pool.giveBack(loan)
                let failure = await transaction.failure
                guard failure?.isRetryable == true, attempt <= retries else { throw error }
                try await pause(after: failure, attempt)
            }
        }
    }

    /// Carries out the statements in one round trip and as one transaction, and again, at most `retries` times, where a
    /// serialization failure or a deadlock undid them.
    package func pipeline(_ statements: [SQL], retries: Int, timeout: Duration? = nil) async throws -> [Rows]
    {
        var attempt = 0
        while true {
            attempt += 1
            do throws(PostgresError) {
                return try await pipeline(statements, timeout: timeout)
            } catch {
                guard error.isRetryable, attempt <= retries else { throw error }
                try await pause(after: error, attempt)
            }
        }
    }

    private func pause(after failure: PostgresError?, _ attempt: Int) async throws {
        logger.debug(
            "a transaction is run again",
            metadata: ["sqlState": "\(failure?.sqlState ?? "")"]
        )
        // Not all at once: those that collided would collide again.
        try await Task.sleep(for: .milliseconds(Int.random(in: 1...(5 << min(attempt, 6)))))
    }
}
