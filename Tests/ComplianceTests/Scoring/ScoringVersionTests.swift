import StrictJSON
import Testing

@testable import Compliance

@Suite("Earlier rules of scoring")
struct ScoringVersionTests {
    private static func standard() throws -> Standard {
        try .sample(
            [.graded("A-01", points: 100), .sample("B-01", points: 100, allowsNotApplicable: true)],
            grades: [
                GradeRule("fail", "min(${score_A}, ${score_B}) < 60"), GradeRule("good", "true()"),
            ]
        )
    }

    /// Part A at 10 %, part B not applicable.
    private static func sheet(_ standard: Standard) -> AnswerSheet {
        standard.sheet([
            "A-01": .deducted(codes: [], further: 90), "B-01": .notApplicable(reason: "none"),
        ])
    }

    @Test("Version 1 passed over what it could not work out, and says so again")
    func first() throws {
        let (standard, sheet) = (try Self.standard(), Self.sheet(try Self.standard()))
        let then = standard.score(sheet, by: 1)
        #expect(then.scoringVersion == 1 && then.grade?.code == "good" && then.undecided == nil)
        #expect(then.gaps.map(\.ifClosed) == [IfClosed(score: 100, grade: "good")])
        // As version 1 stored it.
        let text = """
            {"scoringVersion": 1, "grade": "good",
             "items": {"A-01": {"status": "notMet", "earned": "10"}, "B-01": "notApplicable"},
             "gaps": {"A-01": {"score": "100", "grade": "good"}}}
            """
        let stored = try Result(JSON.read(Array(text.utf8)), sheet, for: standard)
        #expect(stored == then)
        #expect(try JSON.read(Array(JSON.write(then.node).utf8)) == JSON.read(Array(text.utf8)))
        let grade = standard.explain(stored, sheet).parts.first { $0.kind == .grade }
        #expect(grade?.code == "good")
        #expect(
            grade?.parts.map(\.value.en) == [
                "the smaller of the score of section A and the score of section B is less than 60: "
                    + "could not be worked out; missing: the score of section B: "
                    + "nothing in it applied (version 1 of the scoring rules took it not to hold)",
                "otherwise: holds",
            ]
        )
    }

    @Test("Today's rules are version 2; a what-if says whose grade they change")
    func whatIf() throws {
        let (standard, sheet) = (try Self.standard(), Self.sheet(try Self.standard()))
        #expect(Result.currentVersion == 2 && standard.score(sheet).scoringVersion == 2)
        let whatIf = WhatIf(standard.score(sheet, by: 1), sheet, from: standard, to: standard)
        #expect(whatIf.changesGrade && whatIf.changesScoring && whatIf.changes.isEmpty)
        #expect([whatIf.before.scoringVersion, whatIf.after.scoringVersion] == [1, 2])
        #expect(whatIf.before.grade?.code == "good" && whatIf.after.grade == nil)
        #expect(whatIf.node["after"]?["undecided"]?["missing"]?.array?.first?["name"]?.string == "score_B")
        #expect(whatIf.node["changesScoring"]?.bool == true)
        // Where both agree nothing changes but the release.
        let whole = standard.sheet(["A-01": .deducted(codes: [], further: 90), "B-01": .yes])
        let same = WhatIf(standard.score(whole, by: 1), whole, from: standard, to: standard)
        #expect(!same.changesGrade && same.changesScoring)
    }

    @Test("Where everything can be worked out both versions say the same", arguments: 0..<100)
    func same(seed: Int) throws {
        let random = try RandomSheet(seed: seed)
        let (then, now) = (random.standard.score(random.sheet, by: 1), random.standard.score(random.sheet))
        guard now.undecided == nil else { return }
        #expect(then.grade == now.grade && then.gaps == now.gaps && then.lift == now.lift)
    }
}
