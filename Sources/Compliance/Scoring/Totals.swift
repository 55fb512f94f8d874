/// What scoring adds up to, and all that a grade is decided on (`domain.md` §3).
///
/// A class, so that a grade's conditions ask it for one figure after another without copying it.
final class Totals {
    let earned: Rational
    let attainable: Rational
    /// nil where nothing was attainable.
    let score: Rational?
    let open: OpenGaps
    /// The most points lost on one item.
    let worst: Rational
    /// In checklist order.
    let sections: [Sums]

    init(earned: Rational, attainable: Rational, open: OpenGaps, worst: Rational, sections: [Sums]) {
        self.earned = earned
        self.attainable = attainable
        self.open = open
        self.worst = worst
        self.sections = sections
        score = percentage(earned, of: attainable)
    }

    /// What a name in a grade's condition stands for. A section with nothing to score has no score.
    func value(of name: String, in standard: Standard) -> ExpressionValue {
        switch name {
        case "score": score.map { .number($0) } ?? .missing
        case "critical_gaps": .number(Rational(open.critical))
        case "major_gaps": .number(Rational(open.major))
        case "minor_gaps": .number(Rational(open.minor))
        case "earned": .number(earned)
        case "attainable": .number(attainable)
        case "lost": .number(attainable - earned)
        case "worst": .number(worst)
        default:
            if let section = standard.sectionOfScore[name] {
                sections[section].score.map { .number($0) } ?? .missing
            } else if let section = standard.sectionOfPoints[name] {
                .number(sections[section].attainable)
            } else {
                standard.constants[name] ?? .missing
            }
        }
    }
}

/// Points of several items together.
struct Sums {
    var earned: Rational = 0
    var attainable: Rational = 0

    var score: Rational? { percentage(earned, of: attainable) }

    mutating func add(_ outcome: Outcome) {
        earned = earned + outcome.earned
        attainable = attainable + outcome.attainable
    }
}

/// How many gaps there are of each severity.
struct OpenGaps {
    var critical = 0
    var major = 0
    var minor = 0

    subscript(severity: Severity) -> Int {
        get {
            switch severity {
            case .critical: critical
            case .major: major
            case .minor: minor
            }
        }
        set {
            switch severity {
            case .critical: critical = newValue
            case .major: major = newValue
            case .minor: minor = newValue
            }
        }
    }
}

/// earned ÷ attainable × 100, exact; nil where nothing was attainable.
private func percentage(_ earned: Rational, of attainable: Rational) -> Rational? {
    (earned * 100).divided(by: attainable)
}
