import Testing

@testable import Compliance

@Suite("The floor: every applicable critical item is met")
struct FloorTests {
    private let standard: Standard

    init() throws {
        standard = try .sample(
            [
                .sample("A-01", .critical, points: 1),
                .sample("A-02", .critical, points: 1, applies: "${residents} > 0", allowsNotApplicable: true),
                .sample("A-03", .major, points: 98),
            ],
            facts: [.residents]
        )
    }

    @Test(
        "What breaks it is named, the not checked apart from the not met",
        arguments: [
            Example("all met", [.yes, .yes, .yes]),
            Example("a critical item not met", [.no, .yes, .yes], notMet: ["A-01"]),
            Example("a critical item left out", [nil, .yes, .yes], notChecked: ["A-01"]),
            Example(
                "a critical item said not to be checked",
                [.notChecked, .yes, .yes],
                notChecked: ["A-01"]
            ),
            Example("both", [.no, nil, .yes], notMet: ["A-01"], notChecked: ["A-02"]),
            Example("not applicable", [.yes, .notApplicable(reason: "empty"), .yes]),
            Example("out of scope", [.yes, nil, .yes], residents: 0),
            Example("out of scope, whatever was answered", [.yes, .no, .yes], residents: 0),
            Example("a major item not met", [.yes, .yes, .no]),
        ]
    )
    func floor(example: Example) {
        let answers = zip(["A-01", "A-02", "A-03"], example.answers)
            .compactMap { code, value in
                value.map { (code, $0) }
            }
        let result = standard.score(
            Dictionary(uniqueKeysWithValues: answers),
            facts: ["residents": .number(example.residents)]
        )
        #expect(result.floor.notMet == example.notMet)
        #expect(result.floor.notChecked == example.notChecked)
        #expect(result.floor.holds == (example.notMet + example.notChecked).isEmpty)
    }

    struct Example: Sendable, CustomStringConvertible {
        let description: String
        let answers: [Answer.Value?]
        let residents: Rational
        let notMet: [String]
        let notChecked: [String]

        init(
            _ description: String,
            _ answers: [Answer.Value?],
            residents: Rational = 10,
            notMet: [String] = [],
            notChecked: [String] = []
        ) {
            self.description = description
            self.answers = answers
            self.residents = residents
            self.notMet = notMet
            self.notChecked = notChecked
        }
    }

    @Test(
        "A broken floor is below the minimum whatever the score",
        arguments: [Answer.Value.no, .notChecked]
    )
    func whateverTheScore(answer: Answer.Value) {
        let result = standard.score(
            ["A-01": answer, "A-02": .yes, "A-03": .yes],
            facts: ["residents": .number(1)]
        )
        // 99 of 100 points.
        #expect(result.score == 99)
        #expect(result.grade?.code == "belowMinimum")
    }
}
