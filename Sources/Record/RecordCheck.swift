/// A leaf as the database keeps it, with the entry that it was made from, as that is now.
package struct StoredLeaf: Sendable, Hashable {
    package let position: Int
    package let number: Int
    package let leaf: Hash
    /// nil where it is gone.
    package let entry: AuditEntry?

    package init(position: Int, number: Int, leaf: Hash, entry: AuditEntry?) {
        self.position = position
        self.number = number
        self.leaf = leaf
        self.entry = entry
    }
}

/// A head as the database keeps it.
package struct StoredHead: Sendable, Hashable {
    package let size: Int
    package let text: String
    package let signature: [UInt8]

    package init(size: Int, text: String, signature: [UInt8]) {
        self.size = size
        self.text = text
        self.signature = signature
    }
}

/// Checks a sealed record from its first leaf to its last head, in order, and throws the first `Fault`.
///
/// Everything is worked out again: each entry's leaf, the tree, the chain of heads, the signatures. It keeps no more
/// than the frontier, so that a record of any length can be checked.
package struct RecordCheck: Sendable {
    private let county: String
    private let keys: [String: PublicSealKey]
    private let printed: [Int: Hash]
    private var frontier = Frontier()
    private var last: TreeHead?
    /// The lowest and highest entry since the last head.
    private var since: ClosedRange<Int>?
    /// Keys that an entry under a head announces, by id; and those since the last head.
    private var announced: [String: String] = [:]
    private var announcing: [String: String] = [:]
    /// How many heads were right.
    package private(set) var heads = 0

    /// `keys` are all that ever signed; `printed` are roots that are known from elsewhere, by the size of the tree.
    package init(county: String, keys: [PublicSealKey], printed: [Int: Hash] = [:]) {
        self.county = county
        self.keys = Dictionary(keys.map { ($0.id, $0) }) { first, _ in first }
        self.printed = printed
    }

    /// How many leaves were right.
    package var size: Int { frontier.size }
    /// The last head that was right.
    package var lastHead: TreeHead? { last }

    /// The next leaf.
    package mutating func take(_ stored: StoredLeaf) throws(Fault) {
        guard stored.position == size else { throw .positionMissing(size) }
        guard let entry = stored.entry else { throw .entryMissing(number: stored.number) }
        guard entry.number == stored.number, entry.leaf == stored.leaf else {
            throw .entryChanged(number: stored.number)
        }
        frontier.append(stored.leaf)
        since =
            min(since?.lowerBound ?? entry.number, entry.number)...max(since?.upperBound ?? 0, entry.number)
        if entry.verb == "rotate", entry.object.hasPrefix("key/"), let digest = entry.after {
            announcing[String(entry.object.dropFirst(4))] = digest
        }
        if let root = printed[size], root != frontier.root { throw .notAsPrinted(size: size) }
    }

    /// The head of the leaves so far.
    package mutating func take(_ stored: StoredHead) throws(Fault) {
        guard stored.size == size else { throw .leavesMissing(from: size, size: stored.size) }
        guard let head = TreeHead(stored.text), head.county == county, head.size == stored.size else {
            throw .headUnreadable(size: size)
        }
        guard let key = keys[head.key] else { throw .keyUnknown(size: size, key: head.key) }
        guard key.signed(stored.text, stored.signature) else { throw .signatureWrong(size: size) }
        guard head.previous == last?.digest ?? .zero else { throw .chainBroken(size: size) }
        if let last, last.key != head.key, announced[head.key] != key.digest.hex {
            throw .keyUnannounced(size: size, key: head.key)
        }
        guard head.root == frontier.root else {
            throw .rootWrong(positions: (last?.size ?? 0)...(size - 1), numbers: since ?? 0...0)
        }
        last = head
        since = nil
        heads += 1
        announced.merge(announcing) { _, new in new }
        announcing = [:]
    }

    /// Says that there are no more leaves and heads.
    package func finish() throws(Fault) {
        if let since { throw .headMissing(from: last?.size ?? 0, number: since.lowerBound) }
        if let beyond = printed.keys.filter({ $0 > size }).min() {
            throw .leavesMissing(from: size, size: beyond)
        }
    }
}
