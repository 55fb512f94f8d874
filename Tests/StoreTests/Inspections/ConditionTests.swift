import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

/// A county that holds the versions without conditions is brought up to those with them.
@Suite("Filing under conditions")
struct ConditionTests {
    private static let now = Instant("2026-11-20T12:00:00+08:00") ?? Instant(microseconds: 0)

    private static func filing(
        _ number: Int,
        on day: String,
        residents: Int,
        rooms: Int,
        staff: Int = 5,
        confirming reasons: Node? = nil
    ) throws -> Node {
        let facts: [(String, Node?)] = [
            ("residents", .number(residents)), ("rooms_in_use", .number(rooms)), ("staff", .number(staff)),
        ]
        let others = (try FilingTests.filing(number)["facts"]?.object ?? [])
            .filter { member in !facts.contains { $0.0 == member.name } }
            .map { ($0.name, $0.value as Node?) }
        let replaced = ["startedAt", "finishedAt", "facts"]
        let kept = (try FilingTests.filing(number).object ?? []).filter { !replaced.contains($0.name) }
        return .object(
            kept.map { ($0.name, $0.value) } + [
                ("startedAt", .string("2026-\(day)T09:00:00+08:00")),
                ("finishedAt", .string("2026-\(day)T10:00:00+08:00")),
                ("facts", .object(facts + others)), ("confirmations", reasons),
            ]
        )
    }

    private static func with(_ body: (Store, Database) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            let site = Site(
                code: "T-01",
                kind: .townshipIsolation,
                name: Text(zh: "一号点", en: "Site one"),
                township: Township(code: "T", name: Text(zh: "乡", en: "Township")),
                openedOn: day("01-01"),
                capacity: 30
            )
            _ = try await store.importSites([RegisterEntry(site: site, row: 1)])
            try await body(store, database)
        }
    }

    private static func codes(_ node: Node, _ store: Store) async throws -> [String] {
        let problems = await #expect(throws: Problems.self) { try await store.file(node, receivedAt: now) }
        return (problems?.all ?? []).map { "\($0.code) \($0.pointer)" }
    }

    @Test("Past visits keep their version, those from its first day on are held against the new one")
    func broughtUp() async throws {
        try await Self.with { store, _ in
            let contradiction = try Self.filing(1, on: "11-10", residents: 15, rooms: 0)
            _ = try await store.file(contradiction, receivedAt: Self.now)
            let before = try await store.inspection(try InspectionRows.id(1))
            let amended = try TestCounty.amended("township-isolation-2021-08.2", "township-isolation")
            #expect(try await store.publish(amended) == .published(digest: amended.node.digest))
            #expect(try await store.publish(amended) == .already(digest: amended.node.digest))
            // The old one is what it was, and a retry of it is the same; so is a late one of a day before.
            let after = try await store.inspection(try InspectionRows.id(1))
            #expect(after.standard.checklist.version == "2021-08" && after.result == before.result)
            guard case .repeated = try await store.file(contradiction, receivedAt: Self.now) else {
                Issue.record("it was filed again")
                return
            }
            _ = try await store.file(
                try Self.filing(2, on: "11-12", residents: 15, rooms: 0),
                receivedAt: Self.now
            )
            let codes = try await Self.codes(try Self.filing(3, on: "11-18", residents: 15, rooms: 0), store)
            #expect(codes == ["impossible /facts/residents"])
            let sound = try await store.file(
                try Self.filing(4, on: "11-18", residents: 15, rooms: 15),
                receivedAt: Self.now
            )
            #expect(sound.inspection.standard.checklist.version == "2021-08.2")
            #expect(sound.inspection.result.scoringVersion == before.result.scoringVersion)
        }
    }

    @Test("A version in other words goes on where the one before ended; what is on record keeps its words")
    func reworded() async throws {
        try await Self.with { store, _ in
            let second = try TestCounty.amended("township-isolation-2021-08.2", "township-isolation")
            let third = try TestCounty.amended("township-isolation-2021-08.3", second)
            for version in [second, third] {
                #expect(try await store.publish(version) == .published(digest: version.node.digest))
            }
            let late = try #require(Instant("2026-12-04T12:00:00+08:00"))
            let before = try await store.file(
                Self.filing(1, on: "11-30", residents: 15, rooms: 15),
                receivedAt: late
            )
            let after = try await store.file(
                Self.filing(2, on: "12-02", residents: 15, rooms: 15),
                receivedAt: late
            )
            let (old, new) = (before.inspection, after.inspection)
            #expect(old.standard.checklist.version == "2021-08.2")
            #expect(new.standard.checklist.version == "2021-08.3")
            #expect(old.standard.rule("M-04")?.item.text.zh == "隔离房门没有从外面上锁、焊死、堵住")
            #expect(new.standard.rule("M-04")?.item.text.zh == "每扇隔离房门随时都能从里面打开（门外没有锁、焊、堵）")
            // The same answers are the same: what was asked is still met by yes.
            #expect(old.result.outcomes.count == new.result.outcomes.count)
            for (one, other) in zip(old.result.outcomes, new.result.outcomes) {
                // What is asked for may lie two days later.
                #expect(one.item == other.item && one.status == other.status && one.earned == other.earned)
            }
            #expect(old.result.gaps.map(\.item) == new.result.gaps.map(\.item))
            #expect(old.standard.checklistDigest != new.standard.checklistDigest)
        }
    }

    @Test("What is doubtful is filed with its reason, which a retry is compared by and the record covers")
    func confirmed() async throws {
        try await Self.with { store, database in
            _ = try await store.publish(
                try TestCounty.amended("township-isolation-2021-08.2", "township-isolation")
            )
            let asked = try Self.filing(1, on: "11-18", residents: 31, rooms: 31, staff: 0)
            let codes = try await Self.codes(asked, store)
            #expect(
                codes == [
                    "unconfirmed /confirmations/staff-present", "unconfirmed /confirmations/within-capacity",
                ]
            )
            let reasons: Node = .object([("within-capacity", "加开二号楼"), ("staff-present", "都在门外消杀")])
            let node = try Self.filing(
                1,
                on: "11-18",
                residents: 31,
                rooms: 31,
                staff: 0,
                confirming: reasons
            )
            _ = try await store.file(node, receivedAt: Self.now)
            // The register moves on; the retry and the record are of the day.
            let larger = Site(
                code: "T-01",
                kind: .townshipIsolation,
                name: Text(zh: "一号点", en: "Site one"),
                township: Township(code: "T", name: Text(zh: "乡", en: "Township")),
                openedOn: day("01-01"),
                capacity: 60
            )
            _ = try await store.importSites([RegisterEntry(site: larger, row: 1)])
            guard case .repeated = try await store.file(node, receivedAt: Self.now) else {
                Issue.record("it was filed again")
                return
            }
            let record = try await store.inspection(try InspectionRows.id(1))
            let confirmed = record.filing.confirmed(by: record.standard, at: record.site)
            #expect(confirmed.map(\.code) == ["staff-present", "within-capacity"])
            #expect(confirmed.last?.words.en.contains("the capacity on the register: 30 people") == true)
            let other = try Self.filing(
                1,
                on: "11-18",
                residents: 31,
                rooms: 31,
                staff: 0,
                confirming: .object([("within-capacity", "别的理由"), ("staff-present", "都在门外消杀")])
            )
            await #expect(throws: StoreError.conflict(try InspectionRows.id(1))) {
                try await store.file(other, receivedAt: Self.now)
            }
            let kept = try await database.query(
                "SELECT filing #>> '{confirmations,within-capacity}' AS reason FROM inspection"
            )
            #expect(try kept[0]["reason"] as String? == "加开二号楼")
        }
    }

    @Test("A retry of what an earlier release took is no conflict, whatever is asked since")
    func retryOfEarlier() async throws {
        try await Self.with { store, database in
            let node = try Self.filing(1, on: "11-18", residents: 3, rooms: 3)
            _ = try await store.file(node, receivedAt: Self.now)
            // As an earlier release took it: no time at all for the visit, and a number with an exponent.
            let text = JSON.write(node).replacing("\"residents\":3", with: "\"residents\":0.3e1")
            guard case .repeated = try await store.file(try Store.document(text), receivedAt: Self.now) else {
                Issue.record("it was filed again")
                return
            }
        }
    }
}
