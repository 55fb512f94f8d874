import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("The order of visits, visits withdrawn, and what a site was on the day")
struct OrderAndWithdrawalTests {
    @Test("Of two visits that end in the same minute, the one received later comes last, whatever its id")
    func sameMinute() async throws {
        try await FilingTests.with { store, _ in
            // The later id arrives first.
            for number in [2, 1] {
                _ = try await store.file(try FilingTests.filing(number), receivedAt: FilingTests.now)
            }
            let history = try await store.site("T-01").history
            #expect(try history.map(\.id) == [InspectionRows.id(1), InspectionRows.id(2)])
            let last = try await store.inspection(try InspectionRows.id(1))
            #expect(try last.previous?.id == InspectionRows.id(2))
            #expect(last.recurrence.values.allSatisfy { $0 == .persisting } && !last.recurrence.isEmpty)
            let first = try await store.inspection(try InspectionRows.id(2))
            #expect(first.previous == nil && first.recurrence.values.allSatisfy { $0 == .new })
        }
    }

    @Test("A withdrawn visit stays on record and counts nowhere; nor does what it had corrected come back")
    func withdrawn() async throws {
        try await FilingTests.with { store, database in
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            _ = try await store.file(try FilingTests.filing(2, revises: 1), receivedAt: FilingTests.now)
            _ = try await store.file(try FilingTests.filing(3), receivedAt: FilingTests.now)
            let visits = InspectionRows(store: store, database: database)
            #expect(try await visits.past("A-01", at: 3) == "persisting 08-18")
            for _ in 0..<2 { try await store.withdraw(try InspectionRows.id(2), reason: "走错了点位") }
            let history = try await store.site("T-01").history
            #expect(try history.map(\.id) == [InspectionRows.id(3)])
            #expect(try await visits.past("A-01", at: 3) == "new 08-18")
            let kept = try await store.inspection(try InspectionRows.id(2))
            #expect(kept.filing.revises?.inspection == (try InspectionRows.id(1)))
            let entries = try await database.query(
                "SELECT object, reason FROM audit_entry WHERE verb = 'withdraw'"
            )
            #expect(entries.count == 1)
            #expect(try entries[0]["reason"] == "走错了点位")
            await #expect(throws: StoreError.noInspection((try InspectionRows.id(9)).description)) {
                try await store.withdraw(try InspectionRows.id(9), reason: "没有这一次")
            }
        }
    }

    @Test("What was corrected is not withdrawn in its correction's place, nor corrected once it is withdrawn")
    func withdrawnOrCorrected() async throws {
        try await FilingTests.with { store, _ in
            let ids = try (1...2).map { try InspectionRows.id($0) }
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            _ = try await store.file(try FilingTests.filing(2, revises: 1), receivedAt: FilingTests.now)
            await #expect(throws: StoreError.alreadyRevised(ids[0], by: ids[1])) {
                try await store.withdraw(ids[0], reason: "走错了点位")
            }
            try await store.withdraw(ids[1], reason: "走错了点位")
            let problems = await #expect(throws: Problems.self) {
                try await store.file(try FilingTests.filing(3, revises: 2), receivedAt: FilingTests.now)
            }
            #expect(problems?.all.map(\.code) == ["withdrawnVisit"])
        }
    }

    @Test(
        "A withdrawal that the record does not know, or knows otherwise, is found",
        arguments: [
            (
                "INSERT INTO withdrawal VALUES (1, '018f0000-0000-7000-8000-000000000001', 'T-01', now(), '甲', '假')",
                "inspection/018f0000-0000-7000-8000-000000000001 withdrawal"
            ),
            (
                "UPDATE withdrawal SET reason = '另一个理由'",
                "inspection/018f0000-0000-7000-8000-000000000002 withdrawal reason"
            ),
            (
                "UPDATE withdrawal SET site = 'T-02'",
                "inspection/018f0000-0000-7000-8000-000000000002 withdrawal site"
            ),
            (
                "UPDATE withdrawal SET withdrawn_at = withdrawn_at - INTERVAL '61 seconds'",
                "inspection/018f0000-0000-7000-8000-000000000002 withdrawal withdrawn_at"
            ),
            ("DELETE FROM withdrawal", "inspection/018f0000-0000-7000-8000-000000000002 withdrawal"),
        ]
    )
    func tampered(change: String, found: String) async throws {
        try await EvidenceCounty.with { county in
            try await county.store.withdraw(try InspectionRows.id(2), reason: "走错了点位")
            try await county.log.seal()
            #expect(try await county.differing() == [])
            #expect(try await county.differing(after: change) == [found])
        }
    }

    @Test("An inspection shows the site as it was on the day, whatever it is called later")
    func nameOfTheDay() async throws {
        try await FilingTests.with { store, _ in
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            let before = try await store.inspection(try InspectionRows.id(1)).site
            let renamed = Site(
                code: "T-01",
                kind: .townshipIsolation,
                name: Text(zh: "新名隔离点", en: "Renamed"),
                township: before.township,
                openedOn: before.openedOn,
                address: "新址",
                capacity: 99
            )
            _ = try await store.importSites([RegisterEntry(site: renamed, row: 1)])
            #expect(try await store.inspection(try InspectionRows.id(1)).site == before)
            #expect(try await store.site("T-01").site.name.zh == "新名隔离点")
            // A retry is compared by what was filed, and not by what the site has become.
            guard
                case .repeated = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            else {
                Issue.record("it was filed twice")
                return
            }
        }
    }
}
