import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@Suite("What is wrong with a checklist")
struct LintTests {
    @Test("The sample is sound")
    func sound() throws {
        #expect(try Sample.problems("", "").isEmpty)
        _ = try Standard(Sample.readChecklist(), Sample.readBaseline())
    }

    /// One fault: what is replaced by what, and the code, line, column and item of the complaint.
    struct Fault: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let code: String
        let line: Int32
        let column: Int32
        let item: String?

        init(
            _ old: String,
            _ new: String,
            _ code: String,
            _ line: Int32,
            _ column: Int32,
            _ item: String? = nil
        ) {
            (self.old, self.new, self.code) = (old, new, code)
            (self.line, self.column, self.item) = (line, column, item)
        }

        var testDescription: String { "\(code) \(line):\(column)" }
    }

    @Test(
        "Each fault is named with its line, column and item",
        arguments: [
            Fault("siteKind: townshipIsolation", "siteKind: township", "unknownWord", 3, 11),
            Fault("effectiveFrom: 2021-08-01", "effectiveFrom: 2021-02-30", "badDate", 5, 16),
            Fault("effectiveFrom: 2021-08-01", "effectiveFrom: 20210801", "badDate", 5, 16),
            Fault("checklist: sample-site", "checklist: Sample Site", "badName", 1, 12),
            Fault("version: \"1\"", "version: 1", "wrongType", 2, 10),
            Fault("title: {zh: 样表, en: Sample}", "title: {zh: 样表}", "missing", 4, 8),
            Fault("title: {zh: 样表, en: Sample}", "title: {zh: 样表, en: \" \"}", "blank", 4, 22),
            Fault(
                "title: {zh: 样表, en: Sample}",
                "title: {zh: 样表, en: \"a\\u202Eb\"}",
                "controlCharacter",
                4,
                22
            ),
            Fault("title: {zh: 样表, en: Sample}", "tittle: {zh: 样表, en: Sample}", "unknownName", 4, 9),
            Fault("baseline: sample", "baseline: other", "otherBaseline", 6, 11),
            Fault("  residents:", "  Residents:", "badName", 8, 14),
            Fault("  residents:", "  score:", "reservedName", 8, 10),
            Fault("  residents:", "  pass_mark:", "repeated", 8, 14),
            Fault("max: 5000", "max: 0", "emptyRange", 8, 97),
            Fault(
                "answer: {number: {unit: {zh: 人, en: people}, max: 5000}}",
                "answer: {graded: {step: 1, deductions: []}}",
                "gradedFact",
                8,
                55
            ),
            Fault("grades: default", "grades: standard", "wrongType", 9, 9),
            Fault("grades: default", "grades: []", "tooFew", 9, 9),
            Fault(
                "grades: default",
                "grades: [{grade: bad, colour: red, title: {zh: 差, en: Bad}, when: \"${score} < 1\"}]",
                "noLastGrade",
                9,
                68
            ),
            Fault(
                "grades: default",
                "grades: [{grade: bad, colour: red, title: {zh: 差, en: Bad}, when: \"${residents} < 1\"}]",
                "formula",
                9,
                68
            ),
            Fault("code: A\n", "code: a\n", "badName", 11, 11),
            Fault("code: A-01", "code: A-1", "badName", 14, 15, "A-1"),
            Fault("code: A-02", "code: A-01", "repeated", 26, 15, "A-01"),
            Fault("code: A-02", "code: B-03", "otherSection", 26, 15, "B-03"),
            Fault("check: [look]", "check: [lok]", "unknownWord", 16, 17, "A-01"),
            Fault("check: [look]", "check: []", "tooFew", 16, 16, "A-01"),
            Fault("check: [papers, look]", "check: [look, look]", "repeated", 28, 23, "A-02"),
            Fault("severity: critical", "severity: high", "unknownWord", 17, 19, "A-01"),
            Fault("        reason: {zh: 防止外出, en: Keeps people in}\n", "", "missing", 14, 9, "A-01"),
            Fault("points: 2\n", "points: 0\n", "outOfRange", 19, 17, "A-01"),
            Fault("points: 2\n", "points: -1\n", "outOfRange", 19, 17, "A-01"),
            Fault("points: 2\n", "points: 0.0625\n", "tooManyDecimals", 19, 17, "A-01"),
            Fault("points: 2\n", "points: 1/3\n", "wrongType", 19, 17, "A-01"),
            Fault("answer: yesNo", "answer: yesno", "unknownWord", 20, 17, "A-01"),
            Fault("answer: yesNo", "answer: text\n        minimum: yes", "noMinimum", 21, 18, "A-01"),
            Fault("answer: yesNo", "answer: date", "missing", 14, 9, "A-01"),
            Fault(
                "answer: yesNo",
                "answer: yesNo\n        minimum: {atLeast: 1}",
                "wrongType",
                21,
                18,
                "A-01"
            ),
            Fault("source: RULE", "source: RULES", "unknownSource", 21, 17, "A-01"),
            Fault("verified: read", "verified: sure", "unknownWord", 23, 19, "A-01"),
            Fault("responsible: director", "responsible: police", "departmentElsewhere", 24, 22, "A-01"),
            Fault("evidence: [photo]", "evidence: photo", "wrongType", 25, 19, "A-01"),
            Fault("atLeast: \"ceil", "atMost: \"ceil", "partialNeedsAtLeast", 34, 18, "A-02"),
            Fault("${residents} *", "${resident} *", "formula", 33, 37, "A-02"),
            Fault("div 50", "div ${residents}", "formula", 33, 69, "A-02"),
            Fault("ceiling(", "cieling(", "formula", 33, 29, "A-02"),
            Fault("${A-01} = 'yes'", "${A-01} = 'maybe'", "formula", 35, 48, "A-02"),
            Fault("${A-01} = 'yes'", "${B-01} > 1", "formula", 35, 40, "A-02"),
            Fault("${A-01} = 'yes'", "${A-02} > 1", "cycle", 26, 9, "A-02"),
            Fault("answer: yesNo", "answer: yesNo\n        applies: \"${A-02} > 1\"", "cycle", 14, 9, "A-01"),
            Fault("\"ceiling(${residents} * ${medics_per_50} div 50)\"", "51", "neverMet", 33, 28, "A-02"),
            Fault("points: 1}]", "points: 0.75}]", "notInSteps", 50, 100, "B-01"),
            Fault("points: 1}]", "points: 3.5}]", "deductsTooMuch", 50, 17, "B-01"),
            Fault("value: shared", "value: own", "repeated", 63, 75, "B-02"),
            Fault("oneOf: [own]", "oneOf: [owm]", "unknownChoice", 64, 27, "B-02"),
            Fault("oneOf: [own]", "oneOff: [own]", "unknownName", 64, 27, "B-02"),
        ]
    )
    func faults(fault: Fault) throws {
        #expect(Sample.checklist.contains(fault.old))
        let problems = try Sample.problems(fault.old, fault.new)
        let found = problems.first { $0.code == fault.code }
        let problem = try #require(found, "\(problems.map(\.line))")
        #expect(
            [problem.mark.line, problem.mark.column] == [fault.line, fault.column],
            "\(problems.map(\.line))"
        )
        #expect(problem.item == fault.item)
        #expect(!problem.message.zh.isEmpty && !problem.message.en.isEmpty)
    }

    @Test("Every fault of a file is said at once, in the order of its text")
    func allAtOnce() throws {
        let broken = Sample.checklist.replacing("points: 2\n", with: "points: 0\n")
            .replacing("siteKind: townshipIsolation", with: "siteKind: town")
            .replacing("verified: unverified", with: "verified: no")
            .replacing("${medics_per_50}", with: "${medics_per_5}")
        let problems = Standard.problems(of: try YAMLText.read(broken), with: try Sample.readBaseline())
        #expect(problems.map(\.mark.line) == [3, 19, 33, 54])
    }

    @Test("What follows from a fault already named is not reported again")
    func noEcho() throws {
        let problems = try Sample.problems(
            "answer: {number: {unit: {zh: 人, en: people}, max: 5000}}",
            "answer: numbr"
        )
        #expect(problems.map(\.code) == ["unknownWord"])
    }

    @Test("A cycle is named whole, beginning with the item that stands first")
    func wholeCycle() throws {
        let broken = Sample.checklist
            .replacing("answer: yesNo", with: "answer: yesNo\n        applies: \"${B-02} = 'own'\"")
            .replacing(
                "minimum: {oneOf: [own]}",
                with: "minimum: {oneOf: [own]}\n        applies: \"${A-02} > 1\""
            )
        let problems = Standard.problems(of: try YAMLText.read(broken), with: try Sample.readBaseline())
        #expect(problems.map(\.code) == ["cycle"])
        #expect(problems.first?.message.en.contains("A-01 → B-02 → A-02 → A-01") == true)
    }

    @Test(
        "A parameter that scoring reads and the baseline lacks is asked for, with what to add",
        arguments: [
            ("pass_mark", "70"), ("critical_deadline_hours", "24"), ("minor_deadline_hours", "168"),
        ]
    )
    func missingParameter(name: String, value: String) throws {
        let baseline = try Sample.readBaseline("  \(name):", "  another_name:")
        let problems = Standard.problems(of: try YAMLText.read(Sample.checklist), with: baseline)
        #expect(problems.map(\.code) == ["missingParameter"])
        #expect(problems.first?.message.en.contains("'\(name)'") == true)
        #expect(problems.first?.message.en.contains("value: \(value)") == true)
    }

    @Test("Without a baseline the formulas are left unread, and the rest is not")
    func withoutBaseline() throws {
        let broken = Sample.checklist.replacing("points: 2\n", with: "points: 0\n")
            .replacing("ceiling(", with: "cieling(")
        #expect(Standard.problems(of: try YAMLText.read(broken), with: nil).map(\.code) == ["outOfRange"])
    }

    @Test("A hostile file gets a bounded answer")
    func hostile() throws {
        let item = "{" + (0..<200).map { "k\($0): 1" }.joined(separator: ", ") + "}"
        let text =
            "checklist: x\nsections: [{code: A, items: ["
            + Array(repeating: item, count: 100).joined(separator: ",") + "]}]"
        let problems = Standard.problems(of: try YAMLText.read(text), with: nil)
        // A thousand, and one that counts the rest.
        #expect(problems.count == 1_001)
        #expect(problems.last?.code == "more")
        #expect(!Standard.problems(of: .string("text"), with: nil).isEmpty)
        #expect(!Standard.problems(of: .array([]), with: nil).isEmpty)
    }

    @Test(
        "Faults of a baseline",
        arguments: [
            ("value: 70", "value: -1", "outOfRange", 8),
            ("value: 70", "value: 0.0000001", "tooManyDecimals", 8),
            ("direction: atLeast", "direction: least", "unknownWord", 8),
            ("source: RULE, clause: 五", "source: RUL, clause: 五", "unknownSource", 13),
            ("pass_mark:", "Pass:", "badName", 8), ("pass_mark:", "visit_date:", "reservedName", 8),
            ("issued: \"2021-08\"", "issued: \"last year\"", "badName", 6),
            (
                "effectiveFrom: 2021-08-01", "effectiveFrom: 2021-08-01\neffectiveTo: 2021-07-01",
                "endsBeforeStart", 5
            ),
            (
                "clause: 五, verified: read", "clause: 五, verified: read, effectiveFrom: 2021-09-01",
                "beginsLater", 13
            ),
        ] as [(String, String, String, Int32)]
    )
    func baseline(old: String, new: String, code: String, line: Int32) throws {
        let text = Sample.baseline.replacing(old, with: new, maxReplacements: 1)
        let problems = #expect(throws: Problems.self) { try Baseline(YAMLText.read(text)) }
        #expect(problems?.all.map(\.code).contains(code) == true)
        #expect(problems?.all.first { $0.code == code }?.mark.line == line)
    }
}
