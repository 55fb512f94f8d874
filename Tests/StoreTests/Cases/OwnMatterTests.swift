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
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            let key = try CaseCounty.id(100)
            // Nor does the page offer what the acts refuse.
            #expect(try await deputy.caseFile(key).isOwnMatter)
            #expect(try await !scene.supervision.caseFile(key).isOwnMatter)
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

    @Test(
        "Who answers for a site urges nobody there, gives its case no other days, and reports an infection like anybody"
    )
    func urges() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("head", .administrator, .director, duties: ["director@T-01"])
            let head = try await scene.county.signedIn("head").store
            let days = LadderPolicy(circular: 1, interview: 1, proposal: 3, statement: 10)
            for rung in [Rung.reminder, .circular] {
                await #expect(throws: StoreError.forbidden, "\(rung)") { try await scene.take(rung, head) }
            }
            // There is no case yet: the days are nobody's own matter.
            try await head.set(days, why: "县里会议纪要")
            #expect(try await scene.supervision.open(try scene.opening()).outcome == .done)
            let problems = await #expect(throws: Problems.self) {
                try await head.set(.standing, why: "县里会议纪要")
            }
            #expect(problems?.all.map(\.code) == ["ownMatter"])
            #expect(try await scene.office.ladderPolicy().policy == days)
            try await scene.office.set(.standing, why: "县里会议纪要")
            #expect(try await scene.take(.reminder, scene.office) == .done)
            let reported = try await head.reportInfection(
                try CaseCounty.id(200),
                opening: try CaseCounty.id(201),
                at: "T-01",
                on: day("08-20"),
                source: "核酸检测报告"
            )
            #expect(reported == OpenedCase(outcome: .done, id: try CaseCounty.id(201)))
            // The same infection reported by another leads to that case.
            let again = try await scene.office.reportInfection(
                try CaseCounty.id(202),
                opening: try CaseCounty.id(203),
                at: "T-01",
                on: day("08-20"),
                source: "疾控中心电话"
            )
            #expect(again == OpenedCase(outcome: .open, id: try CaseCounty.id(201)))
            // A duty that ended before the gaps were found is none of it.
            try await scene.county.add("past", .administrator, .director, duties: ["director@T-01"])
            try await scene.county.owner.run("UPDATE posting SET held_to = '2021-08-04' WHERE site = 'T-01'")
            let past = try await scene.county.signedIn("past").store
            #expect(try await scene.take(.reminder, past) == .already)
        }
    }

    @Test("Whoever held a duty at the site takes back no guidance that was given there since")
    func guidance() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("head", .administrator, .director, duties: ["director@T-01"])
            let head = try await scene.county.signedIn("head").store
            let given = try #require(InspectionID("018f0000-0000-7000-8000-0000000000aa"))
            await #expect(throws: StoreError.forbidden) {
                try await head.withdraw(guidance: given, reason: "记错了点位")
            }
            #expect(try await scene.county.said("withdraw guidance%") == [])
            // A duty that was over before it was given is none of it.
            try await scene.county.owner.run("UPDATE posting SET held_to = '2021-08-02' WHERE site = 'T-01'")
            try await head.withdraw(guidance: given, reason: "记错了点位")
        }
    }

    @Test("A visit under a former code is not for whoever holds a duty under the new one to withdraw")
    func moved() async throws {
        try await CaseCounty.with { scene in
            _ = try await scene.county.shell.importSites([
                township("T-04", [DutyEntry(.director, "四号乡镇卫生院院长", since: day("01-01"))])
            ])
            try await scene.county.owner.run(
                """
                UPDATE operation SET closed_on = '2021-08-20' WHERE site = 'T-01';
                UPDATE operation SET predecessor = 'T-01', opened_on = '2021-08-20' WHERE site = 'T-04'
                """
            )
            try await scene.county.add("head", .administrator, .director, duties: ["director@T-04"])
            let head = try await scene.county.signedIn("head").store
            await #expect(throws: StoreError.forbidden) {
                try await head.withdraw(try InspectionRows.id(1), reason: "走错了点位")
            }
            try await scene.office.withdraw(try InspectionRows.id(1), reason: "走错了点位")
        }
    }

    @Test("Whoever may not read a numbered document takes the next number all the same")
    func numbers() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("deputy", .supervision, .director, duties: ["director@T-01"])
            let deputy = try await scene.county.signedIn("deputy").store
            _ = try await CaseHoldTests.propose(scene)
            // The term is over, and the case names it still: its proposal is read no more than before.
            try await scene.county.owner.run("UPDATE posting SET held_to = '2021-08-31' WHERE site = 'T-01'")
            let reported = try await scene.office.reportInfection(
                try CaseCounty.id(200),
                opening: try CaseCounty.id(201),
                at: "T-02",
                on: day("08-20"),
                source: "核酸检测报告"
            )
            #expect(reported.outcome == .done)
            #expect(try await deputy.callInterview(in: reported.id, points: "分区与轨迹") == .done)
            #expect(try await scene.supervision.caseRecord(reported.id).steps.map(\.number) == [2])
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
            // Taking the duty off the account opens nothing, and closes nothing.
            let before = try await chief.caseRecord(key)
            try await scene.county.owner.run("DELETE FROM account_duty WHERE account = 'chief'")
            #expect(try await chief.caseRecord(key) == before)
        }
    }

    @Test("Who is dismissed before the decision still reads the own part of the case, is heard, and finds it")
    func dismissed() async throws {
        try await CaseCounty.with { scene in
            let key = try await CaseHoldTests.propose(scene)
            let before = try await scene.director.caseRecord(key)
            try await scene.county.shell.change(
                .end(.id(scene.term), last: day("08-31")),
                at: "T-01"
            )
            try await scene.county.owner.run("DELETE FROM account_duty WHERE account = 'wang'")
            #expect(try await scene.director.caseRecord(key) == before)
            #expect(before.steps.map(\.rung) == [.interview])
            #expect(try await scene.director.caseFile(key).ownTerms == [scene.term])
            #expect(try await scene.director.record(try scene.act(70, .statement), in: key) == .done)
            let own = try await scene.director.ownSites(now: .byClock)
            #expect(own.sites.isEmpty && own.cases == [key])
            // What came in is no statement from a paper.
            let stated = try await scene.director.caseRecord(key).acts.last
            #expect(stated?.kind == .statement && stated?.onPaper == false)
            // Whoever follows is not named, and reads nothing of it.
            try await scene.county.shell.change(
                .start(.director, person: "新任院长", from: day("09-01")),
                at: "T-01"
            )
            try await scene.county.add("next", .director, duties: ["director@T-01"])
            let next = try await scene.county.signedIn("next").store
            await #expect(throws: StoreError.noCase(key.description)) { try await next.caseRecord(key) }
            #expect(try await next.ownCases(leavingOut: []).isEmpty)
        }
    }

    @Test("An administrator changes no term of their own, nor is rid of the duty: another does")
    func terms() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("head", .administrator, .director, duties: ["director@T-01"])
            let head = try await scene.county.signedIn("head").store
            for act in [
                DutyAct.correct(.id(scene.term), TermCorrection(from: day("08-20"))),
                .withdraw(.id(scene.term), reinstating: false), .end(.id(scene.term), last: day("08-04")),
            ] {
                let problems = await #expect(throws: Problems.self) {
                    try await head.change(act, at: "T-01", why: "登记有误")
                }
                #expect(problems?.all.map(\.code) == ["ownTerm"])
            }
            // In an import it is said by its row, and the others of it are not taken either.
            let rows = [
                township("T-09"),
                township("T-01", [DutyEntry(.director, "继任院长", since: day("08-20"))]),
            ]
            let refused = await #expect(throws: Problems.self) {
                _ = try await head.importSites(rows, why: "换届")
            }
            #expect(refused?.all.map { "\($0.code) \($0.pointer)" } == ["ownTerm /1"])
            await #expect(throws: StoreError.noSite("T-09")) { _ = try await scene.office.site("T-09") }
            // Of somebody else they may, and somebody else of theirs.
            try await head.change(.start(.partyHead, person: "乡党委书记", from: day("01-01")), at: "T-01")
            let rid = try AccountChange(display: nil, roles: [], duties: [], messageAddress: nil)
            let kept = await #expect(throws: Problems.self) {
                _ = try await head.change("head", to: rid)
            }
            #expect(kept?.all.map(\.code) == ["ownDuty"])
            #expect(try await scene.office.change("head", to: rid))
            // Once it is off the account, the term is still the own one.
            let later = await #expect(throws: Problems.self) {
                try await head.change(.withdraw(.id(scene.term), reinstating: false), at: "T-01", why: "登记有误")
            }
            #expect(later?.all.map(\.code) == ["ownTerm"])
            try await scene.office.change(.end(.id(scene.term), last: day("08-31")), at: "T-01")
        }
    }
}
