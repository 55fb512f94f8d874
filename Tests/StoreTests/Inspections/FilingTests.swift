import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("Filing")
struct FilingTests {
    static let now = moment("08-18 12:00")

    /// A filing that leaves every item unchecked.
    static func filing(
        _ number: Int,
        site: String = "T-01",
        escort: String = "负责人",
        revises: Int? = nil
    ) throws -> Node {
        let facts = try TestCounty.checklist("township-isolation").facts
            .map { fact -> (String, Node?) in
                let value: Node =
                    switch fact.type {
                    case .yesNo: "no"
                    case .number(_, let range, _): .number(range.lowerBound.ceiling.integer ?? 0)
                    case .choice(let choices): .string(choices.first?.value ?? "")
                    case .date: "2021-08-01"
                    default: "有"
                    }
                return (fact.name, value)
            }
        return .object([
            ("id", .string(try InspectionRows.id(number).description)), ("site", .string(site)),
            ("checklist", "township-isolation"), ("kind", "routine"), ("inspectors", .array(["检查员甲"])),
            ("escort", .string(escort)), ("startedAt", "2021-08-18T08:00:00+08:00"),
            ("finishedAt", "2021-08-18T09:00:00+08:00"), ("facts", .object(facts)), ("answers", .object([])),
            (
                "revises",
                try revises.map { number in
                    .object([
                        ("inspection", .string(try InspectionRows.id(number).description)), ("reason", "笔误"),
                        ("by", "检查员甲"),
                    ])
                }
            ),
        ])
    }

    static func with(_ body: (Store, Database) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01")])
            try await body(store, database)
        }
    }

    @Test("The same again is answered with the same, also after a new version was published")
    func repeats() async throws {
        try await Self.with { store, _ in
            let node = try Self.filing(1)
            guard case .filed(let first) = try await store.file(node, receivedAt: Self.now) else {
                Issue.record("it was known already")
                return
            }
            // Lists know what was attainable by what was not asked.
            let notAsked = Set(first.result.notAsked)
            #expect(!notAsked.isEmpty)
            #expect(first.standard.attainable(without: notAsked) == first.result.attainable)
            _ = try await store.publish(try TestCounty.baseline("baseline-2022-07"))
            _ = try await store.publish(try TestCounty.checklist("township-isolation-2022-07"))
            guard
                case .repeated(let again) = try await store.file(
                    node,
                    receivedAt: Self.now.adding(seconds: 60),
                )
            else {
                Issue.record("it was filed twice")
                return
            }
            #expect(again.filing == first.filing)
            #expect(again.result == first.result)
            #expect(again.receivedAt == Self.now)
            let record = try await store.inspection(first.filing.id)
            #expect(record.filing == first.filing)
            #expect(record.standard.checklistDigest == first.standard.checklistDigest)
            #expect(record.recurrence.count == first.result.gaps.count)
        }
    }

    @Test("Twenty at once with one id make one inspection")
    func atOnce() async throws {
        try await Self.with { store, _ in
            let node = try Self.filing(1)
            let filed = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        if case .filed = try await store.file(node, receivedAt: Self.now) {
                            true
                        } else {
                            false
                        }
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(filed == 1)
            #expect(try await store.site("T-01").inspections == 1)
        }
    }

    @Test("Other content under the id is a conflict, whether it is sound or not")
    func conflict() async throws {
        try await Self.with { store, _ in
            _ = try await store.file(try Self.filing(1), receivedAt: Self.now)
            let id = try InspectionRows.id(1)
            for other in [try Self.filing(1, escort: "别人"), try Self.filing(1, site: "T-99")] {
                await #expect(throws: StoreError.conflict(id)) {
                    try await store.file(other, receivedAt: Self.now)
                }
            }
        }
    }

    @Test("All that is wrong is said at once and nothing is written")
    func refused() async throws {
        try await Self.with { store, _ in
            let early = moment("08-18 07:00")
            let node = try Self.filing(1, site: "T-99", revises: 7)
            let problems = await #expect(throws: Problems.self) {
                try await store.file(node, receivedAt: early)
            }
            #expect(
                problems?.all.map(\.code).sorted() == ["inTheFuture", "unknownInspection", "unknownSite"]
            )
            #expect(try await store.site("T-01").inspections == 0)
        }
    }

    @Test("A revision replaces; the one it replaced stays readable and is not revised again")
    func revisions() async throws {
        try await Self.with { store, _ in
            _ = try await store.file(try Self.filing(1), receivedAt: Self.now)
            _ = try await store.file(try Self.filing(2, revises: 1), receivedAt: Self.now)
            let (first, second) = (try InspectionRows.id(1), try InspectionRows.id(2))
            #expect(try await store.inspection(first).revisedBy == second)
            #expect(try await store.site("T-01").history.map(\.id) == [second])
            await #expect(throws: StoreError.alreadyRevised(first, by: second)) {
                try await store.file(try Self.filing(3, revises: 1), receivedAt: Self.now)
            }
        }
    }

    @Test("A site that another program registered or closed meanwhile is judged as it is now")
    func elsewhere() async throws {
        try await Self.with { store, database in
            _ = try await store.file(try Self.filing(1), receivedAt: Self.now)
            let elsewhere = try await Store.open(database, county: "demo").acting(for: .shell(name: "甲"))
            let closed = [township("T-01", to: day("08-17")), township("T-02")]
            let asked = Set(try await elsewhere.judge(closed).questions.map(\.id))
            _ = try await elsewhere.importSites(closed, confirming: asked)
            let problems = await #expect(throws: Problems.self) {
                try await store.file(try Self.filing(2), receivedAt: Self.now)
            }
            #expect(problems?.all.map(\.code) == ["afterClosing"])
            _ = try await store.file(try Self.filing(3, site: "T-02"), receivedAt: Self.now)
            // What was accepted before the site closed is read as it was.
            #expect(try await store.inspection(InspectionRows.id(1)).filing.site == "T-01")
        }
    }
}
