import Testing

@testable import Compliance

@Suite("What the names of formulas stand for, once a standard is bound")
struct NamePlacesTests {
    private static func places() throws -> NamePlaces {
        let standard = try Standard.sample(
            [.sample("A-01"), .sample("A-02"), .sample("B-01"), .sample("B-02")],
            facts: [.residents]
        )
        return NamePlaces(standard.checklist, standard.baseline)
    }

    @Test("Facts, items and the day of the visit have places; a parameter is its number")
    func items() throws {
        let written = try Expression(parsing: "if(${residents} > ${medics_per_50}, ${B-01}, ${visit_date})")
        let formula = try Self.places().item(written)
        #expect(formula.resolved.names == [.fact(0), .item(2), .visitDate])
        #expect(formula.written == written)
        let value = formula.resolved.value { name in
            name == .fact(0) ? .number(3) : name == .item(2) ? .text("yes") : .date(.visit)
        }
        #expect(value == .text("yes"))
    }

    @Test("Figures and sections of a grade's condition, beside parameters")
    func grades() throws {
        let condition = try Self.places()
            .grade(
                Expression(
                    parsing: "${score} < ${pass_mark} or ${score_B} < 60 and ${attainable_A} > 0 "
                        + "or ${critical_gaps} + ${major_gaps} + ${minor_gaps} > 3 "
                        + "or ${earned} + ${lost} < ${attainable} or ${worst} > 5"
                )
            )
        #expect(
            condition.resolved.names == [
                .score, .scoreOfSection(1), .pointsOfSection(0), .gaps(.critical), .gaps(.major),
                .gaps(.minor),
                .earned, .lost, .attainable, .worst,
            ]
        )
    }

    @Test("Every figure that a condition may name is one")
    func figures() throws {
        let places = try Self.places()
        for name in ExpressionScope.totals {
            let names = places.grade(try Expression(parsing: "${\(name)} > 0")).resolved.names
            #expect(!names.contains(.unknown(name)) && names.count == 1)
        }
    }

    @Test("A bound that reads a parameter which this baseline lacks cannot be worked out, and says so")
    func unknown() throws {
        let items = [Item.number("A-01", is: .atLeast, "${pass_mark}"), .sample("A-02")]
        let known = try Standard.sample(items, grades: [GradeRule("done", "true()")])
        let baseline = Baseline(
            code: "sample",
            version: "2",
            title: .any,
            effectiveFrom: .visit,
            effectiveTo: nil,
            sources: Baseline.sample.sources,
            parameters: Baseline.sample.parameters.filter { $0.name != "pass_mark" }
        )
        let unknown = try Standard(known.checklist, baseline)
        let answers: [String: Answer.Value] = ["A-01": .number(70), "A-02": .yes]
        #expect(known.score(answers).outcome(of: "A-01")?.status == .met)
        let outcome = try #require(unknown.score(answers).outcome(of: "A-01"))
        #expect(outcome.status == .notChecked && outcome.required == nil)
        #expect(outcome.missing.map(\.name) == ["pass_mark"])
    }
}
