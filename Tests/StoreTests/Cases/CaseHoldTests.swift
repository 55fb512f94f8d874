import Compliance
import Postgres
import Testing

@testable import Store

/// What the acts of `domain.md` §7 hold against what is on record, beside the order of the rungs (`CaseActTests`).
@Suite("What acts of accountability cases hold")
struct CaseHoldTests {
    /// A reminder, a circular and a case, whose interview may be called.
    private static func open(_ scene: CaseCounty) async throws -> FactID {
        #expect(try await scene.take(.reminder, scene.office) == .done)
        try await scene.wait(days: 1)
        #expect(try await scene.take(.circular, scene.office) == .done)
        try await scene.wait(days: 1)
        #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
        return try CaseCounty.id(100)
    }

    /// The same up to the proposal, for which the director was asked.
    static func propose(_ scene: CaseCounty) async throws -> FactID {
        let key = try await open(scene)
        #expect(try await scene.supervision.record(try scene.act(1, .statementAsked), in: key) == .done)
        #expect(try await scene.take(.interview, scene.supervision, in: 100) == .done)
        let held = try scene.act(2, .interviewHeld, at: .byClock)
        #expect(try await scene.supervision.record(held, in: key) == .done)
        try await scene.wait(days: 3)
        #expect(try await scene.take(.proposal, scene.supervision, in: 100) == .done)
        return key
    }

    private static func term(_ duty: String, _ scene: CaseCounty) async throws -> String {
        let rows = try await scene.county.owner.query(
            "SELECT id::text AS id FROM posting WHERE site = 'T-01' AND duty = \(duty)"
        )
        return try #require(rows.first)["id"]
    }

    @Test("Once the proposal is taken nobody more is named; a decision waits for the statement's days")
    func late() async throws {
        try await CaseCounty.with { scene in
            let key = try await Self.propose(scene)
            try await scene.county.shell.change(
                .start(.partyHead, person: "乡党委书记", from: day("01-01")),
                at: "T-01"
            )
            let head = try await Self.term("partyHead", scene)
            #expect(try await scene.supervision.name(head, in: key, why: "主体责任") == .late)
            #expect(try await scene.supervision.name(scene.term, in: key, why: "主体责任") == .already)
            let seen = try await scene.supervision.caseRecord(key).lastEntry
            let other = try scene.act(3, .decision, of: head, seen: seen)
            #expect(try await scene.supervision.record(other, in: key) == .gone)
            // Asked three days ago; the county now gives ten.
            try await scene.office.set(
                LadderPolicy(circular: 1, interview: 1, proposal: 3, statement: 10),
                why: "县里会议纪要"
            )
            let decision = try scene.act(4, .decision, seen: seen)
            #expect(try await scene.supervision.record(decision, in: key) == .early)
            try await scene.wait(days: 7)
            #expect(try await scene.supervision.record(decision, in: key) == .done)
        }
    }

    @Test("A case names terms of its duties alone that touch the days from the 5th to the 7th")
    func named() async throws {
        try await CaseCounty.with { scene in
            for (duty, from) in [
                (Responsible.expert, "01-01"), (.partyHead, "08-08"), (.deputyInCharge, "08-07"),
            ] {
                try await scene.county.shell.change(
                    .start(duty, person: "某人", from: day(from)),
                    at: "T-01"
                )
            }
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            let key = try CaseCounty.id(100)
            let others = try await scene.supervision.caseFile(key).otherTerms
            #expect(others.map(\.posting.duty) == [.deputyInCharge])
            for duty in ["expert", "partyHead"] {
                let term = try await Self.term(duty, scene)
                await #expect(throws: (any Error).self, "\(duty)") {
                    try await scene.supervision.name(term, in: key, why: "主体责任")
                }
            }
            let deputy = try await Self.term("deputyInCharge", scene)
            #expect(try await scene.supervision.name(deputy, in: key, why: "主体责任") == .done)
            #expect(
                try await scene.supervision.caseRecord(key).persons.map(\.duty) == [
                    .director, .deputyInCharge,
                ]
            )
        }
    }

    @Test("An interview follows no circular from before the case's gap was found")
    func earlierRun() async throws {
        try await CaseCounty.with { scene in
            #expect(try await scene.take(.reminder, scene.office) == .done)
            try await scene.wait(days: 1)
            #expect(try await scene.take(.circular, scene.office) == .done)
            // Both were of the 1st and 2nd, and the gap was found on the 5th.
            try await scene.county.owner.run(
                """
                BEGIN; SET LOCAL session_replication_role = replica;
                UPDATE ladder_step SET taken_at = CASE rung WHEN 'reminder' THEN timestamptz '2021-08-01 09:00+08'
                    ELSE timestamptz '2021-08-02 09:00+08' END;
                COMMIT
                """
            )
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            #expect(try await scene.take(.interview, scene.supervision, in: 100) == .missing)
            #expect(try await scene.supervision.caseFile(try CaseCounty.id(100)).ladder.circular == nil)
            #expect(try await scene.take(.reminder, scene.office) == .done)
            try await scene.wait(days: 1)
            #expect(try await scene.take(.circular, scene.office) == .done)
            try await scene.wait(days: 1)
            #expect(try await scene.take(.interview, scene.supervision, in: 100) == .done)
        }
    }

    @Test("Where a visit or the guidance was withdrawn, a case goes no further, and can be withdrawn")
    func stands() async throws {
        try await CaseCounty.with { scene in
            let key = try await Self.open(scene)
            #expect(try await scene.supervision.caseFile(key).stands)
            try await scene.county.shell.withdraw(try InspectionRows.id(2), reason: "走错了点位")
            #expect(try await scene.take(.interview, scene.supervision, in: 100) == .gone)
            let file = try await scene.supervision.caseFile(key)
            #expect(!file.stands)
            #expect(
                file.ladder.state(of: .interview, at: file.asOf, by: file.policy) == .not([.conditions])
            )
            #expect(try await scene.supervision.record(try scene.act(1, .withdrawn), in: key) == .done)
        }
        try await CaseCounty.with { scene in
            let key = try await Self.propose(scene)
            let seen = try await scene.supervision.caseRecord(key).lastEntry
            try await scene.county.owner.run(
                """
                INSERT INTO guidance_withdrawal (county_id, guidance, site, withdrawn_at, withdrawn_by, reason, entry)
                SELECT county_id, id, site, now(), 'office', '填错', 900003 FROM guidance
                """
            )
            let decision = try scene.act(3, .decision, seen: seen)
            #expect(try await scene.supervision.record(decision, in: key) == .gone)
        }
    }

    @Test("A reminder is of what is overdue; of any open gap only where the last visit found the site below")
    func occasion() async throws {
        try await CaseCounty.with { scene in
            let rows = InspectionRows(store: scene.county.shell, database: scene.county.owner)
            let now = Instant.byClock
            // A-04 is mended; B-02 was found an hour ago, and has a day at least.
            try await rows.add(
                3,
                "T-01",
                at: now.adding(seconds: -3_600),
                grade: 2,
                score: 90,
                gaps: ["B-02"]
            )
            #expect(try await scene.take(.reminder, scene.office, of: ["B-02"]) == .early)
            try await rows.add(
                4,
                "T-01",
                at: now.adding(seconds: -1_800),
                grade: 0,
                score: 50,
                gaps: ["B-02"]
            )
            #expect(try await scene.take(.reminder, scene.office, of: ["B-02"]) == .done)
        }
    }

    @Test("The rungs are each gap's own: what a reminder named and its circular left out has a circular yet")
    func gapByGap() async throws {
        try await CaseCounty.with { scene in
            let rows = InspectionRows(store: scene.county.shell, database: scene.county.owner)
            try await rows.add(3, "T-01", "08-09 09:00", grade: 0, score: 50, gaps: ["A-04", "B-02"])
            #expect(try await scene.take(.reminder, scene.office, of: ["A-04", "B-02"]) == .done)
            #expect(try await scene.take(.reminder, scene.office, of: ["B-02"]) == .already)
            try await scene.wait(days: 1)
            #expect(try await scene.take(.circular, scene.office) == .done)
            #expect(try await scene.take(.circular, scene.office) == .already)
            #expect(try await scene.take(.circular, scene.office, of: ["B-02"]) == .done)
            #expect(try await scene.take(.circular, scene.office, of: ["A-04", "B-02"]) == .done)
        }
    }

    @Test("A case that names nobody is withdrawn, not closed")
    func nobody() async throws {
        try await CaseCounty.with { scene in
            let opening = CaseOpening(
                id: try CaseCounty.id(201),
                site: "T-02",
                rests: .infection(
                    Infection(
                        id: try CaseCounty.id(200),
                        site: "T-02",
                        day: day("08-20"),
                        source: "核酸检测报告",
                        reportedAt: nil
                    )
                ),
                terms: [],
                basis: "{}",
                reason: "核酸检测报告"
            )
            #expect(try await scene.office.open(opening).outcome == .done)
            let key = opening.id
            #expect(try await scene.supervision.record(try scene.act(1, .closed), in: key) == .missing)
            #expect(try await scene.supervision.record(try scene.act(2, .withdrawn), in: key) == .done)
        }
    }
}
