import StrictJSON
import Testing

@testable import Compliance

@Suite("What cannot be worked out is never good")
struct UndecidedTests {
    /// A section of 100 points that is always there, and one of 100 that a site may not have.
    private static func standard(_ when: String, _ others: [GradeRule] = []) throws -> Standard {
        try .sample(
            [
                .graded("A-01", points: 100),
                .sample("B-01", .major, points: 100, allowsNotApplicable: true),
            ],
            grades: [GradeRule("bad", when)] + others + [GradeRule("good", "true()")]
        )
    }

    /// Section A with the points lost; section B does not apply.
    private static func sheet(_ standard: Standard, lost: Rational) -> AnswerSheet {
        standard.sheet([
            "A-01": .deducted(codes: [], further: lost), "B-01": .notApplicable(reason: "none"),
        ])
    }

    @Test(
        "Conditions are worked out by three values: what is missing matters unless it cannot",
        arguments: [
            // A has 10 of 100.
            ("min(${score_A}, ${score_B}) < 60", 90, nil), ("${score_B} < 60", 90, nil),
            ("${score_A} < 60 or ${score_B} < 60", 90, "bad"),
            ("${score_B} < 60 or ${score_A} < 60", 90, "bad"),
            ("${score_A} < 60 and ${score_B} < 60", 90, nil),
            // A has 100 of 100.
            ("${score_A} < 60 or ${score_B} < 60", 0, nil),
            ("${score_A} < 60 and ${score_B} < 60", 0, "good"),
            ("${score_B} < 60 and ${score_A} < 60", 0, "good"),
            ("not(${score_B} >= 60)", 0, nil), ("${score_B} != 100", 0, nil), ("${score_B} = 100", 0, nil),
            ("if(${score_B} < 60, true(), false())", 0, nil),
            ("if(${score_A} < 60, ${score_B} < 60, false())", 0, "good"),
            ("if(${score_A} < 60, ${score_B} < 60, false())", 90, nil),
            ("if(${attainable_B} > 0, ${score_B}, 100) < 60", 0, "good"),
            ("min(${score_A}, if(${attainable_B} > 0, ${score_B}, 100)) < 60", 90, "bad"),
            ("${attainable_B} = 0", 0, "bad"), ("${attainable_A} + ${attainable_B} = 100", 0, "bad"),
            ("${score_A} * 0 + ${score_B} * 0 = 0", 0, nil), ("${critical_gaps} > 0", 0, "good"),
        ] as [(String, Rational, String?)]
    )
    func threeValues(when: String, lost: Rational, grade: String?) throws {
        let standard = try Self.standard(when)
        let result = standard.score(Self.sheet(standard, lost: lost))
        #expect(result.grade?.code == grade)
        #expect(result.score == 100 - lost)
        #expect((result.undecided == nil) == (grade != nil))
        #expect(result.lift == nil || grade == "bad")
        if grade == nil { #expect(result.undecided?.missing.map(\.name) == ["score_B"]) }
    }

    @Test("No better grade is given after a condition that cannot be worked out, nor a worse one taken back")
    func order() throws {
        let standard = try Self.standard("${score_A} < 20", [GradeRule("fair", "${score_B} < 60")])
        #expect(standard.score(Self.sheet(standard, lost: 90)).grade?.code == "bad")
        let undecided = standard.score(Self.sheet(standard, lost: 50)).undecided
        #expect(undecided?.grade == "fair")
        #expect(undecided?.missing.map(\.title.en) == ["the score of section B: nothing in it applied"])
        // With both sections there, every condition is known.
        let whole = standard.score(["A-01": .deducted(codes: [], further: 50), "B-01": .yes])
        #expect(whole.grade?.code == "good" && whole.undecided == nil && whole.whyNoGrade == nil)
    }

    @Test("Nothing to score is another thing, and said as such")
    func nothing() throws {
        let standard = try Standard.sample([.sample("A-01", allowsNotApplicable: true)])
        let result = standard.score(["A-01": .notApplicable(reason: "none")])
        #expect(result.grade == nil && result.undecided == nil)
        #expect(result.whyNoGrade == Text(zh: "没有可评的项目", en: "nothing to score"))
    }

    @Test("The report and the explanation say it, and what is missing")
    func said() throws {
        let standard = try Self.standard("min(${score_A}, ${score_B}) < 60")
        let sheet = Self.sheet(standard, lost: 90)
        let result = standard.score(sheet)
        let words = "could not be worked out; missing: the score of section B: nothing in it applied"
        #expect(result.whyNoGrade?.en == words)
        #expect(result.whyNoGrade?.zh.hasPrefix("无法判定，缺：B 部分的得分") == true)
        let report = result.report(standard)
        #expect(report["grade"] == nil)
        #expect(report["undecided"]?["grade"]?.string == "bad")
        #expect(report["undecided"]?["missing"]?.array?.first?["name"]?.string == "score_B")
        let explanation = standard.explain(result, sheet).parts.first { $0.kind == .grade }
        #expect(explanation?.code == nil && explanation?.value.en == words)
        #expect(
            explanation?.parts.map(\.value.en) == [
                "the smaller of the score of section A and the score of section B is less than 60: "
                    + words
            ]
        )
    }

    @Test("Stored and read again it is the same, and so is what closing a gap would do")
    func stored() throws {
        let standard = try Self.standard("${critical_gaps} + ${lost} > 50 or ${score_B} < 60")
        let sheet = Self.sheet(standard, lost: 90)
        let result = standard.score(sheet)
        // 90 lost are below; with A-01 closed all hangs on section B, so that nothing lifts the grade.
        #expect(result.grade?.code == "bad" && result.lift == nil)
        #expect(result.gaps.map(\.ifClosed) == [IfClosed(score: 100, grade: nil)])
        #expect(try Result(JSON.read(Array(JSON.write(result.node).utf8)), sheet, for: standard) == result)
        let unknown = standard.score(Self.sheet(standard, lost: 40))
        #expect(unknown.undecided != nil && unknown.lift == nil)
        let again = try Result(
            JSON.read(Array(JSON.write(unknown.node).utf8)),
            Self.sheet(standard, lost: 40),
            for: standard
        )
        #expect(again == unknown)
    }

    @Test("A bound with something missing leaves its item not checked, and says what is missing")
    func bounds() throws {
        let standard = try Standard.sample(
            [
                .number("A-01", points: 1, is: .atLeast, "${A-02} * 2 + ${A-03} + ${residents}"),
                .number("A-02", is: .atLeast, "0"),
                .number("A-03", is: .atLeast, "0", applies: "${A-04} = 'yes'"), .sample("A-04"),
            ],
            facts: [.residents]
        )
        let sheet = standard.sheet(["A-01": .number(900), "A-04": .no])
        let result = standard.score(sheet)
        let outcome = result.outcomes[0]
        #expect(outcome.status == .notChecked && outcome.earned == 0 && outcome.attainable == 1)
        let missing = ["A-02 (not checked)", "A-03 (not in scope)", "Residents"]
        #expect(outcome.missing.map(\.title.en) == missing)
        let names = result.report(standard)["outcomes"]?.array?.first?["missing"]?.array?
            .map { $0["name"]?.string }
        #expect(names == ["A-02", "A-03", "residents"])
        #expect(try Result(JSON.read(Array(JSON.write(result.node).utf8)), sheet, for: standard) == result)
        let item = standard.explain(result, sheet).parts.first { $0.code == "A" }?.parts.first
        let minimum = item?.parts.first { $0.kind == .minimum }
        #expect(
            minimum?.value.en
                .hasSuffix(
                    "could not be worked out; missing: " + missing.joined(separator: "; ")
                ) == true
        )
        // With everything there nothing is missing.
        let whole = standard.score(
            ["A-01": .number(900), "A-02": .number(1), "A-03": .number(1), "A-04": .yes],
            facts: ["residents": .number(3)]
        )
        #expect(whole.outcomes[0].status == .met && whole.outcomes.allSatisfy(\.missing.isEmpty))
    }
}
