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
        fixed: Set<String> = [],
        _ grades: [GradeRule] = GradeRule.provincial
    ) throws -> Text? {
        let standard = try standard(grades)
        let answers = standard.checklist.items.map {
            ($0.code, short.contains($0.code) ? Answer.Value.no : .yes)
        }
        let result = standard.score(Dictionary(uniqueKeysWithValues: answers), fixed: fixed)
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
