package import Compliance
import Postgres

/// The check of who may ask, where a request stands at one: in front of acts, and of what is read for it.
package struct Door: Sendable {
    /// Lets in whom the database says somebody is, or throws; called with the first answer, before it is used.
    package let pass: @Sendable (Identity?) throws -> Void
    /// Asks the database who that is, and lets them in or throws, where that has not been done yet.
    package let ask: @Sendable () async throws -> Void
    /// Lets in for whom an act was done.
    package let vouch: @Sendable () -> Void

    package init(
        pass: @escaping @Sendable (Identity?) throws -> Void,
        ask: @escaping @Sendable () async throws -> Void,
        vouch: @escaping @Sendable () -> Void
    ) {
        self.pass = pass
        self.ask = ask
        self.vouch = vouch
    }
}

/// On whose behalf the store is asked: what it gives and what it takes follow from that.
package enum Actor: Sendable, Hashable {
    /// Nobody has signed in.
    case nobody
    /// Whoever holds the key of a session or token; `address` is where the request came from.
    case holder(AccessKey, address: String)
    /// Whoever runs the program at the shell with the login of the database's owner; `name` is how the record names
    /// them.
    case shell(name: String)
    /// The clock, which reads the county and acts for nobody; on connections that put on `Store.clockRole`.
    case clock
}

extension Store {
    /// Carries out one statement on behalf of the actor; errors are those of `reachable`.
    func query(_ sql: SQL, needing right: Right? = nil) async throws -> Rows {
        guard let rows = try await pipeline([sql], needing: right).first else {
            throw StoreError.unavailable(cause: "no rows of a statement")
        }
        return rows
    }

    /// Carries out the statements in one round trip, as one transaction on behalf of the actor; for reading, since it
    /// learns only by the answer who acts.
    ///
    /// Throws `StoreError.notSignedIn` where the key opens nothing, what the door says to whom it does not let in, and
    /// `StoreError.forbidden` where the actor has not the right that is needed: for what the policies would only make
    /// smaller, such as a ranking of all sites.
    func pipeline(_ statements: [SQL], needing right: Right? = nil) async throws -> [Rows] {
        try refuseNobody(right)
        let rows = try await reachable { try await database.pipeline(entering + statements) }
        try await entered(rows, needing: right)
        return Array(rows.dropFirst(entering.count))
    }

    /// Carries out an act (`sql/acts`): one statement, one transaction, one round trip. The closure puts the statement
    /// together from what names who acts, the act's first arguments: `"SELECT note(\(who), …)"`.
    ///
    /// The door is asked before, since what was done cannot be held back; not where the act `isDoor`: then it asks for the
    /// very right that the door would. Throws `StoreError.notSignedIn` where the key opens nothing and `.forbidden` where
    /// its holder may not. One that writes thousands of rows may be given more time than other statements have.
    func act(timeout: Duration? = nil, isDoor: Bool = false, _ statement: (SQL) -> SQL) async throws -> Rows {
        if !isDoor { try await door?.ask() }
        let statements: [SQL] =
            switch actor {
            case .nobody, .clock: throw StoreError.notSignedIn
            case .holder(let key, let address):
                [statement("\(county.id), \(key.bytes)::bytea, \(address)")]
            case .shell: entering + [statement("\(county.id), NULL, ''")]
            }
        let rows: [Rows]
        do {
            rows = try await reachable {
                try await database.pipeline(statements, retries: 5, timeout: timeout)
            }
        } catch let error as StoreError where isDoor && (error == .notSignedIn || error == .forbidden) {
            // In the door's own words.
            try await door?.ask()
            throw error
        }
        if isDoor { door?.vouch() }
        guard let last = rows.last else { throw StoreError.unavailable(cause: "no rows of an act") }
        return last
    }

    /// Runs the closure in a transaction on behalf of the actor, if it has the right; for reading. See
    /// `Database.transaction`.
    func transaction<Value: Sendable>(
        needing right: Right? = nil,
        isolation: Isolation = .readCommitted,
        retries: Int = 5,
        _ body: (Transaction) async throws -> Value
    ) async throws -> Value {
        try refuseNobody(right)
        let (value, rows) = try await reachable {
            try await database.transaction(isolation: isolation, retries: retries) { transaction in
                let rows = try await transaction.pipeline(entering)
                try check(rows, needing: right)
                return (try await body(transaction), rows)
            }
        }
        try await touch(ifStale: rows)
        return value
    }

    /// What a transaction begins with: it says who acts, and the policies of the database ask that.
    var entering: [SQL] {
        switch actor {
        case .nobody: []
        case .holder(let key, let address):
            ["SELECT * FROM enter(\(county.id), \(key.bytes)::bytea, \(address))"]
        case .shell(let name):
            // The owner's login puts off its own rights, so that the policies hold for it too.
            [
                "SELECT enter_operator(\(county.id), \(name))",
                "SELECT set_config('role', 'lazaret_server', true)",
            ]
        case .clock:
            // It puts off what it alone may, so that the policies hold for what it reads.
            [
                "SELECT enter_clock(\(county.id))",
                "SELECT set_config('role', '\(unsafe: Self.serverRole)', true)",
            ]
        }
    }

    /// Nobody has a right.
    private func refuseNobody(_ right: Right?) throws {
        if case .nobody = actor, right != nil { throw StoreError.forbidden }
    }

    /// Who acts, by the answer of what a transaction began with; notes that the key was used.
    @discardableResult
    func entered(_ rows: [Rows], needing right: Right? = nil) async throws -> Identity? {
        let identity = try check(rows, needing: right)
        try await touch(ifStale: rows)
        return identity
    }

    /// Throws where the key that the transaction began with opened nothing, or not what is needed, or the door does
    /// not let its holder in.
    @discardableResult
    private func check(_ rows: [Rows], needing right: Right?) throws -> Identity? {
        switch actor {
        case .nobody, .shell: return nil
        case .clock:
            guard right.map(Self.clockRights.contains) ?? true else { throw StoreError.forbidden }
            return nil
        case .holder:
            let identity = try rows.first?.first.map { row in try Identity(row) }
            try door?.pass(identity)
            guard let identity else { throw StoreError.notSignedIn }
            let needed = [right?.basis, right].compactMap(\.self)
            guard identity.rights.isSuperset(of: needed) else { throw StoreError.forbidden }
            return identity
        }
    }

    /// What the clock reads by; `clock_holder` in `sql/acts/tell_messages.sql` says the same.
    private static let clockRights: Set<Right> = [.read, .county, .cases]

    /// Notes, once in five minutes, that the key is used. Nobody waits long for that, and nothing that was asked for
    /// fails because of it.
    private func touch(ifStale rows: [Rows]) async throws {
        guard case .holder(let key, _) = actor, try rows.first?.first?["stale"] == true else { return }
        _ = try? await database.query("SELECT touch(\(county.id), \(key.bytes)::bytea)", timeout: .seconds(2))
    }
}
