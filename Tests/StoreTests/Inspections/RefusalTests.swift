import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("What a filing names and cannot have")
struct RefusalTests {
    /// The first filing with other members in the place of its own.
    private static func filing(_ changes: [(String, Node)]) throws -> Node {
        let names = changes.map(\.0)
        let kept = try #require(FilingTests.filing(1).object).filter { !names.contains($0.name) }
        return Node(.object(kept + changes.map { Node.Member($0.0, $0.1) }))
    }

    private static func problems(_ node: Node, _ store: Store) async throws -> [String] {
        let problems = await #expect(throws: Problems.self) {
            try await store.file(node, receivedAt: FilingTests.now)
        }
        return (problems?.all ?? []).map { "\($0.code) \($0.pointer)" }.sorted()
    }

    @Test("A visit before any version was in force is told so, with all else that is wrong")
    func beforeAll() async throws {
        try await FilingTests.with { store, _ in
            let node = try Self.filing([
                ("version", "2021-08"), ("startedAt", "2020-01-01T08:00:00+08:00"),
                ("finishedAt", "2020-01-01T09:00:00+08:00"), ("site", "T-99"),
            ])
            #expect(
                try await Self.problems(node, store) == ["unknownChecklist /version", "unknownSite /site"]
            )
        }
    }

    @Test("A version named must be the one in force on the day of the visit, which is named")
    func notInForce() async throws {
        try await FilingTests.with { store, _ in
            _ = try await store.publish(try TestCounty.baseline("baseline-2022-07"))
            _ = try await store.publish(try TestCounty.checklist("township-isolation-2022-07"))
            let early = try Self.filing([("version", "2022-07")])
            #expect(try await Self.problems(early, store) == ["notInForce /version"])
            let unknown = try Self.filing([("version", "1999")])
            #expect(try await Self.problems(unknown, store) == ["unknownChecklist /version"])
            let right = try Self.filing([("version", "2021-08")])
            _ = try await store.file(right, receivedAt: FilingTests.now)
        }
    }

    @Test("A revision is of the same site")
    func otherSite() async throws {
        try await FilingTests.with { store, _ in
            _ = try await store.importSites([township("T-02")])
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            let node = try FilingTests.filing(2, site: "T-02", revises: 1)
            #expect(try await Self.problems(node, store) == ["otherSite /revises/inspection"])
        }
    }

    @Test("A draft of what has been filed is not kept")
    func draft() async throws {
        try await FilingTests.with { store, _ in
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            let id = try InspectionRows.id(1)
            let draft = Draft(
                id: id,
                site: "T-01",
                fields: .object([]),
                savedAt: FilingTests.now
            )
            await #expect(throws: StoreError.alreadyFiled(id)) { try await store.saveDraft(draft) }
            #expect(try await store.drafts(site: nil) == [])
        }
    }

    @Test("A filing waits for an import under way, and is then outdated")
    func importUnderWay() async throws {
        try await FilingTests.with { store, database in
            // Keeps the register in memory as it is before the import.
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            let node = try FilingTests.filing(2)
            let filing = try await database.transaction { transaction in
                _ = try await transaction.pipeline([
                    "SELECT edition FROM county WHERE county_id = \(store.county.id) FOR NO KEY UPDATE",
                    "UPDATE operation SET closed_on = '2021-08-17' WHERE site = 'T-01'",
                    "UPDATE county SET edition = edition + 1 WHERE county_id = \(store.county.id)",
                ])
                let filing = Task { try await store.file(node, receivedAt: FilingTests.now) }
                // Long enough for the filing to reach the lock.
                try await Task.sleep(for: .milliseconds(300))
                return filing
            }
            let problems = await #expect(throws: Problems.self) { try await filing.value }
            #expect(problems?.all.map(\.code) == ["afterClosing"])
            #expect(try await store.site("T-01").inspections == 1)
        }
    }
}
