import Compliance
import Postgres
import Testing

@testable import Store

/// Whoever has a right over cases and holds a duty at the site besides.
@Suite("Cases in one's own matter")
struct OwnMatterTests {
    @Test("Supervision leads no case of a site where it holds a duty, and says what is its own like anybody")
    func leads() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("deputy", .supervision, .director, duties: ["director@T-01"])
            let deputy = try await scene.county.signedIn("deputy").store
            await #expect(throws: StoreError.forbidden) { try await deputy.open(try scene.opening()) }
            #expect(try await scene.supervision.open(try scene.opening()) == .done)
            let key = try CaseCounty.id(100)
            for kind in [CaseAct.Kind.statementAsked, .decision, .withdrawn] {
                await #expect(throws: StoreError.forbidden, "\(kind)") {
                    try await deputy.record(try scene.act(1, kind, seen: 1), in: key)
                }
            }
            await #expect(throws: StoreError.forbidden) {
                try await deputy.name(scene.term, in: key, why: "主体责任")
            }
            await #expect(throws: StoreError.forbidden) { try await scene.take(.interview, deputy, in: 100) }
            #expect(try await deputy.record(try scene.act(2, .statement), in: key) == .done)
            let rows = try await scene.county.owner.query("SELECT on_paper, recorded_by FROM case_act")
            #expect(rows.count == 1)
            #expect(try rows.map { try $0["on_paper"] as Bool } == [false])
            // The same form with other content, as Back sends it, is not taken for what is on record.
            #expect(try await deputy.record(try scene.act(2, .statement), in: key) == .already)
            let act = try CaseAct(
                id: try CaseCounty.id(2),
                kind: .statement,
                term: scene.term,
                words: "另一份申辩",
                reason: nil,
                at: nil,
                seen: nil
            )
            #expect(try await deputy.record(act, in: key) == .taken)
        }
    }

    @Test("A named director reads no proposal and no other's statement by another right either")
    func reads() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("chief", .leader, .director, duties: ["director@T-01"])
            let chief = try await scene.county.signedIn("chief").store
            try await scene.county.add("leader", .leader)
            let leader = try await scene.county.signedIn("leader").store
            let key = try await CaseHoldTests.propose(scene)
            #expect(try await leader.caseRecord(key).steps.map(\.rung) == [.interview, .proposal])
            #expect(try await chief.caseRecord(key).steps.map(\.rung) == [.interview])
        }
    }
}
