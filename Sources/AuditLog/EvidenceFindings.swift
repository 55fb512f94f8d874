/// What holding the county's tables against the record came to.
package struct EvidenceFindings: Sendable, Hashable {
    /// How many rows of each kind were held against it.
    package private(set) var held: [RecordedKind: Int] = [:]
    /// How many differences there are; looking for more ends at `most`.
    package private(set) var faults = 0
    /// The first of them, in the order of looking.
    package private(set) var first: [EvidenceFault] = []
    /// What cannot be proved, because no entry carries a digest of it.
    package private(set) var unproven: [UnprovenEvidence: Extent] = [:]

    package static let most = 10_000
    private static let shown = 10

    /// How many rows something is true of, and the last entry that concerns one of them.
    package struct Extent: Sendable, Hashable {
        package internal(set) var count: Int
        package internal(set) var lastEntry: Int?

        package init(count: Int, lastEntry: Int? = nil) {
            self.count = count
            self.lastEntry = lastEntry
        }
    }

    package init() {}

    /// Whether so much is wrong that counting more of it says nothing new.
    package var isFull: Bool { faults >= Self.most }

    package mutating func hold(_ kind: RecordedKind, count: Int = 1) {
        held[kind, default: 0] += count
    }

    package mutating func add(_ fault: EvidenceFault) {
        faults += 1
        if first.count < Self.shown { first.append(fault) }
    }

    /// Notes that something cannot be proved; `entry` is the last that speaks of it.
    package mutating func note(_ unproven: UnprovenEvidence, entry: Int?, count: Int = 1) {
        var extent = self.unproven[unproven] ?? Extent(count: 0)
        extent.count += count
        extent.lastEntry = [extent.lastEntry, entry].compactMap { $0 }.max()
        self.unproven[unproven] = extent
    }

    /// Adds a fault unless the two are the same, and says whether they are.
    @discardableResult
    package mutating func expect(
        _ object: String,
        _ part: String,
        _ expected: String?,
        is found: String?,
        entry: Int?
    ) -> Bool {
        if expected.map({ Array($0.utf8) }) == found.map({ Array($0.utf8) }) { return true }
        add(EvidenceFault(object: object, part: part, expected: expected, found: found, entry: entry))
        return false
    }

    /// Adds what was found after this.
    package mutating func merge(_ later: EvidenceFindings) {
        held.merge(later.held, uniquingKeysWith: +)
        faults += later.faults
        first = Array((first + later.first).prefix(Self.shown))
        for (what, extent) in later.unproven { note(what, entry: extent.lastEntry, count: extent.count) }
    }
}
