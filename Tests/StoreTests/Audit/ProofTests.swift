import Compliance
import Postgres
import AuditLog
import Testing

@testable import Store

@Suite("Proofs, rotation and the list of entries")
struct ProofTests {
    @Test("Every sealed entry has a proof under the first head that covers it")
    func proofs() async throws {
        try await SealedLog.with(3) { log in
            let heads = try await log.store.heads(at: nil).elements.compactMap { TreeHead($0.text) }
            let entries = try await log.store.entries(EntryFilter(), limit: 100).entries
            for listed in entries {
                let proof = try await log.store.proof(ofEntry: listed.entry.number)
                #expect(proof.entry == listed.entry)
                #expect(listed.seal == .under(proof.head.size))
                let head = try #require(heads.first { $0.size == proof.head.size })
                #expect(proof.proof.root(from: proof.entry.leaf) == head.root)
                #expect(log.key.publicKey.signed(proof.head.text, proof.head.signature))
            }
            #expect(Set(entries.map(\.seal)).count == 3)
        }
    }

    @Test("What is not there, or waits, or was changed, has none")
    func noProof() async throws {
        try await SealedLog.with(1) { log in
            await #expect(throws: StoreError.noEntry(99_999)) {
                try await log.store.proof(ofEntry: 99_999)
            }
            try await log.note("site/new")
            let number = try await log.number("site/new")
            await #expect(throws: StoreError.notSealed(number)) {
                try await log.store.proof(ofEntry: number)
            }
            try await log.seal()
            _ = try await log.store.proof(ofEntry: number)
            try await log.attack("UPDATE audit_entry SET reason = 'x' WHERE number = \(number)")
            await #expect(throws: StoreError.recordDamaged) {
                try await log.store.proof(ofEntry: number)
            }
        }
    }

    @Test("A new key is announced under the old one, and then signs; the old one does not come back")
    func rotation() async throws {
        try await SealedLog.with(1) { log in
            let new = SealKey()
            try await log.store.note(
                "rotate",
                "key/\(new.publicKey.id)",
                after: new.publicKey.digest
            )
            try await log.seal()
            try await log.note("site/after")
            try await log.seal(with: new)
            #expect(try await log.verify([new]).fault == nil)
            let size = try await log.verify([new]).entries
            #expect(try await log.verify().fault == .keyUnknown(size: size, key: new.publicKey.id))
            try await log.note("site/again")
            try await log.follow(anyKey: true)
            try await log.seal()
            #expect(
                try await log.verify([new]).fault
                    == .keyUnannounced(size: size + 1, key: log.key.publicKey.id)
            )
        }
    }

    @Test("An announcement that the new key itself sealed announces nothing")
    func selfAnnounced() async throws {
        try await SealedLog.with(1) { log in
            let new = SealKey()
            try await log.store.note(
                "rotate",
                "key/\(new.publicKey.id)",
                after: new.publicKey.digest
            )
            try await log.follow(anyKey: true)
            try await log.seal(with: new)
            let size = try await log.store.heads(at: nil).elements.first?.size ?? 0
            #expect(
                try await log.verify([new]).fault == .keyUnannounced(size: size, key: new.publicKey.id)
            )
        }
    }

    @Test("Entries are found by who, what, object and day, a page at a time")
    func list() async throws {
        try await SealedLog.with(3) { log in
            func objects(_ filter: EntryFilter) async throws -> [String] {
                try await log.store.entries(filter, limit: 100).entries.map(\.entry.object)
            }
            #expect(try await objects(EntryFilter(object: "site/1-")).count == 10)
            #expect(try await objects(EntryFilter(object: "site/1-4")) == ["site/1-4"])
            // A pattern is only text.
            #expect(try await objects(EntryFilter(object: "site/%")) == [])
            #expect(try await objects(EntryFilter(actor: "甲", verb: "read")).count == 30)
            #expect(try await objects(EntryFilter(verb: "found")) == ["county/demo"])
            #expect(try await objects(EntryFilter(actor: "乙", verb: "found")) == [])
            let today = try await log.database.query(
                "SELECT (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date AS today"
            )
            let day = try #require(today.first)["today"] as Day
            #expect(try await objects(EntryFilter(verb: "read", from: day, to: day)).count == 30)
            #expect(try await objects(EntryFilter(verb: "read", to: day - 1)) == [])
            #expect(try await objects(EntryFilter(verb: "read", from: day + 1)) == [])

            var seen: [Int] = []
            var next: Int?
            repeat {
                let page = try await log.store.entries(EntryFilter(verb: "read"), before: next, limit: 7)
                #expect(page.entries.count <= 7)
                seen += page.entries.map(\.entry.number)
                next = page.next
            } while next != nil
            #expect(seen.count == 30)
            #expect(seen == seen.sorted(by: >))
        }
    }

    @Test("The verbs are those that an entry may have; what changes something is never noted alone")
    func verbs() async throws {
        try await SealedLog.with(0) { log in
            for verb in Store.verbs {
                if ["read", "export", "rotate", "backup"].contains(verb) {
                    try await log.store.note(verb, "x")
                } else {
                    await #expect(throws: StoreError.forbidden) { try await log.store.note(verb, "x") }
                }
            }
            for verb in Store.verbs + ["erase"] {
                let written = try? await log.database.query(SealedLog.entry(verb, "x"))
                #expect((written == nil) == (verb == "erase"), "\(verb)")
            }
        }
    }
}
