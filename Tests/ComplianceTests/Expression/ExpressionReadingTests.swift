import Compliance
import Testing

@Suite("Reading and checking formulas")
struct ExpressionReadingTests {
    @Test(
        "What cannot be read is refused where it stands",
        arguments: [
            ("", 0), ("1 +", 3), ("(1", 2), ("1)", 1), ("1 2", 2), ("* 2", 0), ("1 ! 2", 2),
            ("$residents", 0), ("${}", 0),
            ("${a b}", 0), ("1 + ${a", 4), ("'abc", 0), ("1 + \"x", 4), ("1.2.3", 0), ("1 + 2.", 4),
            ("a # b", 2),
            ("１ + 1", 0), ("sum(1)", 0), ("1 + today()", 4), ("not()", 0), ("not(1, 2)", 0), ("if(1, 2)", 0),
            ("min()", 0), ("true", 4), ("true(1)", 0), ("ceiling 1", 8), ("1 == 2", 3), ("1 AND 2", 2),
        ]
    )
    func refused(formula: String, offset: Int) {
        let error = #expect(throws: ExpressionError.self) { try Expression(parsing: formula) }
        #expect(error?.offset == offset, "\(error?.message.en ?? "")")
    }

    @Test("Length and depth are bounded")
    func bounds() throws {
        let long = try Expression(parsing: String(repeating: "1+", count: 999) + "11")
        #expect(long.evaluate { _ in .missing } == .number(1_010))
        #expect(long.check(.number, scope: { _ in nil }, known: { [] }).isEmpty)
        let conditions = try Expression(parsing: String(repeating: "1<2 and ", count: 249) + "1<2")
        #expect(conditions.check(.boolean, scope: { _ in nil }, known: { [] }).isEmpty)
        #expect(throws: ExpressionError.self) {
            try Expression(parsing: String(repeating: "1+", count: 999) + "111")
        }
        func nested(_ open: String, _ count: Int) -> String {
            String(repeating: open, count: count) + "1"
                + (open == "(" ? String(repeating: ")", count: count) : "")
        }
        _ = try Expression(parsing: nested("(", 40))
        #expect(throws: ExpressionError.self) { try Expression(parsing: nested("(", 60)) }
        #expect(throws: ExpressionError.self) { try Expression(parsing: nested("-", 60)) }
        // Right-nested by precedence rather than by parentheses.
        #expect(throws: ExpressionError.self) { try Expression(parsing: nested("not(", 300)) }
    }

    @Test("The names of a formula come in order, each once, with where it stands first")
    func references() throws {
        let found = try Expression(parsing: "${b} + ${a} * ${b} - if(${c-1} > 0, 1, 2)").references
        #expect(found.map(\.name) == ["b", "a", "c-1"])
        #expect(found.map(\.offset) == [0, 7, 24])
    }

    private static let names: [String: ExpressionName] = [
        "n": ExpressionName(.number), "p": ExpressionName(.number, isNonZero: true),
        "t": ExpressionName(.text),
        "d": ExpressionName(.date), "air": ExpressionName(.yesNo),
        "kitchen": ExpressionName(.oneOf(["own", "caterer"])),
        "broken": ExpressionName(nil),
    ]

    private static func check(_ formula: String, _ expected: ExpressionType) throws -> [ExpressionError] {
        try Expression(parsing: formula).check(expected, scope: { names[$0] }, known: { names.keys.sorted() })
    }

    @Test(
        "What makes sense passes",
        arguments: [
            ("${n} > 0 and ${air} = 'yes'", .boolean), ("${n} div ${p}", .number), ("1 div 2", .number),
            ("if(${n} > 0, 1 div ${n}, 0)", .number), ("if(${n} = 0, 0, 1 div ${n})", .number),
            ("if(0 < ${n}, 1 div ${n}, 0)", .number), ("if(not(${n} = 0), 1 mod ${n}, 0)", .number),
            ("${n} != 0 and 1 div ${n} > 2", .boolean), ("${n} = 0 or 1 div ${n} > 2", .boolean),
            ("if(${n} >= 1 and ${t} = 'x', 1 div ${n}, 0)", .number), ("1 div (${p} * 2)", .number),
            ("1 div -${p}", .number), ("1 div max(1, ${n})", .number),
            ("if(${n} - 1 > 0, 1 div (${n} - 1), 0)", .number),
            ("${d} - 30", .date), ("30 + ${d}", .date), ("${d} - ${d}", .number), ("${d} < ${d}", .boolean),
            ("if(${n} > 1, 'a', ${t})", .text), ("${kitchen} = ${t}", .boolean),
            ("selected(${kitchen}, 'own')", .boolean),
            ("${broken} + 1 > 2", .boolean), ("${broken} = 'x' and 1 div ${p} > 0", .boolean),
            ("true()", .boolean),
        ] as [(String, ExpressionType)]
    )
    func sound(formula: String, expected: ExpressionType) throws {
        let errors = try Self.check(formula, expected)
        #expect(errors.isEmpty, "\(errors.map(\.message.en))")
    }

    @Test(
        "What does not is named where it stands",
        arguments: [
            ("${m} + 1", .number, [0]), ("${n} + ${m} + ${o}", .number, [7, 14]), ("${n}", .boolean, [0]),
            ("${n} > 0", .number, [0]), ("${n} + ${t}", .number, [5]), ("${d} + ${d}", .date, [5]),
            ("1 - ${d}", .date, [2]), ("${t} > 'a'", .boolean, [5]), ("${n} = 'a'", .boolean, [5]),
            ("${air} = 'maybe'", .boolean, [7]), ("selected(${kitchen}, 'none')", .boolean, [0]),
            ("not(${n})", .boolean, [4]),
            ("${n} and true()", .boolean, [0]), ("ceiling(${t})", .number, [8]),
            ("if(${n}, 1, 2)", .number, [3]),
            ("if(true(), 1, 'a')", .number, [0]), ("1 div ${n}", .number, [2]), ("1 mod 0", .number, [2]),
            ("1 div (${p} - 1)", .number, [2]), ("if(${n} >= 0, 1 div ${n}, 0)", .number, [16]),
            ("if(${n} > 0, 0, 1 div ${n})", .number, [18]), ("${n} > 0 or 1 div ${n} > 1", .boolean, [14]),
            ("if(${n} > 0 or true(), 1 div ${n}, 0)", .number, [25]), ("1 div max(0, ${n})", .number, [2]),
        ] as [(String, ExpressionType, [Int])]
    )
    func unsound(formula: String, expected: ExpressionType, offsets: [Int]) throws {
        let errors = try Self.check(formula, expected)
        #expect(errors.map(\.offset) == offsets, "\(errors.map(\.message.en))")
    }

    @Test("A misspelt name gets the nearest one offered, a far one none")
    func nearest() throws {
        #expect(
            try Self.check("${kitchn} = 'own'", .boolean).first?.message.en
                .contains("did you mean 'kitchen'?") == true
        )
        #expect(
            try Self.check("${lavatory} = 'own'", .boolean).first?.message.en.contains("did you mean")
                == false
        )
    }
}
