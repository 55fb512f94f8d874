import Postgres

/// How the sealing of a county's record stands.
package struct SealingState: Sendable, Hashable {
    /// For how long the entry waits that waits longest; nil where nothing waits.
    package let waits: Duration?
    /// The id of the key that signed the last head; nil where nothing was ever sealed.
    package let lastKey: String?

    /// How long an entry waits before sealing counts as stopped; a server seals every ten seconds.
    package static let patience = Duration.seconds(60)

    /// Nothing waits, and nothing was ever sealed.
    static let idle = SealingState(waits: nil, lastKey: nil)

    /// Whether sealing has stopped: entries wait, and it is asked for or was done before.
    package func isStopped(isExpected: Bool) -> Bool {
        guard isExpected || lastKey != nil, let waits else { return false }
        return waits > Self.patience
    }
}

extension SealingState {
    init(_ row: Row) throws(PostgresError) {
        waits = (try row["waits"] as Double?).map { .seconds($0) }
        lastKey = try row["key"]
    }
}

extension Store {
    /// How sealing stands, by the database's own clock; asked on nobody's behalf.
    package func sealingState() async throws -> SealingState {
        let rows = try await reachable {
            try await database.query("SELECT waits, key FROM sealing_state(\(county.id))")
        }
        return try rows.first.map { row in try SealingState(row) } ?? .idle
    }
}
