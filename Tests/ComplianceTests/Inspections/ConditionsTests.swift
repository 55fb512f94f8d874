import StrictJSON
import Testing

@testable import Compliance

@Suite("Facts held against each other and the register")
struct ConditionsTests {
    static func constraint(_ code: String, _ kind: Constraint.Kind, _ formula: String) -> Constraint {
        Constraint(
            code: code,
            condition: Formula(formula),
            kind: kind,
            message: Text(zh: "\(code)不成立", en: "\(code) does not hold")
        )
    }

    private static func count(_ name: String) -> Fact {
        Fact(
            name: name,
            title: Text(zh: name, en: name),
            type: .number(unit: Text(zh: "人", en: "people"), range: 0...5_000, decimals: 0)
        )
    }

    /// B-03 is critical and asked only where somebody was sampled, as in the zone's checklist.
    private static let standard = Swift.Result {
        try Standard.sample(
            [
                .number("B-03", .critical, points: 10, is: .atLeast, "${sampled}", applies: "${sampled} > 0"),
                .sample("B-04", points: 90), .sample("B-05", points: 1),
            ],
            facts: [count("pushed"), count("sampled"), count("residents")],
            constraints: [
                constraint("somebody-sampled", .impossible, "${pushed} = 0 or ${sampled} > 0"),
                constraint("cleared-of-sampled", .impossible, "${B-03} <= ${sampled}"),
                constraint("within-capacity", .doubtful, "${residents} <= ${capacity}"),
                constraint("open-that-day", .doubtful, "${visit_date} >= ${opened_on}"),
            ]
        )
    }

    static func site(capacity: Int?) -> Site {
        Site(
            code: "T-03",
            kind: .townshipIsolation,
            name: .any,
            township: nil,
            openedOn: .visit - 10,
            capacity: capacity
        )
    }

    static func document(
        _ facts: String,
        _ answers: String = "{}",
        _ confirmations: String? = nil,
        minutes: Int = 60
    ) throws -> Node {
        let finished = "2021-08-18T1\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60):00+08:00"
        let text = """
            {"id": "01890a5d-ac96-774b-bcce-b302099a8057", "site": "T-03", "checklist": "sample-site", "kind": "routine",
            "inspectors": ["甲"], "escort": "乙", "startedAt": "2021-08-18T10:00:00+08:00", "finishedAt": "\(finished)",
            "facts": \(facts), "answers": \(answers)\(confirmations.map { ", \"confirmations\": \($0)" } ?? "")}
            """
        return try JSON.read(Array(text.utf8))
    }

    private static func file(_ document: Node, capacity: Int? = 30) throws -> Filing {
        try FilingForm(document)
            .filing(
                site: site(capacity: capacity),
                standard: standard.get(),
                now: #require(Instant("2021-08-19T12:00:00+08:00"))
            )
    }

    static func problems(_ document: Node, capacity: Int? = 30) -> [Problem] {
        let problems = #expect(throws: Problems.self) { try file(document, capacity: capacity) }
        return problems?.all ?? []
    }

    @Test(
        "12 pushed and nobody sampled is refused, with the fields, their values and the critical item that went"
    )
    func impossible() throws {
        let found = Self.problems(try Self.document(#"{"pushed": 12, "sampled": 0, "residents": 1}"#))
        #expect(found.map(\.code) == ["impossible"])
        #expect(found.first?.pointer == "/facts/pushed")
        let words = try #require(found.first).message
        #expect(
            words.en
                == "This cannot be: somebody-sampled does not hold (pushed: 12 people; sampled: 0 people); "
                + "critical items out of scope by it: B-03. Check the figures."
        )
        #expect(words.zh.contains("pushed：12 人；sampled：0 人") && words.zh.contains("一票否决项 B-03"))
    }

    @Test("An answer is held against a fact; one that was left out, or is not asked, says nothing")
    func answers() throws {
        let facts = #"{"pushed": 12, "sampled": 10, "residents": 1}"#
        let found = Self.problems(try Self.document(facts, #"{"B-03": 11}"#))
        #expect(found.map { "\($0.code) \($0.pointer)" } == ["impossible /answers/B-03"])
        _ = try Self.file(try Self.document(facts, #"{"B-03": 10}"#))
        _ = try Self.file(try Self.document(facts))
        // Nobody was pushed: B-03 is not asked, and an answer to it stands for nothing.
        _ = try Self.file(
            try Self.document(#"{"pushed": 0, "sampled": 0, "residents": 1}"#, #"{"B-03": 11}"#)
        )
    }

    @Test("More residents than the register has room for is asked about, and taken with a reason that stays")
    func doubtful() throws {
        let facts = #"{"pushed": 0, "sampled": 0, "residents": 400}"#
        let asked = Self.problems(try Self.document(facts))
        #expect(asked.map { "\($0.code) \($0.pointer)" } == ["unconfirmed /confirmations/within-capacity"])
        #expect(
            asked.first?.message.en.contains("residents: 400 people; the capacity on the register: 30 people")
                == true
        )
        let confirmed = try Self.document(facts, "{}", #"{"within-capacity": " 临时加开二号楼 "}"#)
        let filing = try Self.file(confirmed)
        #expect(filing.node["confirmations"]?["within-capacity"]?.string == " 临时加开二号楼 ")
        // What a retry is compared by has it.
        let other = try Self.document(facts, "{}", #"{"within-capacity": "写错了"}"#)
        #expect(try Self.file(other).digest != filing.digest)
        #expect(
            try FilingForm(stored: filing.node)
                .filing(site: nil, standard: Self.standard.get(), now: .distant) == filing
        )
        let words = filing.confirmed(by: try Self.standard.get(), at: Self.site(capacity: 30))
        #expect(words.map(\.code) == ["within-capacity"] && words.first?.reason == " 临时加开二号楼 ")
    }

    @Test("A filing without reasons is the same to the digest as before there were any")
    func withoutReasons() throws {
        let filing = try Self.file(try Self.document(#"{"pushed": 0, "sampled": 0, "residents": 3}"#))
        #expect(filing.node["confirmations"] == nil)
        let empty = try Self.document(#"{"pushed": 0, "sampled": 0, "residents": 3}"#, "{}", "{}")
        #expect(try Self.file(empty).digest == filing.digest)
    }

    @Test("What no reason makes good, what asks nothing, and a blank reason are refused, beside all else")
    func wrongReasons() throws {
        let found = Self.problems(
            try Self.document(
                #"{"pushed": 12, "sampled": 0, "residents": 400}"#,
                "{}",
                #"{"somebody-sampled": "因为", "nothing": "因为", "within-capacity": ""}"#
            )
        )
        #expect(
            Set(found.map { "\($0.code) \($0.pointer)" }) == [
                "impossible /facts/pushed", "blank /confirmations/within-capacity",
                "notConfirmable /confirmations/somebody-sampled", "unknownCondition /confirmations/nothing",
            ]
        )
    }

    @Test("What cannot be read stands for nothing that is held against anything")
    func unreadable() throws {
        let found = Self.problems(try Self.document(#"{"pushed": 12, "sampled": "none", "residents": 1}"#))
        #expect(found.map { "\($0.code) \($0.pointer)" } == ["wrongType /facts/sampled"])
    }

    @Test("Without a register, or where it has no capacity, the condition is passed over and said")
    func withoutRegister() throws {
        let facts = #"{"pushed": 0, "sampled": 0, "residents": 400}"#
        let sheet = try Self.file(try Self.document(facts), capacity: nil).sheet
        let standard = try Self.standard.get()
        let passed = standard.judgements(of: sheet, at: Self.site(capacity: nil))
        #expect(passed.map(\.constraint.code) == ["within-capacity"])
        #expect(passed.first?.isBroken == false)
        #expect(
            passed.first?.passedOver.en
                == "Not held against 'within-capacity does not hold'; missing: the capacity on the register"
        )
        let document = try SheetDocument(try Self.document(facts), for: standard)
        #expect(document.passedOver.map(\.constraint.code) == ["within-capacity", "open-that-day"])
    }

    @Test("Answers scored without a register are held against the conditions that need none")
    func score() throws {
        let standard = try Self.standard.get()
        let sheet = try Self.document(#"{"pushed": 12, "sampled": 0, "residents": 1}"#)
        let refused = #expect(throws: Problems.self) { try SheetDocument(sheet, for: standard) }
        #expect(refused?.all.map(\.code) == ["impossible"])
    }

    @Test(
        "A visit too short for its answers, or longer than a day, is asked about",
        arguments: [
            // Two answers need no minute; 3 seconds each, the last minute counting whole.
            (0, 2, false), (0, 20, false), (0, 21, true), (5, 120, false), (5, 121, true), (0, 121, true),
            (24 * 60, 1, false), (24 * 60 + 1, 1, true), (25 * 24 * 60, 1, true), (-1, 121, false),
        ]
    )
    func length(minutes: Int, answers: Int, isAsked: Bool) throws {
        let start = try #require(Instant("2021-08-01T10:00:00+08:00"))
        let length = VisitLength(
            startedAt: start,
            finishedAt: start.adding(seconds: minutes * 60),
            answers: answers
        )
        #expect((length.doubt != nil) == isAsked)
    }

    @Test("The length of a visit is asked of every filing, and settled by a reason")
    func lengthOfFiling() throws {
        let facts = #"{"pushed": 0, "sampled": 0, "residents": 3}"#
        _ = try Self.file(try Self.document(facts, #"{"B-04": "yes", "B-05": "no"}"#, minutes: 0))
        let standard = try Standard.sample((0..<21).map { .sample("A-\($0 + 10)") })
        let answers = "{" + (0..<21).map { "\"A-\($0 + 10)\": \"yes\"" }.joined(separator: ", ") + "}"
        func file(_ reasons: String?) throws -> Filing {
            try FilingForm(Self.document("{}", answers, reasons, minutes: 0))
                .filing(
                    site: Self.site(capacity: nil),
                    standard: standard,
                    now: #require(Instant("2021-08-19T12:00:00+08:00"))
                )
        }
        let asked = #expect(throws: Problems.self) { try file(nil) }
        #expect(asked?.all.map { "\($0.code) \($0.pointer)" } == ["unconfirmed /confirmations/visit-length"])
        let filing = try file(#"{"visit-length": "照纸质记录补录"}"#)
        let words = filing.confirmed(by: standard, at: Self.site(capacity: nil))
        #expect(words.first?.words.en == "21 items were answered in 0 minutes, less than 3 seconds each")
    }

    @Test("A number with an exponent is refused by its field's name", arguments: ["1e1", "1E1", "10e-1"])
    func exponent(number: String) throws {
        let found = Self.problems(try Self.document(#"{"pushed": 0, "sampled": 0, "residents": \#(number)}"#))
        #expect(found.map { "\($0.code) \($0.pointer)" } == ["scientificNotation /facts/residents"])
        #expect(found.first?.message.en.contains("'residents'") == true)
    }
}

extension Instant {
    fileprivate static let distant = Instant(microseconds: 2_000_000_000_000_000)
}
