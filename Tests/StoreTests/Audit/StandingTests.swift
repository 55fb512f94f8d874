import AuditLog
import Compliance
import Postgres
import Testing

@testable import Store

/// What can be said of one entry: it waits, it is what was sealed and the record goes on from there, or it is not.
@Suite("How an entry stands")
struct StandingTests {
    private static func chain(_ standing: EntryStanding) -> HeadChain? {
        if case .sealed(_, let chain) = standing { chain } else { nil }
    }

    @Test("The heads after an entry's own are counted, and each goes on from the one before")
    func unbroken() async throws {
        try await SealedLog.with(3) { log in
            for (object, after) in [("site/0-4", 2), ("site/1-0", 1), ("site/2-9", 0)] {
                let standing = try await log.store.standing(ofEntry: try await log.number(object))
                let chain = try #require(Self.chain(standing))
                #expect(chain.count == after && chain.isUnbroken && !chain.isCut, "\(object)")
            }
            let latest = try #require(try await log.store.latestHeads())
            #expect(latest.count == 2 && latest.isUnbroken)
            try await log.note("site/new")
            let waiting = try await log.store.standing(ofEntry: try await log.number("site/new"))
            #expect(waiting == .waits)
            await #expect(throws: StoreError.noEntry(99_999)) {
                try await log.store.standing(ofEntry: 99_999)
            }
        }
    }

    @Test("An entry that was changed is told from one after which a head was changed or taken away")
    func broken() async throws {
        try await SealedLog.with(4) { log in
            let (old, last) = (try await log.number("site/0-4"), try await log.number("site/3-4"))
            try await log.attack("UPDATE audit_entry SET reason = 'x' WHERE number = \(last)")
            let changed = try await log.store.standing(ofEntry: last)
            #expect(changed == .changed)
            let whole = try await log.store.standing(ofEntry: old)
            #expect(Self.chain(whole)?.isUnbroken == true)
            try await log.attack(
                "DELETE FROM audit_head WHERE size = (SELECT size FROM audit_head ORDER BY size OFFSET 2 LIMIT 1)"
            )
            let torn = try await log.store.standing(ofEntry: old)
            #expect(Self.chain(torn)?.isUnbroken == false)
            let latest = try #require(try await log.store.latestHeads())
            #expect(!latest.isUnbroken)
        }
    }

    @Test("An entry does not wait because what sealed it was taken away, or its place among those that wait")
    func gone() async throws {
        try await SealedLog.with(2) { log in
            func standing(_ object: String) async throws -> EntryStanding {
                try await log.store.standing(ofEntry: try await log.number(object))
            }
            let number = try await log.number("site/1-4")
            try await log.attack("DELETE FROM audit_leaf WHERE number = \(number)")
            let leafless = try await standing("site/1-4")
            #expect(leafless == .changed)
            await #expect(throws: StoreError.recordDamaged) {
                try await log.store.proof(ofEntry: number)
            }
            let before = try await standing("site/0-4")
            #expect(Self.chain(before)?.isUnbroken == true)
            try await log.attack("DELETE FROM audit_head")
            let headless = try await standing("site/0-4")
            #expect(headless == .changed)
            // Where nothing is sealed any more, what waits still does.
            try await log.note("site/new")
            let waiting = try await standing("site/new")
            #expect(waiting == .waits)
            try await log.attack("DELETE FROM audit_queue")
            let dropped = try await standing("site/new")
            #expect(dropped == .changed)
        }
    }
}
