import Compliance
import Postgres

/// On whose behalf the store is asked: what it gives and what it takes follow from that.
package enum Actor: Sendable, Hashable {
    /// Nobody has signed in.
    case nobody
    /// Whoever holds the key of a session or token; `address` is where the request came from.
    case holder(AccessKey, address: String)
    /// Whoever runs the program at the shell with the login of the database's owner; `name` is how the record names
    /// them.
    case shell(name: String)
}

extension Store {
    /// Carries out one statement on behalf of the actor; errors are those of `reachable`.
    func query(_ sql: SQL, needing right: Right? = nil) async throws -> Rows {
        guard let rows = try await pipeline([sql], needing: right).first else {
            throw StoreError.unavailable(cause: "no rows of a statement")
        }
        return rows
    }

    /// Carries out the statements in one round trip, as one transaction on behalf of the actor.
    ///
    /// Throws `StoreError.forbidden` where the actor has not the right that is needed: for what the policies would
    /// only make smaller, such as a ranking of all sites.
    func pipeline(_ statements: [SQL], needing right: Right? = nil) async throws -> [Rows] {
        let entering = entering + asking(right)
        let rows = try await reachable { try await database.pipeline(entering + statements) }
        try checkEntered(rows, needing: right)
        return Array(rows.dropFirst(entering.count))
    }

    /// Carries out an act (`sql/acts`): one statement, one transaction, one round trip. The closure puts the statement
    /// together from what names who acts, the act's first arguments: `"SELECT note(\(who), …)"`.
    ///
    /// Throws `StoreError.notSignedIn` where the key opens nothing and `.forbidden` where its holder may not.
    func act(_ statement: (SQL) -> SQL) async throws -> Rows {
        let statements: [SQL] =
            switch actor {
            case .nobody: throw StoreError.notSignedIn
            case .holder(let key, let address):
                [statement("\(county.id), \(key.bytes)::bytea, \(address)")]
            case .shell: entering + [statement("\(county.id), NULL, ''")]
            }
        let rows = try await reachable { try await database.pipeline(statements, retries: 5) }
        guard let last = rows.last else { throw StoreError.unavailable(cause: "no rows of an act") }
        return last
    }

    /// Runs the closure in a transaction on behalf of the actor, if it has the right, and is no token where somebody
    /// has to act `inPerson`; see `Database.transaction`.
    func transaction<Value: Sendable>(
        needing right: Right? = nil,
        inPerson: Bool = false,
        isolation: Isolation = .readCommitted,
        _ body: (Transaction) async throws -> Value
    ) async throws -> Value {
        let entering = entering + asking(right, inPerson: inPerson)
        return try await reachable {
            try await database.transaction(isolation: isolation) { transaction in
                try checkEntered(try await transaction.pipeline(entering), needing: right)
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

    /// Asks whether the actor has the right, and what it rests on: the last statement before those that need it.
    private func asking(_ right: Right?, inPerson: Bool = false) -> [SQL] {
        right.map {
            [
                """
                SELECT acting(\($0.rawValue)) IS NOT NULL AND acting(\(($0.basis ?? $0).rawValue)) IS NOT NULL
                    AND NOT (\(inPerson) AND acting_via() LIKE 'token:%') AS allowed
                """
            ]
        } ?? []
    }

    /// Throws where the key that the transaction began with opened nothing, or not what is needed.
    private func checkEntered(_ rows: [Rows], needing right: Right?) throws {
        if case .holder = actor, rows.first?.isEmpty ?? true { throw StoreError.notSignedIn }
        guard right != nil else { return }
        guard rows.count > entering.count, try rows[entering.count].first?["allowed"] == true else {
            throw StoreError.forbidden
        }
    }
}
