/// What scoring adds up to, and all that a grade is decided on (`domain.md` §3).
///
/// A class, so that a grade's conditions ask it for one figure after another without copying it.
final class Totals {
    let earned: Rational
    let attainable: Rational
    /// nil where nothing was attainable.
    private(set) lazy var score = percentage(earned, of: attainable)
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
    }

    /// What a name in a grade's condition stands for. A section with nothing to score has no score.
    func value(of name: GradeName) -> ExpressionValue {
        switch name {
        case .score: score.map { .number($0) } ?? .missing
        case .gaps(let severity): .number(Rational(open[severity]))
        case .earned: .number(earned)
        case .attainable: .number(attainable)
        case .lost: .number(attainable - earned)
        case .worst: .number(worst)
        case .scoreOfSection(let place): sections[place].score.map { .number($0) } ?? .missing
        case .pointsOfSection(let place): .number(sections[place].attainable)
        case .unknown: .missing
        }
    }
}

/// Points of several items together.
struct Sums {
    var earned: Rational = 0
    var attainable: Rational = 0

    var score: Rational? { percentage(earned, of: attainable) }

    mutating func add(_ earned: Rational, of attainable: Rational) {
        self.earned = self.earned + earned
        self.attainable = self.attainable + attainable
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
