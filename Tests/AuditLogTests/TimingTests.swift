import Compliance
import Testing

@testable import AuditLog

/// What verifying says of times: of entries against the heads around them, and of heads against each other.
@Suite("Times are held against heads on both sides")
struct TimingTests {
    private static let key = SealKey()

    private static func moment(_ seconds: Int) -> Instant { Instant(microseconds: seconds * 1_000_000) }

    @Test(
        "An entry is late before the last head, early after its own, with a minute of grace",
        arguments: [
            // seconds of the entry; its head's; the head's before
            (100, 100, 90, Timing.timely), (30, 100, 90, .timely), (29, 100, 90, .late), (-5, 100, 90, .late),
            (160, 100, 90, .timely), (161, 100, 90, .early), (0, 100, nil, .timely), (161, 100, nil, .early),
            (1_000_000, nil, 90, .timely), (29, nil, 90, .late),
        ] as [(Int, Int?, Int?, Timing)]
    )
    func bounds(of entry: Int, own: Int?, previous: Int?, timing: Timing) {
        #expect(
            Timing(
                of: Self.moment(entry),
                after: previous.map(Self.moment),
                before: own.map(Self.moment)
            ) == timing
        )
    }

    @Test("What is of no moment is of none that goes with its head")
    func noMoment() {
        #expect(Timing(of: nil, after: nil, before: nil) == .early)
    }

    @Test("All of them are counted, the first ten named, and the record is whole")
    func warnings() throws {
        var check = AuditLogCheck(county: "demo", keys: [Self.key.publicKey])
        // A head at 1000; then twelve of long ago and one from the future, under a head that goes back to 990.
        let batches = [
            (at: 1000, entries: [(1, 1000)]),
            (at: 990, entries: (2...13).map { ($0, 5) } + [(14, 5000), (15, 995)]),
        ]
        var last: TreeHead?
        var compactRange = CompactRange()
        for batch in batches {
            for (number, seconds) in batch.entries {
                let entry = Self.entry(number, at: Self.moment(seconds))
                compactRange.append(entry.leaf)
                try check.take(
                    StoredLeaf(
                        position: number - 1,
                        number: number,
                        leaf: entry.leaf,
                        entry: entry
                    )
                )
            }
            let head = TreeHead(
                county: "demo",
                size: compactRange.size,
                root: compactRange.root,
                previous: last?.digest ?? .zero,
                time: Self.moment(batch.at),
                key: Self.key.publicKey.id
            )
            try check.take(
                StoredHead(size: head.size, text: head.text, signature: try Self.key.sign(head))
            )
            last = head
        }
        try check.finish()
        #expect(check.warnings.late.count == 12)
        #expect(check.warnings.late.first == Array(2...11))
        #expect(check.warnings.early.first == [14])
        #expect(check.warnings.backwards.first == [15])
        #expect(check.warnings.vouched.count == 0)
        #expect(check.warnings.messages.count == 3)
        #expect(check.warnings.messages[0].en.contains("12 entries came late"))
    }

    @Test("Two roots of one size are a fork, in whatever order they are given")
    func fork() throws {
        let entry = Self.entry(1, at: Self.moment(0))
        let leaf = StoredLeaf(position: 0, number: 1, leaf: entry.leaf, entry: entry)
        for roots in [[entry.leaf, .zero], [.zero, entry.leaf]] as [[Hash]] {
            var check = AuditLogCheck(county: "demo", keys: [], printed: [1: Set(roots)])
            #expect(throws: AuditLogFault.notAsPrinted(size: 1)) { try check.take(leaf) }
        }
        var check = AuditLogCheck(county: "demo", keys: [], printed: [1: [entry.leaf]])
        try check.take(leaf)
    }

    private static func entry(_ number: Int, at moment: Instant) -> AuditEntry {
        AuditEntry(
            county: 1,
            number: number,
            happenedAt: moment,
            actor: "甲",
            duty: "",
            via: "shell",
            address: "",
            origin: "x",
            verb: "read",
            object: "audit",
            before: nil,
            after: nil,
            reason: nil
        )
    }
}
