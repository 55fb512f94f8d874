import Compliance
import Foundation
import Postgres
import Testing

@testable import Store

/// The acts of `domain.md` §7 in the database: who may, in which order, and nothing twice, whatever the pages offer.
@Suite("Acts of accountability cases")
struct CaseActTests {
    @Test(
        "A case opens once, on two standing visits that found the same item not met, and by supervision alone"
    )
    func opens() async throws {
        try await CaseCounty.with { scene in
            for store in [scene.office, scene.director, scene.county.shell] {
                await #expect(throws: StoreError.forbidden) { try await store.open(try scene.opening()) }
            }
            #expect(try await scene.supervision.open(try scene.opening(items: ["B-02"])).outcome == .gone)
            #expect(
                try await scene.supervision.open(try scene.opening(items: ["A-04", "A-05"])).outcome == .gone
            )
            #expect(try await scene.supervision.open(try scene.opening(100, 2, 1)).outcome == .gone)
            #expect(try await scene.supervision.open(try scene.opening(items: [])).outcome == .gone)
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .already)
            let again = try await scene.supervision.open(try scene.opening(101))
            #expect(again == OpenedCase(outcome: .already, id: try CaseCounty.id(100)))
            let record = try await scene.supervision.caseRecord(try CaseCounty.id(100))
            #expect(record.persons.map(\.person) == ["一号乡镇卫生院院长"] && record.isOpen)
            #expect(
                try await scene.county.said("add case/%") == [
                    "add case/\(try CaseCounty.id(100)) 四项条件均有记录",
                    "add case/\(try CaseCounty.id(100))/person/\(scene.term) 四项条件均有记录",
                ]
            )
        }
    }

    @Test("A visit withdrawn meanwhile opens no case; one on other visits waits for the end of the first")
    func withdrawn() async throws {
        try await CaseCounty.with { scene in
            let rows = InspectionRows(store: scene.county.shell, database: scene.county.owner)
            try await rows.add(3, "T-01", "08-09 09:00", grade: 0, score: 50, gaps: ["A-04"])
            try await scene.county.shell.withdraw(try InspectionRows.id(2), reason: "走错了点位")
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .gone)
            #expect(try await scene.supervision.open(try scene.opening(100, 1, 3)).outcome == .done)
            try await rows.add(4, "T-01", "08-10 09:00", grade: 0, score: 50, gaps: ["A-04"])
            let other = try await scene.supervision.open(try scene.opening(101, 1, 4))
            #expect(other == OpenedCase(outcome: .open, id: try CaseCounty.id(100)))
            #expect(try await scene.supervision.open(try scene.opening(100, 1, 4)).outcome == .taken)
            #expect(
                try await scene.supervision.record(try scene.act(1, .withdrawn), in: CaseCounty.id(100))
                    == .done
            )
            #expect(try await scene.supervision.open(try scene.opening(101, 1, 4)).outcome == .done)
            let ended = try await scene.supervision.caseRecord(try CaseCounty.id(100))
            #expect(ended.end?.kind == .withdrawn && !ended.isOpen)
            #expect(
                try await scene.supervision.record(try scene.act(2, .closed), in: CaseCounty.id(100)) == .gone
            )
        }
    }

    @Test("No rung is skipped, and each waits for its days; the numbers run by rung")
    func ladder() async throws {
        try await CaseCounty.with { scene in
            #expect(try await scene.take(.circular, scene.office) == .missing)
            await #expect(throws: StoreError.forbidden) { try await scene.take(.reminder, scene.supervision) }
            #expect(try await scene.take(.reminder, scene.office) == .done)
            #expect(try await scene.take(.circular, scene.office) == .early)
            try await scene.wait(days: 1)
            #expect(try await scene.take(.circular, scene.office) == .done)
            #expect(try await scene.take(.circular, scene.office) == .already)
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            await #expect(throws: StoreError.forbidden) {
                try await scene.take(.interview, scene.office, in: 100)
            }
            #expect(try await scene.take(.interview, scene.supervision, in: 100) == .early)
            try await scene.wait(days: 1)
            #expect(
                try await scene.supervision.record(try scene.act(1, .interviewHeld), in: CaseCounty.id(100))
                    == .missing
            )
            #expect(try await scene.take(.interview, scene.supervision, in: 100) == .done)
            #expect(try await scene.take(.interview, scene.supervision, in: 100) == .already)
            #expect(try await scene.take(.proposal, scene.supervision, in: 100) == .missing)
            let now = Instant.byClock
            #expect(
                try await scene.supervision.record(
                    try scene.act(1, .interviewHeld, at: now),
                    in: CaseCounty.id(100)
                )
                    == .done
            )
            #expect(
                try await scene.supervision.record(
                    try scene.act(2, .interviewRefused, evidence: [try await scene.photograph()], at: now),
                    in: CaseCounty.id(100)
                )
                    == .already
            )
            try await scene.wait(days: 3)
            #expect(try await scene.take(.proposal, scene.supervision, in: 100) == .missing)
            #expect(
                try await scene.supervision.record(try scene.act(3, .statementAsked), in: CaseCounty.id(100))
                    == .done
            )
            #expect(try await scene.take(.proposal, scene.supervision, in: 100) == .early)
            try await scene.wait(days: 3)
            #expect(try await scene.take(.proposal, scene.supervision, in: 100) == .done)
            let steps = try await scene.supervision.caseRecord(try CaseCounty.id(100)).steps
            #expect(steps.map(\.rung) == [.interview, .proposal] && steps.map(\.number) == [1, 1])
            #expect(
                try await scene.supervision.stepsBefore(at: "T-01").map(\.rung) == [.reminder, .circular]
            )
        }
    }

    @Test("An infection opens its case at once, and its ladder begins with the interview")
    func infection() async throws {
        try await CaseCounty.with { scene in
            func opening(_ day: Day) throws -> CaseOpening {
                let infection = Infection(
                    id: try CaseCounty.id(200),
                    site: "T-01",
                    day: day,
                    source: "县疾控中心核酸检测报告",
                    reportedAt: nil
                )
                return CaseOpening(
                    id: try CaseCounty.id(201),
                    site: "T-01",
                    rests: .infection(infection),
                    terms: [scene.term],
                    basis: "{}",
                    reason: "县疾控中心核酸检测报告"
                )
            }
            await #expect(throws: StoreError.forbidden) {
                try await scene.director.open(try opening(day("08-20")))
            }
            #expect(try await scene.office.open(try opening(Day(Instant.byClock) + 1)).outcome == .gone)
            #expect(try await scene.office.open(try opening(day("08-20"))).outcome == .done)
            #expect(try await scene.office.open(try opening(day("08-20"))).outcome == .already)
            #expect(try await scene.take(.interview, scene.supervision, in: 201) == .done)
            let record = try await scene.office.caseRecord(try CaseCounty.id(201))
            guard case .infection(let infection) = record.rests else {
                Issue.record("no infection")
                return
            }
            #expect(infection.day == day("08-20") && infection.source == "县疾控中心核酸检测报告")
        }
    }

    @Test("A statement comes before a decision, and whoever decides has seen it; each sees the own alone")
    func statements() async throws {
        try await CaseCounty.with { scene in
            #expect(try await scene.take(.reminder, scene.office) == .done)
            try await scene.wait(days: 1)
            #expect(try await scene.take(.circular, scene.office) == .done)
            try await scene.wait(days: 1)
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            let key = try CaseCounty.id(100)
            #expect(try await scene.supervision.record(try scene.act(1, .statementAsked), in: key) == .done)
            #expect(try await scene.take(.interview, scene.supervision, in: 100) == .done)
            // That somebody refused is seen on a paper that supervision has sent.
            #expect(
                try await scene.supervision.record(try scene.act(2, .interviewRefused, at: .byClock), in: key)
                    == .bare
            )
            let unsent = String(repeating: "ab", count: 32)
            let paper = try await scene.photograph()
            for (evidence, outcome) in [([unsent], .bare), ([paper], .done)] as [([String], CaseOutcome)] {
                let act = try scene.act(2, .interviewRefused, evidence: evidence, at: .byClock)
                #expect(try await scene.supervision.record(act, in: key) == outcome)
            }
            // Another who holds a duty there sees nothing of it; once named too, nothing that is between the county and the
            // director.
            try await scene.county.shell.change(
                .start(.partyHead, person: "乡党委书记", from: day("01-01")),
                at: "T-01"
            )
            try await scene.county.add("party", .holder, duties: ["partyHead@T-01"])
            let party = try await scene.county.signedIn("party").store
            await #expect(throws: StoreError.noCase(key.description)) { try await party.caseRecord(key) }
            let terms = try await scene.supervision.caseFile(key).otherTerms
            let head = try #require(terms.first { $0.posting.duty == .partyHead })
            #expect(try await scene.supervision.name(head.term, in: key, why: "主体责任") == .done)
            // Why is read by whoever reads cases, and by whom it is about.
            for (reader, why) in [
                (scene.supervision, [head.term: "主体责任"]), (scene.office, [head.term: "主体责任"]),
                (party, [head.term: "主体责任"]), (scene.director, [:]),
            ] as [(Store, [String: String])] {
                #expect(try await reader.caseFile(key).namedWhy == why)
            }
            #expect(try await party.caseRecord(key).acts.map(\.kind) == [.interviewRefused])
            #expect(try await party.caseRecord(key).steps.map(\.rung) == [.interview])
            #expect(
                try await scene.supervision.record(
                    try scene.act(8, .statementAsked, of: head.term),
                    in: key
                ) == .done
            )
            try await scene.wait(days: 3)
            let before = try await scene.supervision.caseRecord(key).lastEntry
            #expect(
                try await scene.supervision.record(try scene.act(3, .decision, seen: before), in: key)
                    == .missing
            )
            #expect(try await scene.take(.proposal, scene.supervision, in: 100) == .done)
            #expect(try await scene.director.record(try scene.act(4, .statement), in: key) == .done)
            #expect(try await scene.director.record(try scene.act(4, .statement), in: key) == .already)
            await #expect(throws: StoreError.forbidden) {
                try await scene.director.record(try scene.act(5, .decision, seen: before), in: key)
            }
            #expect(
                try await scene.supervision.record(try scene.act(6, .decision, seen: before), in: key)
                    == .unseen
            )
            let after = try await scene.supervision.caseRecord(key).lastEntry
            #expect(
                try await scene.supervision.record(try scene.act(6, .decision, seen: after), in: key) == .done
            )
            #expect(
                try await scene.supervision.record(try scene.act(7, .decision, seen: after), in: key)
                    == .already
            )

            let own = try await scene.director.caseRecord(key)
            #expect(
                own.acts.map(\.kind) == [.statementAsked, .interviewRefused, .statement, .decision]
                    && own.acts.allSatisfy { !$0.onPaper }
            )
            try await scene.county.add("other", .inspector)
            let inspector = try await scene.county.signedIn("other").store
            await #expect(throws: StoreError.noCase(key.description)) { try await inspector.caseRecord(key) }
        }
    }
}
