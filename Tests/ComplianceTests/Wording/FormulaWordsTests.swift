import StrictJSON
import Testing

@testable import Compliance

@Suite("Formulas are said in words")
struct FormulaWordsTests {
    private static func number(_ name: String, zh: String, en: String, _ unit: Text) -> Fact {
        Fact(
            name: name,
            title: Text(zh: zh, en: en),
            type: .number(unit: unit, range: 0...5_000, decimals: 0)
        )
    }

    private static let people = Text(zh: "人", en: "people")
    private static let facts = [
        number("residents", zh: "在住人数（含陪护）", en: "Residents (carers too)", people),
        number("staff", zh: "工作人员数", en: "Staff", people),
        number("floors", zh: "层数", en: "Floors", Text(zh: "层", en: "floors")),
        Fact(name: "air", title: Text(zh: "是否用空调", en: "Air conditioning"), type: .yesNo),
        Fact(
            name: "kitchen",
            title: Text(zh: "供餐方式", en: "Meals"),
            type: .choice([Choice(value: "own", title: Text(zh: "自有厨房", en: "Own kitchen"))])
        ),
        Fact(name: "start", title: Text(zh: "开始日期", en: "First day"), type: .date),
    ]

    private static let standard = Swift.Result {
        try Standard.sample([.sample("A-01"), .number("A-02", is: .atLeast, "3")], facts: facts)
    }

    private static func words() throws -> FormulaWords { try standard.get().words }

    /// A bound of so many "名 / medics", or of a date.
    private static func bound(
        _ direction: Direction,
        _ formula: String,
        isDate: Bool = false
    ) throws -> Text {
        let unit = Text(zh: "名", en: "medics")
        let item = Item.sample(
            "A-09",
            answer: isDate ? .date : .number(unit: unit, range: 0...1_000, decimals: 0),
            minimum: .bound(direction, Formula(formula))
        )
        return try words().requirement(of: item)
    }

    @Test(
        "A bound: its value where that is settled, else what it is worked out from",
        arguments: [
            ("7", "不少于 7 名", "at least 7 medics"), ("${medics_per_50}", "不少于 2 名", "at least 2 medics"),
            ("(100 - ${pass_mark}) * 2", "不少于 60 名", "at least 60 medics"),
            ("${residents}", "不少于在住人数", "at least 'Residents'"),
            (
                "ceiling(${residents} * ${medics_per_50} div 50)", "在住人数每 50 人不少于 2 名，按当日数计算，尾数进一",
                "at least 2 medics for every 50 people of 'Residents', rounded up"
            ),
            (
                "ceiling(${staff} * ${good_mark} div 100)", "不少于工作人员数的 90%，尾数进一",
                "at least 90 % of 'Staff', rounded up"
            ),
            // 100 of 100 are all of them, and whole.
            ("ceiling(${staff} * (30 + ${pass_mark}) div 100)", "不少于工作人员数", "at least 'Staff'"),
            ("floor(${staff} * (90 - ${good_mark}) div 100)", "不少于 0 名", "at least 0 medics"),
            (
                "ceiling(${A-02} div 3)", "不少于 A-02“文字”的三分之一，尾数进一",
                "at least a third of A-02 'words', rounded up"
            ),
            (
                "ceiling(${residents} * 2 div 50) * 3",
                "不少于（按在住人数每 50 人 2 名计算的数（尾数进一））的 3 倍", nil
            ),
            ("if(${air} = 'yes', 24, 12)", "不少于“是否用空调”为“是”时 24，否则 12", nil),
            (
                "(${visit_date} - ${start}) * 2", "不少于开始日期到检查日的天数的 2 倍",
                "at least 2 times the days from 'First day' to the day of the visit"
            ),
            ("${residents} + ${staff} - 1", "不少于（在住人数加工作人员数）减 1", nil),
            ("max(${floors}, ${staff})", "不少于层数、工作人员数中较大的", "at least the greater of 'Floors' and 'Staff'"),
        ] as [(String, String, String?)]
    )
    func bounds(formula: String, zh: String, en: String?) throws {
        let said = try Self.bound(.atLeast, formula)
        #expect(said.zh == zh)
        if let en { #expect(said.en == en) }
    }

    @Test("A date lies early or late, a share is at most")
    func dates() throws {
        let since = try Self.bound(.atLeast, "${visit_date} - 30", isDate: true)
        #expect(since == Text(zh: "不早于检查日前 30 天", en: "no earlier than 30 days before the day of the visit"))
        #expect(try Self.bound(.equals, "${start}", isDate: true).zh == "为开始日期")
        #expect(try Self.bound(.atMost, "floor(${staff} * 5 div 100)").zh == "不超过工作人员数的 5%，尾数舍去")
    }

    @Test(
        "A condition",
        arguments: [
            ("${residents} > 0", "在住人数大于 0", "'Residents' is more than 0"),
            ("0 < ${residents}", "在住人数大于 0", "'Residents' is more than 0"),
            ("${floors} > 1", "层数大于 1 层", "'Floors' is more than 1 floors"),
            ("${kitchen} = 'own'", "“供餐方式”为“自有厨房”", "'Meals' is 'Own kitchen'"),
            ("selected(${kitchen}, 'own')", "“供餐方式”为“自有厨房”", "'Meals' is 'Own kitchen'"),
            ("not(${air} = 'yes')", "“是否用空调”不为“是”", "'Air conditioning' is not 'yes'"),
            (
                "${visit_date} - ${start} >= 14", "开始日期到检查日的天数不少于 14 天",
                "the days from 'First day' to the day of the visit is at least 14 days"
            ),
            ("${start} <= ${visit_date}", "开始日期不晚于检查日", "'First day' is no later than the day of the visit"),
            (
                "${staff} = 0 or ${staff} > 1 and ${floors} <= 3", "工作人员数等于 0，或（工作人员数大于 1 人，且层数不大于 3 层）",
                nil
            ),
            ("not(${staff} > 1 or ${floors} > 3)", "工作人员数不大于 1 人，且层数不大于 3 层", nil),
            ("true() and ${staff} <= ${residents}", "工作人员数不大于在住人数", nil),
            ("true()", "任何情况下都成立", "it always holds"),
        ] as [(String, String, String?)]
    )
    func conditions(formula: String, zh: String, en: String?) throws {
        let said = try Self.words().words(for: Formula(formula))
        #expect(said.zh == zh)
        if let en { #expect(said.en == en) }
    }

    @Test(
        "When a grade is given",
        arguments: [
            ("${critical_gaps} > 0 or ${score} < ${pass_mark}", "有一票否决项未达标，或得分低于 70"),
            ("${score} < ${good_mark} or ${major_gaps} > 0", "得分低于 90，或有重要项未达标"), ("true()", "其他情况"),
            ("${minor_gaps} >= 5 and ${critical_gaps} = 0", "未达标的一般项不少于 5 项，且没有一票否决项未达标"),
            ("${attainable_A} > 0 and ${score_A} <= 60", "“A 文字”的应得分值高于 0，且“A 文字”的得分不高于 60"),
        ]
    )
    func grades(formula: String, zh: String) throws {
        #expect(try Self.words().condition(of: GradeRule("g", formula)).zh == zh)
    }

    @Test("The formula itself stands with its names in words")
    func symbols() throws {
        let said = try Self.words()
            .symbols(
                Formula("ceiling((${residents} + 1) * ${pass_mark} div 50) >= 3 and ${kitchen} != 'own'")
            )
        #expect(said.zh == "进一取整（（在住人数 + 1） × 文字 ÷ 50） ≥ 3 且 “供餐方式” ≠ “自有厨房”")
        #expect(said.en == "round up(('Residents' + 1) × 'words' ÷ 50) ≥ 3 and 'Meals' ≠ 'Own kitchen'")
    }

    @Test("What is made of a hostile formula stays small")
    func bounded() throws {
        let long = (["${staff}"] + Array(repeating: "${residents}", count: 100)).joined(separator: " + ")
        #expect(try Self.bound(.atLeast, long).zh == "按算式计算")
        let deep = String(repeating: "not(", count: 20) + "${air} = 'yes'" + String(repeating: ")", count: 20)
        let said = try Self.words().words(for: Formula(deep)).zh
        #expect(said == "“是否用空调”为“是”")
    }

    @Test(
        "Words are asked for where a choice stands in another, or too much stands in one formula",
        arguments: [
            ("min(4, if(${staff} > 1, 1, 0))", true), ("max(${staff}, 1) * 2", true),
            ("if(${staff} > 9, 3, if(${staff} > 4, 2, 1))", false),
            ("min(10, ${staff}) <= ${residents}", false),
            ("ceiling(${residents} * ${medics_per_50} div 50) * 3", false),
            ("ceiling(max(${staff}, ${floors}) div 2)", true),
            ("${staff} + ${staff} + ${staff} + ${staff} + ${staff} + ${staff} + ${staff} + ${staff}", false),
            (
                "${staff} + ${staff} + ${staff} + ${staff} + ${staff} + ${staff} + ${staff} + ${staff} + 1",
                true
            ),
            // What is settled is no longer there.
            ("min(${pass_mark}, if(true(), 3, ${staff}))", false),
        ]
    )
    func unreadable(formula: String, isSo: Bool) throws {
        #expect(try Self.words().needsWords(Formula(formula)) == isSo)
    }

    @Test("Words of its own stand for the formula")
    func says() throws {
        var item = Item.number("A-09", is: .atLeast, "min(3, ${staff})", applies: "${staff} > 0")
        (item.says, item.appliesSays) = (Text(zh: "够用", en: "enough"), Text(zh: "有人", en: "somebody"))
        #expect(try Self.words().requirement(of: item).zh == "够用")
        #expect(try Self.words().applies(item)?.en == "somebody")
        var grade = GradeRule("g", "${score} < 60")
        grade.says = Text(zh: "太差", en: "too bad")
        #expect(try Self.words().condition(of: grade).zh == "太差")
    }
}

@Suite("What is entered so far settles bounds")
struct SettledBoundsTests {
    @Test("Those that speak of it, whatever is wrong with the rest")
    func settled() throws {
        let standard = try Standard.sample(
            [
                .number("A-01", is: .atLeast, "ceiling(${residents} * ${medics_per_50} div 50)"),
                .number("A-02", is: .atLeast, "${A-01} + 1"),
                .number("A-03", is: .atLeast, "${medics_per_50}"),
                .number("A-04", is: .atMost, "${visit_date} - ${start}"),
            ],
            facts: [.residents, Fact(name: "start", title: .any, type: .date)]
        )
        func bounds(_ facts: Node, _ answers: Node = .object([]), day: Node? = nil) -> [String: String] {
            standard.bounds(
                settledBy: .object([("facts", facts), ("answers", answers), ("finishedAt", day)])
            )
            .mapValues { bound in
                if case .number(let number) = bound.value { number.exact } else { "" }
            }
        }
        // 51 of 50 a two: three; what stands fast anyway is not said again.
        let facts: Node = .object([("residents", 51), ("start", "2021-08-08")])
        #expect(bounds(facts) == ["A-01": "3"])
        #expect(bounds(facts, .object([("A-01", 4), ("Z-99", "?")])) == ["A-01": "3", "A-02": "5"])
        let day: Node = "2021-08-18T10:00:00+08:00"
        #expect(bounds(facts, day: day) == ["A-01": "3", "A-04": "10"])
        let unreadable: Node = .object([("residents", 51), ("start", "yesterday")])
        #expect(bounds(unreadable, day: day) == ["A-01": "3"])
        #expect(bounds(.object([("residents", "many"), ("other", 3)])).isEmpty)
        #expect(bounds("no object", "none").isEmpty)
    }
}
