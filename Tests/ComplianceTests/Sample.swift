import StrictJSON

@testable import Compliance

/// Exact numbers as tests write them: `"0.5"`, `"200/3"`.
extension Rational: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        guard let number = Rational(exact: text) else { preconditionFailure("not a number: \(text)") }
        self = number
    }
}

extension Day {
    /// 2021-08-18, the day of every visit that does not say otherwise.
    static let visit = Day(ordinal: 18_857)
}

extension Text {
    static let any = Text(zh: "文字", en: "words")
}

extension Citation {
    static let rule = Citation(source: "RULE", clause: "一", verified: .read)
}

extension Item {
    /// An item that the answer yes meets, unless more is said.
    static func sample(
        _ code: String,
        _ severity: Severity = .minor,
        points: Rational = 1,
        answer: AnswerType = .yesNo,
        minimum: Minimum = .answered(yes: true),
        partial: Partial = .none,
        applies: String? = nil,
        allowsNotApplicable: Bool = false
    ) -> Item {
        Item(
            code: code,
            text: .any,
            check: [.look],
            guidance: nil,
            severity: severity,
            reason: .any,
            points: points,
            answer: answer,
            minimum: minimum,
            partial: partial,
            applies: applies.map { Formula($0) },
            allowsNotApplicable: allowsNotApplicable,
            responsible: .director,
            evidence: [],
            citation: .rule
        )
    }

    /// A number from 0 to 1,000 held against a bound.
    static func number(
        _ code: String,
        _ severity: Severity = .minor,
        points: Rational = 1,
        is direction: Direction,
        _ bound: String,
        partial: Partial = .none,
        applies: String? = nil
    ) -> Item {
        sample(
            code,
            severity,
            points: points,
            answer: .number(unit: .any, range: 0...1_000, decimals: 1),
            minimum: .bound(direction, Formula(bound)),
            partial: partial,
            applies: applies
        )
    }

    /// A graded item in steps of a half, with reasons for taking points off.
    static func graded(
        _ code: String,
        _ severity: Severity = .minor,
        points: Rational,
        _ deductions: KeyValuePairs<String, Rational> = [:]
    ) -> Item {
        sample(
            code,
            severity,
            points: points,
            answer: .graded(
                step: "0.5",
                deductions: deductions.map { Deduction(code: $0.key, title: .any, points: $0.value) }
            ),
            minimum: .fullPoints
        )
    }
}

extension GradeRule {
    init(_ code: String, _ when: String) {
        self.init(code: code, title: .any, colour: .grey, when: Formula(when))
    }
}

extension Fact {
    static let residents = Fact(
        name: "residents",
        title: Text(zh: "在住人数", en: "Residents"),
        type: .number(unit: .any, range: 0...5_000, decimals: 0)
    )
}

extension Baseline {
    /// What scoring needs: pass mark 70, good mark 90, deadlines of 24, 72 and 168 hours.
    static let sample = Baseline(
        code: "sample",
        version: "1",
        title: .any,
        effectiveFrom: .visit,
        effectiveTo: nil,
        sources: [Source(code: "RULE", title: .any, issuer: .any, issued: nil)],
        parameters: [
            parameter("pass_mark", 70), parameter("good_mark", 90), parameter("critical_deadline_hours", 24),
            parameter("major_deadline_hours", 72), parameter("minor_deadline_hours", 168),
            parameter("medics_per_50", 2),
        ]
    )

    private static func parameter(_ name: String, _ value: Rational) -> Parameter {
        Parameter(
            name: name,
            title: .any,
            value: value,
            unit: .any,
            direction: .atLeast,
            citation: .rule,
            effectiveFrom: .visit,
            note: nil
        )
    }
}

extension Standard {
    /// The items as a checklist, those of one section standing together, with the sample baseline.
    static func sample(
        _ items: [Item],
        facts: [Fact] = [],
        grades: [GradeRule] = GradeRule.provincial,
        constraints: [Constraint] = []
    ) throws -> Standard {
        var sections: [Section] = []
        for item in items {
            let code = String(item.code.prefix { $0 != "-" })
            let before = sections.last?.code == code ? sections.removeLast().items : []
            sections.append(Section(code: code, title: .any, items: before + [item]))
        }
        let checklist = Checklist(
            code: "sample-site",
            version: "1",
            siteKind: .townshipIsolation,
            title: .any,
            effectiveFrom: .visit,
            baseline: "sample",
            sources: [],
            facts: facts,
            grades: grades,
            sections: sections,
            constraints: constraints
        )
        return try Standard(checklist, .sample)
    }

    func score(
        _ answers: [String: Answer.Value],
        fixed: Set<String> = [],
        facts: [String: FactValue] = [:]
    ) -> Result {
        score(sheet(answers, fixed: fixed, facts: facts))
    }

    func sheet(
        _ answers: [String: Answer.Value],
        fixed: Set<String> = [],
        facts: [String: FactValue] = [:]
    ) -> AnswerSheet {
        let answers = answers.map { code, value in
            let isFixed = fixed.contains(code)
            return (code, Answer(value, evidence: isFixed ? ["photo"] : [], fixedOnSpot: isFixed))
        }
        return AnswerSheet(
            answers: Dictionary(uniqueKeysWithValues: answers),
            facts: facts,
            visitDate: .visit
        )
    }
}

extension Result {
    func outcome(of item: String) -> Outcome? { outcomes.first { $0.item == item } }
    func gap(_ item: String) -> Gap? { gaps.first { $0.item == item } }
}

/// Pseudo-random numbers that are the same in every run (SplitMix64, a public-domain algorithm).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
