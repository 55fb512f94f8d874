import Testing

@testable import Compliance

@Suite("What an answer earns")
struct PointsTests {
    @Test(
        "By kind of item",
        arguments: [
            Example(.sample("A-01", points: 2), .yes, .met, 2),
            Example(.sample("A-01", points: 2), .no, .notMet, 0),
            Example(.sample("A-01", points: 2, minimum: .answered(yes: false)), .no, .met, 2),
            Example(.sample("A-01", points: 2, minimum: .answered(yes: false)), .yes, .notMet, 0),
            Example(.sample("A-01", points: 2), nil, .notChecked, 0),
            Example(.sample("A-01", points: 2), .notChecked, .notChecked, 0),
            Example(.number("A-01", points: 2, is: .atLeast, "3"), .number(3), .met, 2),
            Example(.number("A-01", points: 2, is: .atLeast, "3"), .number("2.9"), .notMet, 0),
            Example(.number("A-01", points: 2, is: .atMost, "3"), .number(3), .met, 2),
            Example(.number("A-01", points: 2, is: .atMost, "3"), .number("3.1"), .notMet, 0),
            Example(.number("A-01", points: 2, is: .equals, "14"), .number(14), .met, 2),
            Example(.number("A-01", points: 2, is: .equals, "14"), .number(13), .notMet, 0),
            Example(.number("A-01", points: 2, is: .equals, "14"), .number(15), .notMet, 0),
            Example(Self.choice, .choice("own"), .met, 1),
            Example(Self.choice, .choice("shared"), .notMet, 0),
            Example(.sample("A-01", answer: .text, minimum: .anyText), .text("kept"), .met, 1),
            Example(.sample("A-01", answer: .text, minimum: .anyText), .text(" \t"), .notMet, 0),
            // 30 days before 2021-08-18 is 2021-07-19.
            Example(Self.drill, .date(.visit - 30), .met, 1),
            Example(Self.drill, .date(.visit - 31), .notMet, 0),
        ]
    )
    func kinds(example: Example) throws {
        let result = try Standard.sample([example.item])
            .score(example.answer.map { ["A-01": $0] } ?? [:])
        let outcome = try #require(result.outcome(of: "A-01"))
        #expect(outcome.status == example.status)
        #expect(outcome.earned == example.earned)
        #expect(outcome.attainable == example.item.points)
        #expect(outcome.lost == example.item.points - example.earned)
    }

    @Test(
        "In proportion, as an exact fraction",
        arguments: [
            // 1 × 1/3; 2 × 2/3 = 4/3; never below nothing, never above the points.
            (1, 1, "1/3"), (2, 2, "4/3"), (1, 0, 0), (2, 3, 2), (2, 900, 2), ("0.5", "1.5", "0.25"),
        ] as [(Rational, Rational, Rational)]
    )
    func proportional(points: Rational, observed: Rational, earned: Rational) throws {
        let item = Item.number("A-01", points: points, is: .atLeast, "3", partial: .proportional)
        let result = try Standard.sample([item]).score(["A-01": .number(observed)])
        #expect(result.earned == earned)
        #expect(result.score == (earned * 100).divided(by: points))
    }

    @Test("Three thirds are one whole")
    func thirds() throws {
        let items = ["A-01", "A-02", "A-03"]
            .map { code in
                Item.number(code, is: .atLeast, "3", partial: .proportional)
            }
        let result = try Standard.sample(items)
            .score(["A-01": .number(1), "A-02": .number(1), "A-03": .number(1)])
        #expect(result.earned == 1)
        #expect(result.attainable == 3)
        #expect(result.score == "100/3")
        #expect(result.score?.rounded(decimals: 1) == "33.3")
    }

    @Test(
        "Points are taken off a graded item until none are left",
        arguments: [
            ([], 0, .met, 3), (["no-log"], 0, .notMet, 2), (["no-log", "torn"], "0.5", .notMet, 0),
            ([], 1, .notMet, 2), (["torn"], 3, .notMet, 0), (["no-log", "torn"], 3, .notMet, 0),
        ] as [([String], Rational, Outcome.Status, Rational)]
    )
    func graded(codes: [String], further: Rational, status: Outcome.Status, earned: Rational) throws {
        // 3 points; 1 off for no log, 1.5 off for a torn one.
        let standard = try Standard.sample([.graded("A-01", points: 3, ["no-log": 1, "torn": "1.5"])])
        let result = standard.score(["A-01": .deducted(codes: codes, further: further)])
        #expect(result.outcomes.first?.status == status)
        #expect(result.earned == earned)
    }

    @Test("What is not applicable does not count; what is not checked does, and earns nothing")
    func attainable() throws {
        let standard = try Standard.sample([
            .sample("A-01", points: 4), .sample("A-02", points: 3, allowsNotApplicable: true),
            .sample("B-01", points: 2), .sample("B-02", points: 1, applies: "${A-01} = 'no'"),
        ])
        let result = standard.score(["A-01": .yes, "A-02": .notApplicable(reason: "no kitchen")])
        // Of 4 + 3 + 2 + 1, 3 are not applicable and 1 is out of scope: 4 of 6.
        #expect(result.attainable == 6)
        #expect(result.earned == 4)
        #expect(result.score == "200/3")
        #expect(result.score?.rounded(decimals: 1) == "66.7")
        #expect(result.outcomes.map(\.status) == [.met, .notApplicable, .notChecked, .notInScope])
        #expect(
            result.sections == [
                SectionResult(section: "A", earned: 4, attainable: 4, score: 100),
                SectionResult(section: "B", earned: 0, attainable: 2, score: 0),
            ]
        )
    }

    @Test("Where nothing counts there is no score and no grade")
    func nothing() throws {
        let standard = try Standard.sample([
            .sample("A-01", .critical, allowsNotApplicable: true),
            .sample("A-02", .critical, applies: "${A-01} = 'yes'"),
        ])
        let answered = ["A-01": Answer.Value.notApplicable(reason: "closed")]
        let result = try Standard.sample([.sample("A-01", .critical, allowsNotApplicable: true)])
            .score(answered)
        #expect(result.score == nil && result.grade == nil && result.lift == nil)
        #expect(result.floor.holds && result.gaps.isEmpty)
        #expect(result.sections.map(\.score) == [nil])
        // An item that waits for one that is not applicable goes with it.
        #expect(standard.score(answered).outcomes.map(\.status) == [.notApplicable, .notInScope])
    }

    struct Example: Sendable, CustomStringConvertible {
        let item: Item
        let answer: Answer.Value?
        let status: Outcome.Status
        let earned: Rational

        init(_ item: Item, _ answer: Answer.Value?, _ status: Outcome.Status, _ earned: Rational) {
            self.item = item
            self.answer = answer
            self.status = status
            self.earned = earned
        }

        var description: String { "\(item.minimum), \(answer.map { "\($0)" } ?? "nothing"): \(status)" }
    }

    private static let choice = Item.sample(
        "A-01",
        answer: .choice([Choice(value: "own", title: .any), Choice(value: "shared", title: .any)]),
        minimum: .oneOf(["own"])
    )

    private static let drill = Item.sample(
        "A-01",
        answer: .date,
        minimum: .bound(.atLeast, Formula("${visit_date} - 30"))
    )
}
