import StrictJSON
import Testing

@testable import Compliance

@Suite("A result as it is stored")
struct ResultWireTests {
    @Test("What was written is read back equal, through text", arguments: 0..<100)
    func roundTrip(seed: Int) throws {
        let random = try RandomSheet(seed: seed)
        let result = random.standard.score(random.sheet)
        let stored = try JSON.read(Array(JSON.write(result.node).utf8))
        #expect(try Result(stored, random.sheet, for: random.standard) == result)
    }

    @Test("Bounds of dates, thirds and out-of-scope items are read back equal")
    func kinds() throws {
        let standard = try Standard.sample(
            [
                .number("A-01", points: 1, is: .atLeast, "${residents} div 3", partial: .proportional),
                .sample("A-02", answer: .date, minimum: .bound(.atLeast, Formula("${visit_date} - 30"))),
                .sample("A-03", applies: "${residents} = 0"), .graded("B-01", points: 3, ["torn": "1.5"]),
            ],
            facts: [.residents]
        )
        let sheet = standard.sheet(
            [
                "A-01": .number(1), "A-02": .date(.visit - 40), "A-03": .yes,
                "B-01": .deducted(codes: ["torn"], further: 0),
            ],
            facts: ["residents": .number(10)]
        )
        let result = standard.score(sheet)
        // 1 of 10/3 earns 3/10; nothing; out of scope; 1.5 of 3.
        #expect(result.outcomes.map(\.earned) == ["0.3", 0, 0, "1.5"])
        #expect(try Result(result.node, sheet, for: standard) == result)
        #expect(
            JSON.write(result.node["items"] ?? .null)
                == #"{"A-01":{"status":"notMet","earned":"0.3","required":"10/3"},"#
                + #""A-02":{"status":"notMet","required":"2021-07-19"},"A-03":"notInScope","#
                + #""B-01":{"status":"notMet","earned":"1.5"}}"#
        )
    }

    @Test("What was decided then is kept, also where it would be decided otherwise now")
    func keepsWhatWasDecided() throws {
        let standard = try Standard.sample([
            .sample("A-01", .critical, points: 10), .sample("A-02", points: 90),
        ])
        let sheet = standard.sheet(["A-01": .no, "A-02": .yes])
        let now = standard.score(sheet)
        #expect(now.grade?.code == "belowMinimum")
        let stored = try JSON.read(
            Array(
                """
                {"scoringVersion": 7, "grade": "basicallyMeets", "items": {"A-01": "notMet", "A-02": "met"},
                 "gaps": {"A-01": {"score": "99.5", "grade": "basicallyMeets"}}}
                """
                .utf8
            )
        )
        let then = try Result(stored, sheet, for: standard)
        #expect(then.scoringVersion == 7)
        #expect(then.grade?.code == "basicallyMeets")
        #expect(then.gaps.map(\.ifClosed) == [IfClosed(score: "99.5", grade: "basicallyMeets")])
        #expect(then.lift == nil)
        #expect(then.score == 90 && then.outcomes == now.outcomes && then.floor == now.floor)
        #expect(now.lift == Lift(items: ["A-01"], grade: "meets", score: 100))
    }

    @Test(
        "A stored result that is not one is refused, not guessed at",
        arguments: [
            ("{}", "/scoringVersion"), (#"{"scoringVersion":1,"items":{},"gaps":{}}"#, "/items/A-01"),
            (#"{"scoringVersion":1,"grade":"splendid","items":{"A-01":"met"},"gaps":{}}"#, "/grade"),
            (#"{"scoringVersion":1,"items":{"A-01":"perhaps"},"gaps":{}}"#, "/items/A-01"),
            (
                #"{"scoringVersion":1,"items":{"A-01":{"status":"met","earned":"a"}},"gaps":{}}"#,
                "/items/A-01/earned"
            ),
            (#"{"scoringVersion":"1","items":{"A-01":"met"},"gaps":{}}"#, "/scoringVersion"),
            (#"{"scoringVersion":1,"items":{"A-01":"met"},"gaps":[]}"#, "/gaps"), ("[]", ""),
        ]
    )
    func faults(text: String, pointer: String) throws {
        let standard = try Standard.sample([.sample("A-01")])
        let stored = try JSON.read(Array(text.utf8))
        let problems = #expect(throws: Problems.self) {
            _ = try Result(stored, standard.sheet([:]), for: standard)
        }
        #expect(problems?.all.first?.pointer == pointer)
    }
}
