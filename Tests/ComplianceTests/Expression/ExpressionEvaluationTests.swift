import Compliance
import Testing

@Suite("Working out formulas")
struct ExpressionEvaluationTests {
    /// What the names in the cases below stand for; others are missing.
    private static let names: [String: ExpressionValue] = [
        "residents": .number(34), "medics_per_50": .number(2), "zero": .number(0), "E-03": .number(3),
        "central_air": .text("no"), "visit_date": day("2021-08-18"), "begun": day("2021-08-04"),
        "yes": .boolean(true),
        "no": .boolean(false),
    ]

    private static func day(_ text: String) -> ExpressionValue { Day(text).map { .date($0) } ?? .missing }

    private static func value(_ formula: String) throws -> ExpressionValue {
        try Expression(parsing: formula).evaluate { names[$0] ?? .missing }
    }

    @Test(
        "Numbers, exactly, in XPath's order of operators",
        arguments: [
            ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 3 - 2", "5"), ("2 * 3 div 4", "1.5"),
            ("7 mod 4 * 2", "6"),
            ("-2 * -3", "6"), ("--2", "2"), ("- 7 mod 4", "-3"), ("7 mod -4", "3"), ("0.1 + 0.2", "0.3"),
            ("1 div 3 * 3", "1"),
            ("2 div 3", "2/3"), ("ceiling(${residents} * ${medics_per_50} div 50)", "2"),
            ("ceiling(-0.5)", "0"),
            ("floor(-0.5)", "-1"), ("round(2.5)", "3"), ("round(-2.5)", "-2"), ("min(3, 1, 2)", "1"),
            ("max(3)", "3"),
            ("${E-03} - 1", "2"), ("if(${zero} > 0, 1 div ${zero}, 9)", "9"),
            ("${visit_date} - ${begun}", "14"),
            ("99999999999999999999 * 99999999999999999999", "9999999999999999999800000000000000000001"),
        ]
    )
    func numbers(formula: String, expected: String) throws {
        #expect(try Self.value(formula) == .number(#require(Rational(exact: expected))))
    }

    @Test(
        "Conditions",
        arguments: [
            ("1 < 2 and 2 <= 2 and 3 > 2 and 2 >= 2 and 1 != 2", true), ("0.3 = 0.1 + 0.2", true),
            ("true() or false() and false()", true), ("(true() or false()) and false()", false),
            ("1 + 1 = 2 and not(1 > 2)", true), ("${central_air} = 'no'", true),
            ("${central_air} != \"no\"", false),
            ("selected(${central_air}, 'yes')", false), ("${visit_date} >= ${begun} + 14", true),
            ("${visit_date} - 14 > ${begun}", false), ("14 + ${begun} = ${visit_date}", true),
        ]
    )
    func conditions(formula: String, expected: Bool) throws {
        #expect(try Self.value(formula) == .boolean(expected))
    }

    @Test(
        "What is missing matters only where it can (Kleene)",
        arguments: [
            ("${no} and ${x} > 1", .boolean(false)), ("${x} > 1 and ${no}", .boolean(false)),
            ("${yes} and ${x} > 1", .missing), ("${x} > 1 and ${yes}", .missing),
            ("${yes} or ${x} > 1", .boolean(true)),
            ("${x} > 1 or ${yes}", .boolean(true)), ("${no} or ${x} > 1", .missing),
            ("${x} > 1 or ${no}", .missing),
            ("not(${x} > 1)", .missing), ("${x} = ${x}", .missing), ("${x} + 1", .missing),
            ("-${x}", .missing),
            ("if(${x} > 1, 2, 2)", .missing), ("if(${yes}, 2, ${x})", .number(2)),
            ("if(${no}, 2, ${x})", .missing),
            ("min(1, ${x})", .missing), ("selected(${x}, 'a')", .missing),
            ("selected('a', ${x})", .missing), ("not(selected(1, ${x}))", .missing),
            ("ceiling(${x})", .missing),
            ("1 div ${zero}", .missing), ("1 mod ${zero}", .missing),
        ] as [(String, ExpressionValue)]
    )
    func missing(formula: String, expected: ExpressionValue) throws {
        #expect(try Self.value(formula) == expected)
    }

    @Test("A date is moved by whole days within reason, and kept within the calendar")
    func dates() throws {
        #expect(try Self.value("${visit_date} - 0.5") == .missing)
        #expect(try Self.value("${visit_date} + 5000000") == .missing)
        #expect(try Self.value("${visit_date} + 4000000") == .date(.last))
        #expect(try Self.value("${visit_date} - 30") == Self.day("2021-07-19"))
    }
}
