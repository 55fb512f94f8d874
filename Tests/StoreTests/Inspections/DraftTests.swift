import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

@Suite("Drafts")
struct DraftTests {
    private static func draft(_ number: Int, _ fields: Node = .object([])) throws -> Draft {
        Draft(id: try InspectionRows.id(number), site: "T-01", fields: fields, savedAt: FilingTests.now)
    }

    @Test("What is filed while it is being saved keeps no draft, whoever comes first")
    func raced() async throws {
        try await FilingTests.with { store, database in
            for number in 1...60 {
                async let saved: Void = {
                    for _ in 0..<3 { _ = try? await store.saveDraft(try Self.draft(number)) }
                }()
                async let filed = store.file(try FilingTests.filing(number), receivedAt: FilingTests.now)
                _ = try await (saved, filed)
            }
            let counts = try await database.query(
                "SELECT (SELECT count(*) FROM inspection) AS filed, (SELECT count(*) FROM draft) AS drafts"
            )
            #expect(try counts[0]["filed"] as Int == 60)
            #expect(try counts[0]["drafts"] as Int == 0)
        }
    }

    @Test(
        "An account keeps forty and no more; those it has can be saved again, and others have room of their own"
    )
    func number() async throws {
        try await FilingTests.with { store, _ in
            for number in 1...40 { try await store.saveDraft(try Self.draft(number)) }
            let refused = await #expect(throws: Problems.self) {
                try await store.saveDraft(try Self.draft(41))
            }
            #expect(refused?.all.map(\.code) == ["tooManyDrafts"])
            try await store.saveDraft(try Self.draft(40, .object([("note", "again")])))
            try await store.acting(for: .shell(name: "乙")).saveDraft(try Self.draft(41))
            try await store.discardDraft(try InspectionRows.id(1))
            try await store.saveDraft(try Self.draft(42))
            #expect(try await store.drafts(site: nil).count == 41)
        }
    }

    @Test("Forty-one at once are forty")
    func numberAtOnce() async throws {
        try await FilingTests.with { store, _ in
            let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...50 {
                    group.addTask {
                        do {
                            try await store.saveDraft(try Self.draft(number))
                            return true
                        } catch is Problems {
                            return false
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(kept == 40)
        }
    }

    @Test("A site's code of any length that there is not is no site", arguments: [3, 32, 33, 40_000])
    func longSite(length: Int) async throws {
        try await FilingTests.with { store, _ in
            // Letters by chance, so that they cannot be made shorter.
            let site = (0..<length)
                .map { _ in String("abcdefghijklmnopqrstuvwxyz0123456789".randomElement() ?? "a") }.joined()
            let draft = Draft(
                id: try InspectionRows.id(1),
                site: site,
                fields: .object([]),
                savedAt: FilingTests.now
            )
            await #expect(throws: StoreError.noSite(site)) { try await store.saveDraft(draft) }
        }
    }

    @Test("A draft is as large as a filing may be, and no larger")
    func size() async throws {
        try await FilingTests.with { store, _ in
            // {"note":"…"} has eleven bytes beside the text.
            let most = String(repeating: "a", count: (1 << 20) - 11)
            try await store.saveDraft(try Self.draft(1, .object([("note", .string(most))])))
            #expect(try await store.drafts(site: nil).map(\.bytes) == [1 << 20])
            let refused = await #expect(throws: Problems.self) {
                try await store.saveDraft(try Self.draft(2, .object([("note", .string(most + "a"))])))
            }
            #expect(refused?.all.map(\.code) == ["tooLarge"])
        }
    }

    @Test("Of two that were made from one version the first is kept, and the second hears so")
    func twoDevices() async throws {
        try await FilingTests.with { store, _ in
            let draft: @Sendable (String) throws -> Draft = { word in
                try Self.draft(1, .object([("note", .string(word))]))
            }
            #expect(try await store.saveDraft(draft("a"), over: 0) == 1)
            let id = try InspectionRows.id(1)
            // Forty at once, of which each says something else.
            let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...40 {
                    group.addTask {
                        do {
                            return try await store.saveDraft(draft("\(number)"), over: 1) == 2
                        } catch StoreError.draftChanged {
                            return false
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(kept == 1)
            #expect(try await store.draft(id).version == 2)
            await #expect(throws: StoreError.draftChanged(id)) {
                try await store.saveDraft(draft("b"), over: 0)
            }
            await #expect(throws: StoreError.draftChanged(id)) {
                try await store.saveDraft(draft("b"), over: 3)
            }
        }
    }

    @Test(
        "What another account keeps is taken over on purpose, with room for it, and discarded by nobody else"
    )
    func takenOver() async throws {
        try await FilingTests.with { store, _ in
            let other = store.acting(for: .shell(name: "乙"))
            let id = try InspectionRows.id(50)
            try await store.saveDraft(try Self.draft(50), over: 0)
            let draft = try Self.draft(50, .object([("note", "mine")]))
            await #expect(throws: StoreError.draftHeld(id)) { try await other.saveDraft(draft, over: 1) }
            await #expect(throws: StoreError.draftHeld(id)) { try await other.discardDraft(id) }
            for number in 1...40 { try await other.saveDraft(try Self.draft(number)) }
            await #expect(throws: Problems.self) {
                try await other.saveDraft(draft, over: 1, takingOver: true)
            }
            try await other.discardDraft(try InspectionRows.id(1))
            #expect(try await other.saveDraft(draft, over: 1, takingOver: true) == 2)
            await #expect(throws: StoreError.draftHeld(id)) {
                try await store.saveDraft(try Self.draft(50), over: 2)
            }
            #expect(try await store.draft(id).by == store.draft(try InspectionRows.id(2)).by)
        }
    }
}
