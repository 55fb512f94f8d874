package import Compliance
package import Postgres
package import AuditLog

extension Store {
    /// The most entries under one head: what a proof has to read, and what a backlog is sealed in.
    static let sealedAtOnce = 10_000

    /// How many entries wait to be sealed, counted up to `most`.
    package func unsealedCount(upTo most: Int) async throws -> Int {
        let rows = try await query("SELECT unsealed_count(\(county.id), \(most)) AS waiting")
        return try rows.first?["waiting"] ?? 0
    }

    /// Seals every entry that waits, and says how many there were.
    ///
    /// Several programs may do this at once: one of them wins each head, and the others go on from it. Throws
    /// `StoreError.recordDamaged` where the last head is not what the tree goes on from, and `.keyDoesNotFollow` where
    /// nothing announced the key: then nothing is signed.
    @discardableResult
    package func seal(with key: SealKey, now: () -> Instant) async throws -> Int {
        var sealed = 0
        while true {
            switch try await sealNext(with: key, at: now()) {
            case .nothingWaits: return sealed
            case .sealed(let count): sealed += count
            case .somebodyElse: continue
            }
        }
    }

    private enum Step { case nothingWaits, sealed(Int), somebodyElse }

    private func sealNext(with key: SealKey, at time: Instant) async throws -> Step {
        let rows = try await pipeline([
            "SELECT size, head, signature, frontier FROM last_head(\(county.id))",
            "SELECT number, leaf FROM unsealed(\(county.id), \(Self.sealedAtOnce))",
            followsQuery(key.publicKey),
        ])
        // Said even where nothing waits: the key is wrong before it is needed.
        guard try rows[2].first?["follows"] == true else {
            let last = try (rows[0].first?["head"] as String?).flatMap { TreeHead($0)?.key }
            throw StoreError.keyDoesNotFollow(key.publicKey.id, last: last)
        }
        guard !rows[1].isEmpty else { return .nothingWaits }
        var (compactRange, previous) =
            try rows[0].first.map { row in try Self.lastSealed(row, key) } ?? (CompactRange(), .zero)
        var numbers: [Int] = []
        var leaves: [Hash] = []
        for row in rows[1] {
            let leaf = try row["leaf"] as Hash
            numbers.append(try row["number"])
            leaves.append(leaf)
            compactRange.append(leaf)
        }
        let head = TreeHead(
            county: county.code,
            size: compactRange.size,
            root: compactRange.root,
            previous: previous,
            time: time,
            key: key.publicKey.id
        )
        let answer = try await query(
            """
            SELECT seal(\(county.id), \(numbers)::bigint[], \(leaves.map(\.digest))::bytea[], \(head.text),
                \(try key.sign(head)), \(compactRange.stored)) AS sealed
            """
        )
        return try answer.first?["sealed"] == true ? .sealed(numbers.count) : .somebodyElse
    }

    /// What the next head goes on from: the compact range under the last head, and that head's digest.
    private static func lastSealed(_ row: Row, _ key: SealKey) throws -> (CompactRange, Hash) {
        let compactRange = try CompactRange(row)
        let stored = try StoredHead(row)
        guard let head = TreeHead(stored.text), head.size == compactRange.size,
            head.root == compactRange.root,
            head.key != key.publicKey.id || key.publicKey.signed(stored.text, stored.signature)
        else { throw StoreError.recordDamaged }
        return (compactRange, head.digest)
    }
}

extension Store {
    /// Whether the next head may be signed with the key.
    package func follows(_ key: PublicSealKey) async throws -> Bool {
        try await query(followsQuery(key)).first?["follows"] ?? false
    }

    /// The statement that asks it.
    func followsQuery(_ key: PublicSealKey) -> SQL {
        "SELECT key_follows(\(county.id), \(key.digest.hex)) AS follows"
    }

    /// Puts on record, for whoever verifies, that the last key is lost and that the new one follows it without an
    /// announcement; the record goes on under the new key from then on.
    package func replaceLost(with key: PublicSealKey, reason: String) async throws {
        try await note("rotate", "lost-key/\(key.id)", after: key.digest, reason: reason.asTyped)
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

extension Hash {
    fileprivate var digest: DigestText { DigestText(hex) }
}
