import Compliance

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

/// Checks a sealed record from its first leaf to its last head, in order, and throws the first `AuditLogFault`.
///
/// Everything is worked out again: each entry's leaf, the tree, the chain of heads, the signatures. It keeps no more
/// than the compact range and what one head covers, so that a record of any length can be checked.
package struct AuditLogCheck: Sendable {
    private let county: String
    private let keys: [String: PublicSealKey]
    private let vouched: Set<String>
    private let printed: [Int: Set<Hash>]
    private var compactRange = CompactRange()
    private var last: TreeHead?
    /// The lowest and highest entry since the last head, and when each of them is of.
    private var since: ClosedRange<Int>?
    private var moments: [(number: Int, moment: Instant?)] = []
    /// Keys that an entry under a head of the present key announces, by id; and those since the last head.
    private var announced: [String: String] = [:]
    private var announcing: [String: String] = [:]
    /// How many heads were right.
    package private(set) var heads = 0
    /// What has to be said though it is no fault.
    package private(set) var warnings = AuditLogWarnings()

    /// `keys` are all that ever signed; `vouched` are the ids of those that may follow though nothing announces them;
    /// `printed` are all roots that are known from elsewhere, by the size of the tree.
    package init(
        county: String,
        keys: [PublicSealKey],
        vouched: Set<String> = [],
        printed: [Int: Set<Hash>] = [:]
    ) {
        self.county = county
        self.vouched = vouched
        self.keys = Dictionary(keys.map { ($0.id, $0) }) { first, _ in first }
        self.printed = printed
    }

    /// How many leaves were right.
    package var size: Int { compactRange.size }
    /// The last head that was right.
    package var lastHead: TreeHead? { last }

    /// The next leaf.
    package mutating func take(_ stored: StoredLeaf) throws(AuditLogFault) {
        guard stored.position == size else { throw .positionMissing(size) }
        guard let entry = stored.entry else { throw .entryMissing(number: stored.number) }
        guard entry.number == stored.number, entry.leaf == stored.leaf else {
            throw .entryChanged(number: stored.number)
        }
        compactRange.append(stored.leaf)
        since =
            min(since?.lowerBound ?? entry.number, entry.number)...max(since?.upperBound ?? 0, entry.number)
        moments.append((entry.number, entry.happenedAt))
        if entry.verb == "rotate", entry.object.hasPrefix("key/"), let digest = entry.after {
            announcing[String(entry.object.dropFirst(4))] = digest
        }
        // Two roots of one size are the evidence of a fork: whichever is right, the other is not.
        if let roots = printed[size], roots != [compactRange.root] { throw .notAsPrinted(size: size) }
    }

    /// The head of the leaves so far.
    package mutating func take(_ stored: StoredHead) throws(AuditLogFault) {
        guard stored.size == size else { throw .leavesMissing(from: size, size: stored.size) }
        guard let head = TreeHead(stored.text), head.county == county, head.size == stored.size else {
            throw .headUnreadable(size: size)
        }
        guard let key = keys[head.key] else { throw .keyUnknown(size: size, key: head.key) }
        guard key.signed(stored.text, stored.signature) else { throw .signatureWrong(size: size) }
        guard head.previous == last?.digest ?? .zero else { throw .chainBroken(size: size) }
        let isNewKey = last.map { $0.key != head.key } ?? false
        let isVouchedFor = isNewKey && announced[head.key] != key.digest.hex
        guard !isVouchedFor || vouched.contains(head.key) else {
            throw .keyUnannounced(size: size, key: head.key)
        }
        guard head.root == compactRange.root else {
            throw .rootWrong(positions: (last?.size ?? 0)...(size - 1), numbers: since ?? 0...0)
        }
        if isVouchedFor { warnings.vouched.add(size) }
        warnings.note(head, after: last)
        for (number, moment) in moments {
            warnings.note(Timing(of: moment, after: last?.time, before: head.time), of: number)
        }
        last = head
        since = nil
        moments.removeAll(keepingCapacity: true)
        heads += 1
        // A key that was followed does not come back: what was announced under it is over.
        if isNewKey { announced = [:] }
        announced.merge(announcing) { _, new in new }
        announcing = [:]
    }

    /// Says that there are no more leaves and heads.
    package func finish() throws(AuditLogFault) {
        if let since { throw .headMissing(from: last?.size ?? 0, number: since.lowerBound) }
        if let beyond = printed.keys.filter({ $0 > size }).min() {
            throw .leavesMissing(from: size, size: beyond)
        }
    }
}
