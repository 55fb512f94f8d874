import Compliance
import Postgres

extension Store {
    /// Carries out one statement on behalf of the actor; a database that does not answer is `StoreError.unavailable`.
    func query(_ sql: SQL) async throws -> Rows {
        guard let rows = try await pipeline([sql]).first else { throw StoreError.unavailable }
        return rows
    }

    /// Carries out the statements in one round trip, as one transaction on behalf of the actor.
    func pipeline(_ statements: [SQL]) async throws -> [Rows] {
        let entering = entering
        let rows = try await reachable { try await database.pipeline(entering + statements) }
        try checkEntered(rows)
        return Array(rows.dropFirst(entering.count))
    }

    /// Runs the closure in a transaction on behalf of the actor; see `Database.transaction`.
    func transaction<Value: Sendable>(
        isolation: Isolation = .readCommitted,
        _ body: (Transaction) async throws -> Value
    ) async throws -> Value {
        let entering = entering
        return try await reachable {
            try await database.transaction(isolation: isolation) { transaction in
                try checkEntered(try await transaction.pipeline(entering))
                return try await body(transaction)
            }
        }
    }

    /// What a transaction begins with: it says who acts, and the policies of the database ask that.
    private var entering: [SQL] {
        switch actor {
        case .nobody: []
        case .holder(let key, let address):
            ["SELECT name FROM enter(\(county.id), \(key.bytes)::bytea, \(address))"]
        case .shell(let name):
            // The owner's login puts off its own rights, so that the policies hold for it too.
            ["SELECT enter_operator(\(county.id), \(name))", "SET LOCAL ROLE lazaret_server"]
        }
    }

    /// Throws where the key that the transaction began with opened nothing.
    private func checkEntered(_ rows: [Rows]) throws {
        if case .holder = actor, rows.first?.isEmpty ?? true { throw StoreError.notSignedIn }
    }
}
