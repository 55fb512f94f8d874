import Compliance
import Postgres
import AuditLog
import Testing

@testable import Store

/// Which key a record goes on with.
@Suite("A key that does not follow is refused before anything is signed")
struct SealKeyTests {
    @Test(
        "A key that nothing announced; one whose announcement waits; then it follows, and the old one is over"
    )
    func following() async throws {
        try await SealedLog.with(1) { log in
            let new = SealKey()
            let heads = try await log.count("SELECT count(*) FROM audit_head")
            try await log.note("site/x")
            try await log.refused(new)
            try await log.announce(new)
            // It announces itself: that is no announcement.
            try await log.refused(new)
            #expect(try await log.count("SELECT count(*) FROM audit_head") == heads)
            #expect(try await log.seal() == 2)
            try await log.note("site/y")
            #expect(try await log.seal(with: new) == 1)
            #expect(try await log.verify([new]).fault == nil)
            try await log.note("site/z")
            try await log.refused(log.key)
            #expect(try await log.seal(with: new) == 1)
            #expect(try await log.verify([new]).fault == nil)
        }
    }

    @Test("What was announced under a key that is gone announces nothing any more")
    func goneAnnouncements() async throws {
        try await SealedLog.with(1) { log in
            let (second, third, fourth) = (SealKey(), SealKey(), SealKey())
            for key in [second, third] { try await log.announce(key) }
            try await log.seal()
            try await log.note("site/x")
            try await log.seal(with: third)
            try await log.announce(fourth)
            try await log.refused(second)
            try await log.seal(with: third)
            try await log.note("site/y")
            try await log.refused(second)
            #expect(try await log.seal(with: fourth) == 1)
            #expect(try await log.verify([second, third, fourth]).fault == nil)
        }
    }

    @Test("The database refuses it too, whoever asks")
    func inTheDatabase() async throws {
        try await SealedLog.with(1) { log in
            let last = try #require(try await log.store.heads(at: nil).elements.first)
            let head = try #require(TreeHead(last.text))
            try await log.note("site/next")
            let number = try await log.number("site/next")
            let next = TreeHead(
                county: "demo",
                size: head.size + 1,
                root: .zero,
                previous: head.digest,
                time: SealedLog.now,
                key: SealKey().publicKey.id
            )
            let error = await #expect(throws: PostgresError.self) {
                try await log.database.query(
                    """
                    SELECT seal(1, \([number])::bigint[], ARRAY[(SELECT leaf FROM audit_queue WHERE number = \(number))],
                        \(next.text), \([UInt8](repeating: 0, count: 64)), \([UInt8]()))
                    """
                )
            }
            #expect(error?.constraint == "key_follows")
        }
    }

    @Test("Another county's key is refused for the first head, and for any later one")
    func anotherCounty() async throws {
        try await SealedLog.with(1) { log in
            let other = try await log.otherCounty()
            await #expect(throws: StoreError.keyDoesNotFollow(log.key.publicKey.id, last: nil)) {
                try await other.seal(with: log.key, now: { SealedLog.now })
            }
            let own = SealKey()
            #expect(try await other.seal(with: own, now: { SealedLog.now }) > 0)
            await #expect(
                throws: StoreError.keyDoesNotFollow(log.key.publicKey.id, last: own.publicKey.id)
            ) {
                try await other.seal(with: log.key, now: { SealedLog.now })
            }
        }
    }

    @Test("Counties that shared a key before go on with it, and rotating one leaves the other as it was")
    func sharedBefore() async throws {
        try await SealedLog.with(1) { log in
            let other = try await log.otherCounty()
            try await log.follow(anyKey: true)
            try await other.seal(with: log.key, now: { SealedLog.now })
            try await log.follow(anyKey: false)
            let new = SealKey()
            try await log.announce(new)
            try await log.seal()
            try await log.note("site/x")
            try await log.seal(with: new)
            try await other.note("read", "audit")
            #expect(try await other.seal(with: log.key, now: { SealedLog.now }) == 1)
            #expect(try await other.verify(keys: [log.key.publicKey]).fault == nil)
            #expect(try await log.verify([new]).fault == nil)
        }
    }

    @Test("A lost key: the next one signs where the shell said so, and whoever verifies has to vouch for it")
    func lost() async throws {
        try await SealedLog.with(1) { log in
            let (new, other) = (SealKey(), SealKey())
            try await log.store.replaceLost(with: new.publicKey, reason: "火灾")
            try await log.refused(other)
            #expect(try await log.seal(with: new) == 1)
            let size = try await log.store.heads(at: nil).elements.first?.size ?? 0
            #expect(
                try await log.verify([new]).fault == .keyUnannounced(size: size, key: new.publicKey.id)
            )
            let report = try await log.store.verify(
                keys: [log.key, new].map(\.publicKey),
                vouched: [new.publicKey.id]
            )
            #expect(report.fault == nil)
            #expect(report.warnings.vouched.first == [size])
            // The old one is found again: too late.
            try await log.note("site/x")
            try await log.refused(log.key)
            #expect(try await log.seal(with: new) == 1)
        }
    }

    @Test("A lost key that comes back goes on, and then nothing was lost")
    func foundAgain() async throws {
        try await SealedLog.with(1) { log in
            let new = SealKey()
            try await log.store.replaceLost(with: new.publicKey, reason: "x")
            #expect(try await log.seal() == 1)
            try await log.note("site/x")
            try await log.refused(new)
            #expect(try await log.seal() == 1)
            #expect(try await log.verify().fault == nil)
        }
    }

    @Test("Whoever acts by a session cannot say that a key is lost")
    func notLostBySession() async throws {
        try await SealedLog.with(1) { log in
            let new = SealKey().publicKey
            for (via, follows) in [("session:1234", false), ("token:x", false), ("shell", true)] {
                let rows = try await log.database.pipeline([
                    SealedLog.entry("rotate", "lost-key/\(new.id)", via: via, after: new.digest),
                    "SELECT key_follows(1, \(new.digest.hex)) AS follows",
                ])
                #expect(try rows[1].first?["follows"] == follows, "\(via)")
            }
        }
    }

    @Test("The key of every county's last head is known, for whoever restores")
    func needed() async throws {
        try await SealedLog.with(1) { log in
            _ = try await log.otherCounty()
            let keys = try await Store.sealKeys(in: log.database)
            #expect(keys.map(\.county) == ["demo"])
            #expect(keys.map(\.key) == [log.key.publicKey.id])
        }
    }
}

extension SealedLog {
    func announce(_ key: SealKey) async throws {
        try await store.note("rotate", "key/\(key.publicKey.id)", after: key.publicKey.digest)
    }

    /// Expects that the key seals nothing, and that whatever waits goes on waiting.
    fileprivate func refused(_ other: SealKey) async throws {
        let waiting = try await store.unsealedCount(upTo: 1000)
        let last = try await store.sealingState().lastKey
        await #expect(throws: StoreError.keyDoesNotFollow(other.publicKey.id, last: last)) {
            try await seal(with: other)
        }
        #expect(try await store.unsealedCount(upTo: 1000) == waiting)
    }

    /// Another county of the same database.
    fileprivate func otherCounty() async throws -> Store {
        try await Store.createCounty("far", name: Text(zh: "邻县", en: "Far"), in: database)
        return try await Store.open(database, county: "far").acting(for: .shell(name: "乙"))
    }
}
