package import Compliance
import Postgres
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
            follows(key.publicKey),
        ])
        // Said even where nothing waits: the key is wrong before it is needed.
        guard try rows[2].first?["follows"] == true else {
            let last = try (rows[0].first?["head"] as String?).flatMap { TreeHead($0)?.key }
            throw StoreError.keyDoesNotFollow(key.publicKey.id, last: last)
        }
        guard !rows[1].isEmpty else { return .nothingWaits }
        var (frontier, previous) = try rows[0].first.map { try Self.ground($0, key) } ?? (Frontier(), .zero)
        var numbers: [Int] = []
        var leaves: [Hash] = []
        for row in rows[1] {
            let leaf = try row["leaf"] as Hash
            numbers.append(try row["number"])
            leaves.append(leaf)
            frontier.append(leaf)
        }
        let head = TreeHead(
            county: county.code,
            size: frontier.size,
            root: frontier.root,
            previous: previous,
            time: time,
            key: key.publicKey.id
        )
        let answer = try await query(
            """
            SELECT seal(\(county.id), \(numbers)::bigint[], \(leaves.map(\.digest))::bytea[], \(head.text),
                \(try key.sign(head)), \(frontier.kept)) AS sealed
            """
        )
        return try answer.first?["sealed"] == true ? .sealed(numbers.count) : .somebodyElse
    }

    /// What the next head goes on from: the frontier under the last head, and that head's digest.
    private static func ground(_ row: Row, _ key: SealKey) throws -> (Frontier, Hash) {
        let frontier = try Frontier(row)
        let stored = try StoredHead(row)
        guard let head = TreeHead(stored.text), head.size == frontier.size, head.root == frontier.root,
            head.key != key.publicKey.id || key.publicKey.signed(stored.text, stored.signature)
        else { throw StoreError.recordDamaged }
        return (frontier, head.digest)
    }
}

extension Hash {
    fileprivate var digest: DigestText { DigestText(hex) }
}
