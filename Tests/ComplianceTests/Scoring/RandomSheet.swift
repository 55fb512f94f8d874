@testable import Compliance

/// A small checklist and answers to it, both made from a seed; every item can be answered so that it is met.
struct RandomSheet {
    let standard: Standard
    let sheet: AnswerSheet
    /// For each item the answer that meets it.
    let good: [String: Answer]

    /// Grade sets in which closing more is never worse.
    static let gradeSets: [[GradeRule]] = [
        GradeRule.provincial,
        [
            GradeRule("poor", "${score} < 40"), GradeRule("fair", "${score} < 70"),
            GradeRule("good", "${score} < 90"), GradeRule("best", "true()"),
        ],
        [
            GradeRule("refused", "${critical_gaps} > 0 or ${major_gaps} + ${minor_gaps} > 3"),
            GradeRule("probation", "${major_gaps} > 1"), GradeRule("granted", "true()"),
        ],
        [
            GradeRule("closed", "${lost} >= 12 or ${critical_gaps} > 1"),
            GradeRule("warned", "${worst} >= 3"),
            GradeRule("open", "true()"),
        ],
        [
            GradeRule("failed", "${score_A} < 60 or ${score_B} < 60"),
            GradeRule("passed", "${score_A} < 90 or ${critical_gaps} > 0"), GradeRule("best", "true()"),
        ],
    ]

    init(seed: Int, items count: Int = 10) throws {
        var numbers = SeededNumbers(seed: seed)
        let codes = (0..<count).map { $0 < count / 2 ? "A-\(10 + $0)" : "B-\(10 + $0)" }
        let grades = Self.gradeSets[seed % Self.gradeSets.count]
        let items = codes.map { Self.item($0, &numbers) }
        standard = try .sample(items, grades: grades)
        good = Dictionary(uniqueKeysWithValues: items.map { ($0.code, Self.good($0)) })
        var answers: [String: Answer] = [:]
        for item in items {
            answers[item.code] = Bool.random(using: &numbers) ? Self.good(item) : Self.bad(item, &numbers)
        }
        sheet = AnswerSheet(answers: answers, facts: [:], visitDate: .visit)
    }

    /// The same sheet with these items answered so that they are met.
    func closing(_ items: some Sequence<String>) -> AnswerSheet {
        var answers = sheet.answers
        for item in items { answers[item] = good[item] }
        return AnswerSheet(answers: answers, facts: sheet.facts, visitDate: sheet.visitDate)
    }

    private static func item(_ code: String, _ numbers: inout SeededNumbers) -> Item {
        let severity = Severity.allCases.randomElement(using: &numbers) ?? .minor
        let points = (["0.5", 1, 2, 3, 5] as [Rational]).randomElement(using: &numbers) ?? 1
        return switch Int.random(in: 0..<4, using: &numbers) {
        case 0: .number(code, severity, points: points, is: .atLeast, "7", partial: .proportional)
        case 1: .graded(code, severity, points: points, ["one": "0.5", "two": "0.5"])
        default: .sample(code, severity, points: points, allowsNotApplicable: true)
        }
    }

    private static func good(_ item: Item) -> Answer {
        switch item.answer {
        case .number: Answer(.number(7))
        case .graded: Answer(.deducted(codes: [], further: 0))
        default: Answer(.yes)
        }
    }

    /// An answer that falls short; nil for one left out.
    private static func bad(_ item: Item, _ numbers: inout SeededNumbers) -> Answer? {
        let isFixed = Int.random(in: 0..<4, using: &numbers) == 0
        let choice = Int.random(in: 0..<5, using: &numbers)
        let value: Answer.Value
        switch item.answer {
        case .number: value = .number(Rational(Int.random(in: 0...6, using: &numbers)))
        case .graded: value = .deducted(codes: choice < 2 ? ["one"] : ["one", "two"], further: 0)
        default:
            if choice == 0 { return nil }
            value = choice == 1 ? .notApplicable(reason: "none") : choice == 2 ? .notChecked : .no
        }
        return Answer(value, evidence: isFixed ? ["photo"] : [], fixedOnSpot: isFixed)
    }
}
