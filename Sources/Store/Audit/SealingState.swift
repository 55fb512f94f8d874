package import Postgres
package import AuditLog

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

    /// Whether the next head may be signed with the key.
    package func follows(_ key: PublicSealKey) async throws -> Bool {
        try await query(follows(key)).first?["follows"] ?? false
    }

    /// Asks that.
    func follows(_ key: PublicSealKey) -> SQL {
        "SELECT key_follows(\(county.id), \(key.digest.hex)) AS follows"
    }

    /// Puts on record, for whoever verifies, that the last key is lost and that the new one follows it without an
    /// announcement; the record goes on under the new key from then on.
    package func replaceLost(with key: PublicSealKey, reason: String) async throws {
        try await note("rotate", "lost-key/\(key.id)", after: key.digest, reason: reason)
    }

    /// The keys that the records in a database were last sealed with, by the code of the county.
    package static func sealKeys(in database: Database) async throws -> [(county: String, key: String)] {
        let present = try await database.query(
            "SELECT to_regclass('public.audit_head') IS NOT NULL AS present"
        )
        guard try present.first?["present"] == true else { return [] }
        let rows = try await database.query(
            """
            SELECT c.code, substring(h.head FROM 'key ([0-9a-f]{16})') AS key
            FROM public.county c
            JOIN LATERAL (
                SELECT head FROM public.audit_head WHERE county_id = c.county_id ORDER BY size DESC LIMIT 1) AS h ON true
            ORDER BY c.code
            """
        )
        return try rows.compactMap { row in
            try (row["key"] as String?).map { (try row["code"], $0) }
        }
    }
}
