import Testing

@testable import Compliance

@Suite("Guards of sections that may be empty")
struct GuardTests {
    private static let items: [Item] = [
        .sample("A-01"), .sample("B-01", allowsNotApplicable: true),
        .sample("B-02", applies: "${A-01} = 'yes'"),
    ]

    private static func problems(_ when: String, _ items: [Item] = items, isNew: Bool = true) -> [Problem] {
        do {
            let checklist =
                try Standard.sample(
                    items,
                    grades: [GradeRule("bad", when), GradeRule("good", "true()")]
                )
                .checklist
            _ = try Standard(checklist, .sample, isNew: isNew)
            return []
        } catch let problems as Problems {
            return problems.all
        } catch {
            Issue.record(error)
            return []
        }
    }

    @Test(
        "Asking for the score of such a section without a guard is a fault of a new checklist",
        arguments: [
            "${score_B} < 60", "min(${score_A}, ${score_B}) < 60", "${score_A} < 60 or ${score_B} < 60",
            "${score_B} >= 0 and ${score_B} < 60", "${attainable_A} > 0 and ${score_B} < 60",
            "${attainable_B} > 0 or ${score_B} < 60", "if(${attainable_B} > 0, 100, ${score_B}) < 60",
            "not(${attainable_B} > 0) and ${score_B} < 60", "${attainable_B} >= 0 and ${score_B} < 60",
        ]
    )
    func unguarded(when: String) {
        let found = Self.problems(when)
        #expect(found.map(\.code).allSatisfy { $0 == "formula" } && !found.isEmpty)
        #expect(found.first?.pointer == "/grades/0/when")
        #expect(found.first?.message.en.contains("if(${attainable_B} > 0, ${score_B}, …)") == true)
        // One that was published stays usable.
        #expect(Self.problems(when, isNew: false).isEmpty)
    }

    @Test(
        "A guard is whatever tells that something counts in it",
        arguments: [
            "${score_A} < 60", "${attainable_B} > 0 and ${score_B} < 60",
            "min(${score_A}, if(${attainable_B} > 0, ${score_B}, 100)) < 60",
            "if(${attainable_B} = 0, false(), ${score_B} < 60)", "${attainable_B} = 0 or ${score_B} < 60",
            "if(${attainable_B} >= 1 and ${score_A} < 80, ${score_B}, 100) < 60",
            "${lost} div ${attainable_A} > 3", "${score} < ${pass_mark} or ${critical_gaps} > 0",
        ]
    )
    func guarded(when: String) {
        #expect(Self.problems(when) == [])
    }

    @Test("A section with one item that is always asked is never empty")
    func neverEmpty() {
        #expect(Self.problems("${score_B} < 60", Self.items + [.sample("B-03")]) == [])
        // Nor may its points be divided by without a guard where it may be.
        #expect(Self.problems("${lost} div ${attainable_B} > 3").map(\.code) == ["formula"])
    }
}
