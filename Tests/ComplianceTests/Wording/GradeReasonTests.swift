import Testing

@testable import Compliance

@Suite("A result says why it has its grade")
struct GradeReasonTests {
    /// One critical item, one major of three points, twenty minor ones of a point each.
    private static func standard(_ grades: [GradeRule] = GradeRule.provincial) throws -> Standard {
        let minor = (1...20).map { Item.sample("B-\($0 < 10 ? "0" : "")\($0)") }
        return try Standard.sample(
            [.sample("A-01", .critical), .sample("A-02", .major, points: 3)] + minor,
            grades: grades
        )
    }

    private static func why(
        _ short: [String],
        unchecked: Set<String> = [],
        fixed: Set<String> = [],
        _ grades: [GradeRule] = GradeRule.provincial
    ) throws -> Text? {
        let standard = try standard(grades)
        var answers: [String: Answer.Value] = [:]
        for item in standard.checklist.items { answers[item.code] = short.contains(item.code) ? .no : .yes }
        for code in unchecked { answers[code] = .notChecked }
        let result = standard.score(answers, fixed: fixed)
        return standard.whyGrade(result)
    }

    @Test("By what holds of its condition, with the figures that came out")
    func worst() throws {
        // 23 of 24 points are 95.83.
        let one = try Self.why(["A-01"])
        #expect(
            one
                == Text(
                    zh: "有 1 项一票否决项未达标，因此不达标",
                    en: "1 critical item falls short; therefore 'Below minimum'"
                )
        )
        // 15 of 24 points are 62.5.
        let minor = (1...8).map { "B-0\($0)" }
        #expect(try Self.why(["A-01"] + minor)?.zh == "有 1 项一票否决项未达标；得分 62.5，低于 70；因此不达标")
        // 21 of 24 points are 87.5.
        let major = try Self.why(["A-02"])
        #expect(major?.zh == "得分 87.5，低于 90；有 1 项重要项未达标；因此基本达标")
        #expect(
            major?.en == "the score, 87.5, is below 90; 1 major item falls short; therefore 'Basically meets'"
        )
    }

    @Test("The best by what no worse one has; of two marks the higher is said")
    func best() throws {
        #expect(try Self.why([])?.zh == "没有一票否决项未达标；得分 100.0，不低于 90；没有重要项未达标；因此达标")
        // A major gap that was fixed on the spot is not open: 21 of 24 points stay below 90 all the same.
        #expect(try Self.why(["A-02"], fixed: ["A-02"])?.zh == "得分 87.5，低于 90，因此基本达标")
    }

    /// A grade given under that condition, and one otherwise.
    private static func eitherWay(_ bad: String) -> [GradeRule] {
        [GradeRule("bad", bad), GradeRule("good", "true()")]
    }

    @Test("What nobody checked is not said to fall short")
    func notChecked() throws {
        let critical = try Self.why([], unchecked: ["A-01"])
        #expect(
            critical
                == Text(
                    zh: "有 1 项一票否决项未检查，因此不达标",
                    en: "1 critical item was not checked; therefore 'Below minimum'"
                )
        )
        let short = ["B-01", "B-02"]
        let unchecked: Set<String> = ["B-03", "B-04", "B-05"]
        let one = Self.eitherWay("${minor_gaps} > 0")
        let mixed = try Self.why(short, unchecked: unchecked, one)
        #expect(mixed?.zh == "有 2 项一般项不符合，3 项未检查，因此文字")
        #expect(mixed?.en == "2 minor items fall short and 3 were not checked; therefore 'words'")
        #expect(
            try Self.why(["B-01"], unchecked: ["B-03"], one)?.en
                == "1 minor item falls short and 1 was not checked; therefore 'words'"
        )
        #expect(try Self.why(short, one)?.zh == "有 2 项一般项未达标，因此文字")
        let five = try Self.why(short, unchecked: unchecked, Self.eitherWay("${minor_gaps} >= 5"))
        #expect(five?.zh == "有 2 项一般项不符合，3 项未检查，共 5 项，不少于 5 项，因此文字")
        #expect(
            five?.en
                == "2 minor items fall short and 3 were not checked, together 5, which is at least 5; therefore 'words'"
        )
        let three = try Self.why([], unchecked: unchecked, Self.eitherWay("${minor_gaps} >= 2"))
        #expect(three?.zh == "有 3 项一般项未检查，不少于 2 项，因此文字")
        #expect(three?.en == "3 minor items were not checked, which is at least 2; therefore 'words'")
    }

    @Test("Of conditions joined by 'or', wherever they stand, only those that hold are said")
    func partsThatHold() throws {
        let nine = (1...9).map { "B-0\($0)" }
        // 15 of 24 points are 62.5, 21 are 87.5.
        let both = Self.eitherWay("${score} < 70 and ${major_gaps} > 0")
        let low = try Self.why(nine, both)
        #expect(low?.zh == "没有重要项未达标，因此文字")
        #expect(low?.en == "no major item falls short; therefore 'words'")
        #expect(try Self.why(["A-02"], both)?.zh == "得分 87.5，不低于 70，因此文字")
        #expect(try Self.why([], both)?.zh == "得分 100.0，不低于 70；没有重要项未达标；因此文字")

        let within = Self.eitherWay("(${score} < 70 or ${major_gaps} > 0) and ${critical_gaps} = 0")
        #expect(try Self.why(["A-02"], within)?.zh == "有 1 项重要项未达标，且没有一票否决项未达标，因此文字")
        #expect(try Self.why(nine, within)?.zh == "得分 62.5，低于 70，且没有一票否决项未达标，因此文字")

        let denied = Self.eitherWay("not(${score} >= 70 and ${major_gaps} = 0)")
        #expect(try Self.why(["A-02"], denied)?.zh == "有 1 项重要项未达标，因此文字")

        let choice = Self.eitherWay("if(${major_gaps} > 0, ${score} < 90, ${score} < 70)")
        #expect(try Self.why(["A-02"], choice)?.zh == "有 1 项重要项未达标，且得分 87.5，低于 90，因此文字")
        #expect(try Self.why([], choice)?.zh == "没有重要项未达标；得分 100.0，不低于 70；因此文字")
    }

    @Test("A higher mark is not left out for a lower one that a better grade asks for")
    func higherMark() throws {
        let grades = [
            GradeRule("bad", "${score} < 90 and ${minor_gaps} > 0"), GradeRule("middling", "${score} < 70"),
            GradeRule("good", "true()"),
        ]
        // 23 of 24 points are 95.83.
        #expect(try Self.why(["B-01"], grades)?.zh == "得分 95.8，不低于 90，因此文字")
    }

    @Test("A grade's own words stand for its condition; nothing attainable gives no reason")
    func ownWords() throws {
        var bad = GradeRule("bad", "${lost} + ${worst} > 0")
        bad.says = Text(zh: "丢了分", en: "points were lost")
        let grades = [bad, GradeRule("good", "true()")]
        #expect(try Self.why(["B-01"], grades)?.zh == "丢了分，因此文字")
        #expect(try Self.why([], grades)?.en == "the condition of no worse grade holds; therefore 'words'")
        #expect(try Self.why([], [GradeRule("only", "true()")]) == nil)
    }
}
