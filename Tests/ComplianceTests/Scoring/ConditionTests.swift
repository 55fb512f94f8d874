import Testing

@testable import Compliance

@Suite("Conditions and bounds that need other answers")
struct ConditionTests {
    /// B-01 applies where A-01 is yes; C-01 where A-01 is yes and there are residents.
    private func standard() throws -> Standard {
        try .sample(
            [
                .sample("A-01"), .sample("B-01", applies: "${A-01} = 'yes'"),
                .sample("C-01", applies: "${A-01} = 'yes' and ${residents} > 0"),
            ],
            facts: [.residents]
        )
    }

    @Test(
        "Only a condition known to be false takes an item out",
        arguments: [
            (.yes, 1, [.notChecked, .notChecked]), (.no, 1, [.notInScope, .notInScope]),
            (.yes, 0, [.notChecked, .notInScope]),
            // Left out: it cannot be known, so the items stay, but for the one that is out either way.
            (nil, 1, [.notChecked, .notChecked]), (.notChecked, 1, [.notChecked, .notChecked]),
            (nil, 0, [.notChecked, .notInScope]),
        ] as [(Answer.Value?, Rational, [Outcome.Status])]
    )
    func conditions(answer: Answer.Value?, residents: Rational, expected: [Outcome.Status]) throws {
        let result = try standard()
            .score(answer.map { ["A-01": $0] } ?? [:], facts: ["residents": .number(residents)])
        #expect(result.outcomes.dropFirst().map(\.status) == expected)
    }

    @Test("What waits for an answer left out is still scored by its own")
    func leavingOut() throws {
        let facts: [String: FactValue] = ["residents": .number(1)]
        let left = try standard().score(["B-01": .yes, "C-01": .yes], facts: facts)
        // A-01 not checked, the others met: 2 of 3.
        #expect(left.score == "200/3")
        #expect(left.outcomes.map(\.status) == [.notChecked, .met, .met])
    }

    @Test(
        "A bound is worked out from facts, parameters and other answers",
        arguments: [
            // Two medics for each 50 residents, rounded up.
            (0, 0), (1, 1), (25, 1), (26, 2), (50, 2), (51, 3), (120, 5),
        ] as [(Rational, Rational)]
    )
    func bounds(residents: Rational, medics: Rational) throws {
        let bound = "ceiling(${residents} * ${medics_per_50} div 50)"
        let standard = try Standard.sample([.number("A-01", is: .atLeast, bound)], facts: [.residents])
        let facts: [String: FactValue] = ["residents": .number(residents)]
        let enough = standard.score(["A-01": .number(medics)], facts: facts)
        #expect(enough.outcomes.first?.status == .met)
        #expect(
            enough.outcomes.first?.required == Outcome.Required(direction: .atLeast, value: .number(medics))
        )
        guard medics > 0 else { return }
        let few = standard.score(["A-01": .number(medics - 1)], facts: facts)
        #expect(few.gaps.map(\.shortfall) == [1])
    }

    @Test("Where the bound needs an answer that was left out, the item counts as not checked")
    func unknownBound() throws {
        let standard = try Standard.sample([
            .number("A-01", is: .atLeast, "0"),
            .number("A-02", .critical, points: 3, is: .atLeast, "${A-01} * 2"),
        ])
        let unknown = standard.score(["A-02": .number(5)])
        let outcome = try #require(unknown.outcome(of: "A-02"))
        #expect(outcome.status == .notChecked)
        #expect(outcome.required == nil)
        #expect(outcome.observed == .number(5))
        #expect(outcome.earned == 0 && outcome.attainable == 3)
        #expect(unknown.floor.notChecked == ["A-02"])
        #expect(standard.score(["A-01": .number(2), "A-02": .number(5)]).floor.holds)
        #expect(standard.score(["A-01": .number(3), "A-02": .number(5)]).floor.notMet == ["A-02"])
    }

    @Test("The answer of an item that is out of scope is not one to compute with")
    func outOfScope() throws {
        let standard = try Standard.sample([
            .sample("A-01"), .sample("A-02", applies: "${A-01} = 'yes'"),
            .sample("A-03", applies: "${A-02} = 'yes'"),
        ])
        // A-02 was answered, but does not apply; what hangs on it goes with it.
        let result = standard.score(["A-01": .no, "A-02": .yes, "A-03": .no])
        #expect(result.outcomes.map(\.status) == [.notMet, .notInScope, .notInScope])
    }
}
