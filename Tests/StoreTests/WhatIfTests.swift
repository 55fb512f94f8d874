import Compliance
import Testing

@testable import Store

@Suite("What another version would say")
struct WhatIfTests {
    @Test("The latest inspections of a kind are held against another version, and nothing is changed")
    func latest() async throws {
        try await FilingTests.with { store, _ in
            _ = try await store.importSites([township("T-02")])
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            _ = try await store.publish(try CountyOfTests.baseline("baseline-2022-07"))
            _ = try await store.publish(try CountyOfTests.checklist("township-isolation-2022-07"))
            let id = try Visits.id(1)
            let before = try await store.inspection(id)

            let answers = try await store.whatIf(
                latestOf: .townshipIsolation,
                checklist: "2022-07",
                baseline: "2022-07",
                now: FilingTests.now
            )
            // T-02 was never inspected.
            #expect(answers.map(\.site.code) == ["T-01"])
            let whatIf = try #require(answers.first?.whatIf)
            #expect(
                [whatIf.before.checklistVersion, whatIf.before.baselineVersion] == ["2021-08", "2021-08"]
            )
            #expect([whatIf.after.checklistVersion, whatIf.after.baselineVersion] == ["2022-07", "2022-07"])
            // Nothing was checked, so both find it below the minimum with nothing earned.
            #expect(whatIf.before.score == 0 && whatIf.after.score == 0)
            #expect(whatIf.before.grade?.code == "belowMinimum" && !whatIf.changesGrade)
            let old = Set(try CountyOfTests.checklist("township-isolation").items.map(\.code))
            let new = try CountyOfTests.checklist("township-isolation-2022-07").items.map(\.code)
            #expect(
                whatIf.changes.filter { $0.before == nil }.map(\.item) == new.filter { !old.contains($0) }
            )

            let alone = try await store.whatIf(id, checklist: "2022-07", baseline: "2022-07")
            #expect(alone.whatIf == whatIf && alone.inspection == id)
            let after = try await store.inspection(id)
            #expect(
                after.result == before.result
                    && after.standard.checklistDigest == before.standard.checklistDigest
            )
        }
    }

    @Test("A version that the county does not have is said")
    func unknown() async throws {
        try await FilingTests.with { store, _ in
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            let id = try Visits.id(1)
            await #expect(throws: StoreError.noChecklist("township-isolation 1999")) {
                try await store.whatIf(id, checklist: "1999", baseline: nil)
            }
            await #expect(throws: StoreError.noBaseline("henan-minimum 1999")) {
                try await store.whatIf(id, checklist: nil, baseline: "1999")
            }
            let other = try Visits.id(2)
            await #expect(throws: StoreError.noInspection("\(other)")) {
                try await store.whatIf(other, checklist: nil, baseline: nil)
            }
        }
    }
}
