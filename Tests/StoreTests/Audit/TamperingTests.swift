import Compliance
import Postgres
import AuditLog
import Testing

@testable import Store

/// What a superuser can do past every trigger, and how it is found. Each record has three heads of ten entries; the
/// first covers those of founding the county too.
@Suite("Tampering is found, and the first bad entry named")
struct TamperingTests {
    @Test(
        "Any value of an entry",
        arguments: [
            "actor = 'x'", "duty = 'x'", "via = 'x'", "address = 'x'", "origin = 'x'", "verb = 'export'",
            "before_digest = sha256('x')", "after_digest = sha256('x')", "reason = ''",
            "happened_at = happened_at + INTERVAL '1 microsecond'", "happened_at = 'infinity'",
            "object = 'site/1-4 '",
        ]
    )
    func changed(what: String) async throws {
        try await SealedLog.with(3) { log in
            let number = try await log.number("site/1-4")
            try await log.attack("UPDATE audit_entry SET \(what) WHERE number = \(number)")
            let report = try await log.verify()
            #expect(report.fault == .entryChanged(number: number))
            #expect(report.heads == 1)
        }
    }

    @Test("A deleted entry")
    func deleted() async throws {
        try await SealedLog.with(3) { log in
            let number = try await log.number("site/1-4")
            try await log.attack("DELETE FROM audit_entry WHERE number = \(number)")
            #expect(try await log.verify().fault == .entryMissing(number: number))
        }
    }

    @Test("A deleted entry with its leaf; and the places closed up after it")
    func deletedWithLeaf() async throws {
        try await SealedLog.with(3) { log in
            let number = try await log.number("site/1-4")
            let position = try await log.count("SELECT position FROM audit_leaf WHERE number = \(number)")
            try await log.attack(
                "DELETE FROM audit_entry WHERE number = \(number); DELETE FROM audit_leaf WHERE number = \(number)"
            )
            #expect(try await log.verify().fault == .positionMissing(position))
            try await log.attack(
                """
                UPDATE audit_leaf SET position = position + 100000 WHERE position > \(position);
                UPDATE audit_leaf SET position = position - 100001 WHERE position >= 100000
                """
            )
            let numbers = try await log.number("site/1-0")...(try await log.number("site/2-0"))
            #expect(
                try await log.verify().fault
                    == .rootWrong(positions: (position - 4)...(position + 5), numbers: numbers)
            )
        }
    }

    @Test("Two entries that swapped their numbers")
    func swapped() async throws {
        try await SealedLog.with(3) { log in
            let (one, two) = (try await log.number("site/1-3"), try await log.number("site/1-7"))
            try await log.attack(
                """
                ALTER TABLE audit_entry ALTER COLUMN number DROP IDENTITY;
                UPDATE audit_entry SET number = 99999 WHERE number = \(one);
                UPDATE audit_entry SET number = \(one) WHERE number = \(two);
                UPDATE audit_entry SET number = \(two) WHERE number = 99999
                """
            )
            #expect(try await log.verify().fault == .entryChanged(number: one))
        }
    }

    @Test("Two leaves that swapped their places")
    func reordered() async throws {
        try await SealedLog.with(3) { log in
            let (one, two) = (try await log.number("site/1-3"), try await log.number("site/1-7"))
            try await log.attack(
                """
                CREATE TEMP TABLE two ON COMMIT DROP AS SELECT * FROM audit_leaf WHERE number IN (\(one), \(two));
                DELETE FROM audit_leaf WHERE number IN (\(one), \(two));
                INSERT INTO audit_leaf SELECT a.county_id, b.position, a.number, a.leaf
                FROM two a JOIN two b ON a.number <> b.number
                """
            )
            let fault = try await log.verify().fault
            guard case .rootWrong(_, let numbers) = fault else {
                Issue.record("\(String(describing: fault))")
                return
            }
            #expect(numbers.lowerBound...numbers.upperBound ~= one)
            #expect(numbers.count == 10)
        }
    }

    @Test("An entry changed with its leaf: the head's root is another")
    func releafed() async throws {
        try await SealedLog.with(1) { log in
            try await log.note("site/alone")
            try await log.seal()
            try await log.note("site/after")
            try await log.seal()
            let number = try await log.number("site/alone")
            let position = try await log.count("SELECT position FROM audit_leaf WHERE number = \(number)")
            try await log.attack(Self.releaf(number))
            let report = try await log.verify()
            #expect(report.fault == .rootWrong(positions: position...position, numbers: number...number))
            #expect(report.fault?.number == number)
            await #expect(throws: StoreError.recordDamaged) { try await log.store.proof(ofEntry: number) }
        }
    }

    @Test("An entry changed with its leaf, and the head written again: nobody could sign it")
    func rewritten() async throws {
        try await SealedLog.with(2) { log in
            let number = try await log.number("site/1-4")
            try await log.attack(Self.releaf(number))
            let heads = try await log.store.heads(at: nil).elements
            let (last, first) = (try #require(TreeHead(heads[0].text)), try #require(TreeHead(heads[1].text)))
            let leaves = try await log.database.query("SELECT leaf FROM audit_leaf ORDER BY position")
            var compactRange = CompactRange()
            for row in leaves { compactRange.append(try row["leaf"]) }
            let forged = TreeHead(
                county: "demo",
                size: last.size,
                root: compactRange.root,
                previous: first.digest,
                time: last.time,
                key: last.key
            )
            // With the old signature, and with one of another key under the old key's name.
            for signature in [heads[0].signature, try SealKey().sign(forged)] {
                try await log.attack(
                    """
                    UPDATE audit_head SET head = '\(forged.text)', signature = '\\x\(signature.hex)'
                    WHERE size = \(last.size)
                    """
                )
                #expect(try await log.verify().fault == .signatureWrong(size: last.size))
                await #expect(throws: StoreError.recordDamaged) {
                    try await log.note("site/next")
                    try await log.seal()
                }
            }
        }
    }

    @Test("A head signed by a key of one's own")
    func foreignKey() async throws {
        try await SealedLog.with(1) { log in
            let other = SealKey()
            try await log.note("site/x")
            try await log.follow(anyKey: true)
            try await log.seal(with: other)
            let report = try await log.verify()
            let size = report.entries
            #expect(report.fault == .keyUnknown(size: size, key: other.publicKey.id))
            // Even where its public half was handed out: no entry under the old key announces it.
            #expect(
                try await log.verify([other]).fault
                    == .keyUnannounced(size: size, key: other.publicKey.id)
            )
        }
    }

    @Test("The last head deleted; a head in the middle; every head")
    func heads() async throws {
        try await SealedLog.with(3) { log in
            let heads = try await log.store.heads(at: nil).elements
            try #require(heads.count == 3)
            let third = try await log.number("site/2-0")
            try await log.attack("DELETE FROM audit_head WHERE size = \(heads[0].size)")
            #expect(try await log.verify().fault == .headMissing(from: heads[1].size, number: third))
            try await log.attack(Self.insert(heads[0]))
            #expect(try await log.verify().fault == nil)
            try await log.attack("DELETE FROM audit_head WHERE size = \(heads[1].size)")
            #expect(try await log.verify().fault == .chainBroken(size: heads[0].size))
            try await log.attack("DELETE FROM audit_head")
            let first = try await log.count("SELECT min(number) FROM audit_entry")
            #expect(try await log.verify().fault == .headMissing(from: 0, number: first))
        }
    }

    @Test("The tail cut off whole is found by what was printed, and by nothing else")
    func truncated() async throws {
        try await SealedLog.with(3) { log in
            let heads = try await log.store.heads(at: nil).elements.compactMap { TreeHead($0.text) }
            try await log.attack(
                """
                DELETE FROM audit_head WHERE size = \(heads[0].size);
                DELETE FROM audit_entry e USING audit_leaf l
                WHERE l.number = e.number AND l.position >= \(heads[1].size);
                DELETE FROM audit_leaf WHERE position >= \(heads[1].size)
                """
            )
            #expect(try await log.verify().fault == nil)
            #expect(
                try await log.verify(printed: [heads[0].size: heads[0].root]).fault
                    == .leavesMissing(from: heads[1].size, size: heads[0].size)
            )
            #expect(try await log.verify(printed: [heads[1].size: heads[1].root]).fault == nil)
            #expect(
                try await log.verify(printed: [heads[1].size: heads[0].root]).fault
                    == .notAsPrinted(size: heads[1].size)
            )
        }
    }

    @Test("The last leaves deleted under a head that speaks of them")
    func leaves() async throws {
        try await SealedLog.with(2) { log in
            let size = try await log.verify().entries
            try await log.attack("DELETE FROM audit_leaf WHERE position = \(size - 1)")
            #expect(try await log.verify().fault == .leavesMissing(from: size - 1, size: size))
        }
    }

    @Test("An entry slipped in past the queue, and one taken out of it")
    func queue() async throws {
        try await SealedLog.with(1) { log in
            try await log.attack(
                "INSERT INTO audit_entry (county_id, actor, verb, object) VALUES (1, 'x', 'file', 'inspection/x')"
            )
            let number = try await log.number("inspection/x")
            #expect(try await log.verify().fault == .entryUnsealed(number: number))
            try await log.attack(
                "INSERT INTO audit_queue SELECT 1, \(number), leaf_hash(e) FROM audit_entry e WHERE number = \(number)"
            )
            #expect(try await log.verify().fault == nil)
            try await log.attack("DELETE FROM audit_entry WHERE number = \(number)")
            #expect(try await log.verify().fault == .entryLost(number: number))
        }
    }

    @Test("A head of another county, put under this one's")
    func otherCounty() async throws {
        try await SealedLog.with(1) { log in
            let size = try await log.verify().entries
            try await log.attack("UPDATE audit_head SET head = replace(head, 'demo', 'other')")
            #expect(try await log.verify().fault == .headUnreadable(size: size))
        }
    }

    private static func releaf(_ number: Int) -> String {
        """
        UPDATE audit_entry SET actor = 'x' WHERE number = \(number);
        UPDATE audit_leaf l SET leaf = leaf_hash(e) FROM audit_entry e
        WHERE e.number = l.number AND l.number = \(number)
        """
    }

    private static func insert(_ head: StoredHead) -> String {
        """
        INSERT INTO audit_head VALUES (1, \(head.size), '\(head.text)', '\\x\(head.signature.hex)', '')
        """
    }
}
