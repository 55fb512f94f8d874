/// The names that formulas may use, and what each stands for.
struct ExpressionScope {
    private var names: [String: ExpressionName] = [:]

    /// The day of the visit, which every formula of an item may use.
    static let visitDate = "visit_date"

    /// What a grade is decided on (`domain.md` §3), beside the sections' `score_A`.
    static let totals = [
        "score", "earned", "attainable", "lost", "critical_gaps", "major_gaps", "minor_gaps", "worst",
    ]

    /// What a section's score is called.
    static func score(of section: String) -> String { "score_" + section }

    /// What the points that count in a section are called; zero where nothing in it applies.
    static func attainable(in section: String) -> String { "attainable_" + section }

    /// Whether a parameter or fact must not take the name.
    static func reserved(_ name: String) -> Bool {
        name == visitDate || totals.contains(name) || name.hasPrefix("score_")
    }

    /// What an item's formulas may speak of: parameters, facts, other items' answers and the day of the visit.
    init(itemsOf checklist: Checklist, _ baseline: Baseline, broken: Set<String>) {
        names[Self.visitDate] = ExpressionName(.date)
        for fact in checklist.facts {
            names[fact.name] = broken.contains(fact.name) ? ExpressionName(nil) : fact.type.expressionName
        }
        for item in checklist.items {
            names[item.code] = broken.contains(item.code) ? ExpressionName(nil) : item.answer.expressionName
        }
        add(baseline)
    }

    /// What a condition may speak of besides: the register.
    var withRegister: ExpressionScope {
        var scope = self
        for name in RegisterName.allCases { scope.names[name.rawValue] = ExpressionName(name.type) }
        return scope
    }

    /// What a grade's condition may speak of: what scoring yields, and parameters. Where guards are asked for, the score
    /// of a section that may be empty needs one.
    init(gradesOf checklist: Checklist, _ baseline: Baseline, asksForGuards: Bool) {
        for name in Self.totals {
            // Where nothing was attainable there is no grade, so its condition is never asked.
            names[name] = ExpressionName(.number, isNonZero: name == "attainable")
        }
        for section in checklist.sections {
            let points = Self.attainable(in: section.code)
            names[points] = ExpressionName(.number, isNonZero: !section.canBeEmpty)
            names[Self.score(of: section.code)] = ExpressionName(
                .number,
                guardedBy: asksForGuards && section.canBeEmpty ? points : nil
            )
        }
        add(baseline)
    }

    private mutating func add(_ baseline: Baseline) {
        for parameter in baseline.parameters {
            names[parameter.name] = ExpressionName(.number, isNonZero: !parameter.value.isZero)
        }
        // What is missing here is reported once, as missing from the baseline.
        for name in RequiredParameter.allCases where names[name.rawValue] == nil {
            names[name.rawValue] = ExpressionName(nil)
        }
    }

    /// Everything wrong with the expression, which must give `expected`.
    func check(
        _ expression: Expression,
        gives expected: ExpressionType,
        _ collector: ProblemCollector
    ) -> [ExpressionError] {
        expression.check(
            expected,
            scope: { names[$0] },
            known: { collector.suggestions(names.keys.sorted()) }
        )
    }
}

extension Section {
    /// Whether a visit may find nothing in it to score.
    var canBeEmpty: Bool { items.allSatisfy { $0.allowsNotApplicable || $0.applies != nil } }
}

extension AnswerType {
    /// What an answer is to a formula. A graded item has no value of its own to compute with.
    fileprivate var expressionName: ExpressionName {
        switch self {
        case .yesNo: ExpressionName(.yesNo)
        case .number(_, let range, _):
            ExpressionName(.number, isNonZero: range.lowerBound > 0 || range.upperBound < 0)
        case .choice(let choices): ExpressionName(.oneOf(choices.map(\.value)))
        case .date: ExpressionName(.date)
        case .text: ExpressionName(.text)
        case .graded: ExpressionName(nil)
        }
    }
}

/// A parameter that scoring itself reads, so that every baseline has it.
package enum RequiredParameter: String, Sendable, CaseIterable {
    case passMark = "pass_mark"
    case goodMark = "good_mark"
    case criticalDeadline = "critical_deadline_hours"
    case majorDeadline = "major_deadline_hours"
    case minorDeadline = "minor_deadline_hours"

    /// The deadline of gaps of that severity.
    package init(deadlineOf severity: Severity) {
        self =
            switch severity {
            case .critical: .criticalDeadline
            case .major: .majorDeadline
            case .minor: .minorDeadline
            }
    }

    /// A value to begin with, and what it means.
    var example: (value: Int, direction: Direction, title: Text) {
        switch self {
        case .passMark: (70, .atLeast, Text(zh: "及格分", en: "Pass mark"))
        case .goodMark: (90, .atLeast, Text(zh: "达标分", en: "Good mark"))
        case .criticalDeadline: (24, .atMost, Text(zh: "一票否决项整改时限", en: "Time to close a critical gap"))
        case .majorDeadline: (72, .atMost, Text(zh: "重要项整改时限", en: "Time to close a major gap"))
        case .minorDeadline: (168, .atMost, Text(zh: "一般项整改时限", en: "Time to close a minor gap"))
        }
    }
}
