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

    private static func note(_ word: String) -> Node { .object([("note", .string(word))]) }

    @Test(
        "Each time that a draft is kept has its entry, and what another account took over is on record as it was"
    )
    func entries() async throws {
        try await FilingTests.with { store, database in
            let id = try InspectionRows.id(1)
            func save(_ word: String, by other: Store? = nil) async throws -> Int {
                let draft = Draft(id: id, site: "T-01", fields: Self.note(word), savedAt: FilingTests.now)
                try await (other ?? store).saveDraft(draft, takingOver: other != nil)
                let entries: SQL = "SELECT count(*) FROM audit_entry WHERE object = \("draft/\(id)")"
                return try await database.query(entries)[0]["count"]
            }
            #expect(try await save("a") == 1)
            #expect(try await save("b") == 2)
            let other = store.acting(for: .shell(name: "乙"))
            #expect(try await save("c", by: other) == 3)
            try await other.discardDraft(id)
            let rows = try await database.query(
                """
                SELECT verb, reason, before_digest IS NOT DISTINCT FROM sha256(convert_to(w.before, 'UTF8')) AS starts,
                    after_digest IS NOT DISTINCT FROM sha256(convert_to(w.after, 'UTF8')) AS ends
                FROM audit_entry e JOIN (VALUES (1, NULL, '{"note":"a"}'), (2, NULL, '{"note":"b"}'),
                    (3, '{"note":"b"}', '{"note":"c"}'), (4, '{"note":"c"}', NULL))
                    AS w (place, before, after)
                    ON w.place = (SELECT count(*) FROM audit_entry o WHERE o.object = e.object AND o.number <= e.number)
                WHERE e.object = \("draft/\(id)") ORDER BY e.number
                """
            )
            let verbs: [String] = try rows.map { try $0["verb"] }
            #expect(verbs == ["save", "save", "save", "discard"])
            let digests = try rows.map { (starts: try $0["starts"] as Bool, ends: try $0["ends"] as Bool) }
            #expect(digests.allSatisfy { $0.starts && $0.ends })
            let reason: String? = try rows[2]["reason"]
            #expect(reason == "taken over from 甲")
        }
    }

    @Test("Nothing is filed of a draft that is another than was looked at, and nothing of it is lost")
    func lookedAt() async throws {
        try await FilingTests.with { store, database in
            let id = try InspectionRows.id(1)
            let filing = try FilingTests.filing(1)
            try await store.saveDraft(try Self.draft(1, filing), over: 0)
            try await store.saveDraft(try Self.draft(1, Self.note("later")), over: 1)
            await #expect(throws: StoreError.draftChanged(id)) {
                try await store.file(filing, lookedAt: 1, receivedAt: FilingTests.now)
            }
            #expect(try await store.draft(id).fields == Self.note("later"))
            try await store.acting(for: .shell(name: "乙"))
                .saveDraft(try Self.draft(1, Self.note("mine")), over: 2, takingOver: true)
            await #expect(throws: StoreError.draftChanged(id)) {
                try await store.file(filing, lookedAt: 3, receivedAt: FilingTests.now)
            }
            let filed = try await database.query("SELECT count(*) FROM inspection")
            #expect(try filed[0]["count"] as Int == 0)
            try await store.saveDraft(try Self.draft(1, filing), over: 3, takingOver: true)
            for isAgain in [false, true] {
                let outcome = try await store.file(filing, lookedAt: 4, receivedAt: FilingTests.now)
                let isRepeated = if case .repeated = outcome { true } else { false }
                #expect(isRepeated == isAgain)
            }
        }
    }

    @Test("Of a filing and a save at the same moment one takes place, and the other hears of it")
    func filedWhileSaved() async throws {
        try await FilingTests.with { store, database in
            var filings = 0
            for number in 1...30 {
                let filing = try FilingTests.filing(number)
                try await store.saveDraft(try Self.draft(number, filing), over: 0)
                async let isFiled: Bool = {
                    do {
                        _ = try await store.file(filing, lookedAt: 1, receivedAt: FilingTests.now)
                        return true
                    } catch StoreError.draftChanged { return false }
                }()
                async let isSaved: Bool = {
                    do {
                        try await store.saveDraft(try Self.draft(number, Self.note("later")), over: 1)
                        return true
                    } catch StoreError.alreadyFiled { return false }
                }()
                let (filed, saved) = try await (isFiled, isSaved)
                #expect(filed != saved)
                filings += filed ? 1 : 0
            }
            let counts = try await database.query(
                "SELECT (SELECT count(*) FROM inspection) AS filed, (SELECT count(*) FROM draft) AS drafts"
            )
            #expect(try counts[0]["filed"] as Int == filings)
            #expect(try counts[0]["drafts"] as Int == 30 - filings)
        }
    }
}
