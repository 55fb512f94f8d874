import StrictJSON
import Testing

@testable import Compliance

@Suite("Reading facts and answers")
struct SheetReadingTests {
    /// One item of each kind.
    private static func standard() throws -> Standard {
        try .sample(
            [
                .sample("A-01", allowsNotApplicable: true), .number("A-02", is: .atLeast, "3"),
                .sample(
                    "A-03",
                    answer: .choice([Choice(value: "own", title: .any), Choice(value: "shared", title: .any)]
                    ),
                    minimum: .oneOf(["own"])
                ),
                .sample("A-04", answer: .date, minimum: .bound(.atLeast, Formula("${visit_date} - 30"))),
                .sample("A-05", answer: .text, minimum: .anyText),
                .graded("A-06", points: 3, ["no-log": 1, "torn": "1.5"]),
            ],
            facts: [
                .residents, Fact(name: "central_air", title: .any, type: .yesNo),
            ]
        )
    }

    private static func read(
        _ answers: String,
        facts: String = #"{"residents": 10, "central_air": "no"}"#
    ) throws -> AnswerSheet {
        try standard()
            .sheet(
                facts: JSON.read(Array(facts.utf8)),
                answers: JSON.read(Array(answers.utf8)),
                visitDate: .visit
            )
    }

    @Test(
        "Every way to answer",
        arguments: [
            ("A-01", #""yes""#, Answer(.yes)), ("A-01", "false", Answer(.no)),
            ("A-01", #"{"value": true}"#, Answer(.yes)),
            ("A-01", #"{"notApplicable": "no kitchen"}"#, Answer(.notApplicable(reason: "no kitchen"))),
            ("A-01", #"{"notChecked": "locked"}"#, Answer(.notChecked, note: "locked")),
            (
                "A-01", #"{"notChecked": "locked", "note": "twice"}"#,
                Answer(.notChecked, note: "twice locked")
            ),
            ("A-01", #"{"notChecked": ""}"#, Answer(.notChecked)),
            (
                "A-01", #"{"value": "no", "note": "one\r\ntwo\rthree\nfour"}"#,
                Answer(.no, note: "one\ntwo\nthree\nfour")
            ),
            ("A-05", #""kept\ndaily""#, Answer(.text("kept\ndaily"))),
            ("A-02", "3", Answer(.number(3))), ("A-02", "3.00", Answer(.number(3))),
            ("A-02", #"{"value": 2.5, "note": "one ill"}"#, Answer(.number("2.5"), note: "one ill")),
            ("A-03", #""own""#, Answer(.choice("own"))),
            ("A-04", #""2021-08-10""#, Answer(.date(.visit - 8))),
            ("A-05", #""kept daily""#, Answer(.text("kept daily"))),
            ("A-06", #"{"deductions": []}"#, Answer(.deducted(codes: [], further: 0))),
            (
                "A-06", #"{"deductions": ["torn", "no-log"], "further": 0.5}"#,
                Answer(.deducted(codes: ["no-log", "torn"], further: "0.5"))
            ),
            ("A-06", #"{"further": 1}"#, Answer(.deducted(codes: [], further: 1))),
            // 3 points less the 2.5 given.
            ("A-06", #"{"given": 2.5}"#, Answer(.deducted(codes: [], further: "0.5"))),
            (
                "A-01", #"{"value": "no", "evidence": ["photo-1"], "fixedOnSpot": true}"#,
                Answer(.no, evidence: ["photo-1"], fixedOnSpot: true)
            ),
        ]
    )
    func answers(item: String, text: String, expected: Answer) throws {
        let sheet = try Self.read("{\"\(item)\": \(text)}")
        #expect(sheet.answers == [item: expected])
        // What is stored is read back the same.
        #expect(try Self.read(JSON.write(sheet.answersNode)).answers == sheet.answers)
    }

    @Test("In which order answers stand is no matter, and which are left out")
    func order() throws {
        let answers = [#""A-01": "yes""#, #""A-02": 3"#, #""A-03": "own""#, #""A-05": "kept""#]
        let expected = [
            "A-01": Answer(.yes), "A-02": Answer(.number(3)), "A-03": Answer(.choice("own")),
            "A-05": Answer(.text("kept")),
        ]
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]] {
            let text = order.map { answers[$0] }.joined(separator: ", ")
            #expect(try Self.read("{\(text)}").answers == expected)
        }
    }

    @Test("A note and why nothing was checked are kept as one note, which is bounded")
    func joined() throws {
        let (note, why) = (String(repeating: "a", count: 600), String(repeating: "b", count: 399))
        let text = #"{"A-01": {"note": "\#(note)", "notChecked": "\#(why)"}}"#
        let answers = try Self.read(text).answers
        #expect(answers["A-01"]?.note == "\(note) \(why)")
        #expect(try Self.read(JSON.write(try Self.read(text).answersNode)).answers == answers)
        let problems = #expect(throws: Problems.self) {
            try Self.read(#"{"A-01": {"note": "\#(note)", "notChecked": "\#(why)b"}}"#)
        }
        #expect(problems?.all.map(\.code) == ["tooLong"])
    }

    @Test("What a sheet is written as is read as that sheet, whatever it holds", arguments: 0..<150)
    func readBack(seed: Int) throws {
        let random = try RandomSheet(seed: seed)
        let answers = random.sheet.answers.mapValues { answer in
            switch answer.value {
            // Only what was seen to fall short can be fixed on the spot.
            case .notApplicable, .notChecked: Answer(answer.value, note: "第一行\n第二行", evidence: ["photo"])
            default: answer
            }
        }
        let sheet = AnswerSheet(answers: answers, facts: random.sheet.facts, visitDate: .visit)
        let again = try random.standard.sheet(
            facts: sheet.factsNode,
            answers: sheet.answersNode,
            visitDate: .visit
        )
        #expect(again == sheet)
        #expect(again.answersNode == sheet.answersNode)
    }

    @Test("Facts are read by their kind, and written by name")
    func facts() throws {
        let sheet = try Self.read("{}", facts: #"{"residents": 10, "central_air": false}"#)
        #expect(sheet.facts == ["residents": .number(10), "central_air": .no])
        #expect(JSON.write(sheet.factsNode) == #"{"central_air":"no","residents":10}"#)
    }

    @Test(
        "What is wrong with an answer is named, with its place and item",
        arguments: [
            Fault(#"{"A-01": "maybe"}"#, "wrongType", "/answers/A-01", "A-01"),
            Fault(#"{"A-01": 1}"#, "wrongType", "/answers/A-01", "A-01"),
            Fault(#"{"A-01": null}"#, "wrongType", "/answers/A-01", "A-01"),
            Fault(#"{"A-01": {}}"#, "missing", "/answers/A-01", "A-01"),
            Fault(#"{"A-01": {"note": "seen"}}"#, "missing", "/answers/A-01", "A-01"),
            Fault(#"{"A-01": {"value": "yes", "notChecked": ""}}"#, "twoAnswers", "/answers/A-01", "A-01"),
            Fault(#"{"A-06": {"given": 1, "further": 1}}"#, "twoAnswers", "/answers/A-06", "A-06"),
            Fault(
                #"{"A-01": {"value": "yes", "vaule": "no"}}"#,
                "unknownName",
                "/answers/A-01/vaule",
                "A-01"
            ),
            Fault(#"{"A-01": {"deductions": []}}"#, "wrongType", "/answers/A-01", "A-01"),
            Fault(#"{"A-01": {"notApplicable": " "}}"#, "blank", "/answers/A-01/notApplicable", "A-01"),
            Fault(
                #"{"A-02": {"notApplicable": "none"}}"#,
                "notApplicableNotAllowed",
                "/answers/A-02/notApplicable",
                "A-02"
            ),
            Fault(#"{"A-02": "3"}"#, "wrongType", "/answers/A-02", "A-02"),
            Fault(#"{"A-02": 1001}"#, "outOfRange", "/answers/A-02", "A-02"),
            Fault(#"{"A-02": -1}"#, "outOfRange", "/answers/A-02", "A-02"),
            Fault(#"{"A-02": 2.55}"#, "tooManyDecimals", "/answers/A-02", "A-02"),
            Fault(#"{"A-02": 1e40}"#, "wrongType", "/answers/A-02", "A-02"),
            Fault(#"{"A-03": "rented"}"#, "unknownChoice", "/answers/A-03", "A-03"),
            Fault(#"{"A-04": "2021-02-30"}"#, "badDate", "/answers/A-04", "A-04"),
            Fault(#"{"A-04": "18.8.2021"}"#, "badDate", "/answers/A-04", "A-04"),
            Fault(#"{"A-05": ""}"#, "blank", "/answers/A-05", "A-05"),
            Fault(#"{"A-05": "a\u0007b"}"#, "controlCharacter", "/answers/A-05", "A-05"),
            Fault(#"{"A-06": 2}"#, "wrongType", "/answers/A-06", "A-06"),
            Fault(
                #"{"A-06": {"deductions": ["lost"]}}"#,
                "unknownDeduction",
                "/answers/A-06/deductions/0",
                "A-06"
            ),
            Fault(
                #"{"A-06": {"deductions": ["torn", "torn"]}}"#,
                "repeated",
                "/answers/A-06/deductions/1",
                "A-06"
            ),
            Fault(#"{"A-06": {"further": 0.3}}"#, "notInSteps", "/answers/A-06/further", "A-06"),
            Fault(#"{"A-06": {"given": 3.5}}"#, "outOfRange", "/answers/A-06/given", "A-06"),
            Fault(
                #"{"A-01": {"value": "no", "fixedOnSpot": true}}"#,
                "fixedWithoutEvidence",
                "/answers/A-01/fixedOnSpot",
                "A-01"
            ),
            Fault(
                #"{"A-01": {"value": "no", "evidence": [""]}}"#,
                "blank",
                "/answers/A-01/evidence/0",
                "A-01"
            ),
            Fault(
                #"{"A-01": {"notChecked": "", "fixedOnSpot": true, "evidence": ["photo"]}}"#,
                "fixedWithoutGap",
                "/answers/A-01/fixedOnSpot",
                "A-01"
            ),
            Fault(
                #"{"A-01": {"notApplicable": "none", "fixedOnSpot": true, "evidence": ["photo"]}}"#,
                "fixedWithoutGap",
                "/answers/A-01/fixedOnSpot",
                "A-01"
            ),
            Fault(#"{"A-1": "yes"}"#, "unknownItem", "/answers/A-1", nil),
            Fault(#"{"~/": "yes"}"#, "unknownItem", "/answers/~0~1", nil),
            Fault("[]", "wrongType", "/answers", nil),
        ]
    )
    func faults(fault: Fault) throws {
        let problems = #expect(throws: Problems.self) { try Self.read(fault.answers) }
        #expect(problems?.all.map(\.code) == [fault.code])
        #expect(problems?.all.map(\.pointer) == [fault.pointer])
        #expect(problems?.all.map(\.item) == [fault.item])
        #expect(problems?.all.allSatisfy { !$0.message.zh.isEmpty && !$0.message.en.isEmpty } == true)
    }

    @Test("Everything wrong is said at once, facts included")
    func allAtOnce() throws {
        let problems = #expect(throws: Problems.self) {
            try Self.read(
                #"{"A-01": "maybe", "A-02": 5000, "B-99": "yes", "A-06": {"further": 0.3}}"#,
                facts: #"{"residents": "ten", "beds": 4}"#
            )
        }
        #expect(
            Set(problems?.all.map { "\($0.code) \($0.pointer)" } ?? []) == [
                "wrongType /facts/residents", "unknownFact /facts/beds", "missingFact /facts/central_air",
                "wrongType /answers/A-01", "outOfRange /answers/A-02", "unknownItem /answers/B-99",
                "notInSteps /answers/A-06/further",
            ]
        )
    }

    @Test("A slip in a name is met with the nearest one")
    func nearest() throws {
        let problems = #expect(throws: Problems.self) {
            try Self.read(#"{"A-0I": "yes"}"#, facts: #"{"resident": 10, "central_air": "no"}"#)
        }
        let texts = problems?.all.map(\.message.en) ?? []
        #expect(texts.contains { $0.contains("did you mean 'residents'?") })
        #expect(texts.contains { $0.contains("did you mean 'A-0") })
    }

    @Test("The longest list of what is wrong is bounded")
    func bounded() throws {
        let answers = (0..<3_000).map { "\"X-\($0)\": 1" }.joined(separator: ",")
        let problems = #expect(throws: Problems.self) { try Self.read("{\(answers)}") }
        // The list is too long, and of it 2,000 are read; both facts are there.
        #expect(problems?.all.count == 1_001)
        #expect(problems?.all.last?.code == "more")
        #expect(problems?.all.last?.message.en == "1001 more are not listed.")
        #expect(problems?.all.filter { $0.message.en.contains("did you mean") }.count == 0)
    }

    struct Fault: Sendable, CustomStringConvertible {
        let answers: String
        let code: String
        let pointer: String
        let item: String?

        init(_ answers: String, _ code: String, _ pointer: String, _ item: String?) {
            self.answers = answers
            self.code = code
            self.pointer = pointer
            self.item = item
        }

        var description: String { "\(answers): \(code)" }
    }
}
