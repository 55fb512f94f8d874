extension Standard {
    /// Which release of the scoring rules this is; a result carries it.
    package static let scoringVersion = 1

    /// Works out the result of a sheet: pure and exact, the same on every machine (`domain.md` §4).
    package func score(_ sheet: AnswerSheet) -> Result {
        var scoring = Scoring(self, sheet)
        for index in order { scoring.judge(index) }
        return Result(outcomes: scoring.outcomes, sheet, self)
    }
}

/// Judges the items of one sheet, each after the ones its formulas need.
struct Scoring {
    private let standard: Standard
    private let sheet: AnswerSheet
    /// In checklist order; complete once every index of `Standard.order` was judged.
    private(set) var outcomes: [Outcome]

    init(_ standard: Standard, _ sheet: AnswerSheet) {
        self.standard = standard
        self.sheet = sheet
        outcomes = standard.rules.map { rule in
            Outcome(
                item: rule.item.code,
                status: .notInScope,
                earned: 0,
                attainable: 0,
                required: nil,
                observed: nil
            )
        }
    }

    /// Judges one item.
    ///
    /// Only a condition known to be false takes an item out of scope: where it cannot be known, because an answer it
    /// speaks of is missing, the item stays. So leaving an answer out never makes other requirements go away.
    mutating func judge(_ index: Int) {
        if standard.rules[index].applies?.evaluate(value) == .boolean(false) { return }
        let code = outcomes[index].item
        let points = standard.rules[index].item.points
        let observed = sheet.answers[code]?.value
        let required = required(index)

        let verdict =
            switch observed {
            case nil, .notChecked: Verdict.notChecked
            case .notApplicable: Verdict.notApplicable
            case .some(let value): judge(value, index, points, required)
            }
        outcomes[index] = Outcome(
            item: code,
            status: verdict.status,
            earned: verdict.earned,
            attainable: verdict.status == .notApplicable ? 0 : points,
            required: required,
            observed: observed
        )
    }

    /// What an item comes to.
    private struct Verdict {
        let status: Outcome.Status
        let earned: Rational

        static let notChecked = Verdict(status: .notChecked, earned: 0)
        static let notApplicable = Verdict(status: .notApplicable, earned: 0)
    }

    private func judge(
        _ value: Answer.Value,
        _ index: Int,
        _ points: Rational,
        _ required: Outcome.Required?
    ) -> Verdict {
        let met: Bool
        switch (standard.rules[index].item.minimum, value) {
        case (.answered(let yes), .yes): met = yes
        case (.answered(let yes), .no): met = !yes
        case (.oneOf(let values), .choice(let choice)): met = values.contains(choice)
        case (.anyText, .text(let text)): met = !text.allSatisfy(\.isWhitespace)
        case (.fullPoints, .deducted(let codes, let further)):
            let lost = min(points, deducted(codes, index) + further)
            return Verdict(status: lost.isZero ? .met : .notMet, earned: points - lost)
        case (.bound, _):
            // A bound that an answer left out made unknown cannot be held against: the item counts as not checked.
            guard let required, let reached = required.isReached(by: value) else { return .notChecked }
            if !reached, standard.rules[index].item.partial == .proportional {
                return Verdict(status: .notMet, earned: proportion(of: points, value, required))
            }
            met = reached
        default:
            // A sheet that was read for another checklist; `Standard.sheet` lets none through.
            return .notChecked
        }
        return Verdict(status: met ? .met : .notMet, earned: met ? points : 0)
    }

    /// The sum of the deductions that apply (扣分制); the caller caps it (扣完为止).
    private func deducted(_ codes: [String], _ index: Int) -> Rational {
        guard case .graded(_, let deductions) = standard.rules[index].item.answer else { return 0 }
        return deductions.reduce(0) { codes.contains($1.code) ? $0 + $1.points : $0 }
    }

    /// points × observed ÷ required, never below zero; the bound is above what was observed.
    private func proportion(of points: Rational, _ value: Answer.Value, _ required: Outcome.Required) -> Rational {
        guard case .number(let observed) = value, case .number(let bound) = required.value, observed > 0,
            let share = observed.divided(by: bound)
        else { return 0 }
        return points * share
    }

    /// The bound as it comes out at this visit; nil where there is none, or an answer it needs was left out.
    private func required(_ index: Int) -> Outcome.Required? {
        guard let bound = standard.rules[index].bound,
            case .bound(let direction, _) = standard.rules[index].item.minimum
        else { return nil }
        switch bound.evaluate(value) {
        case .number(let number): return Outcome.Required(direction: direction, value: .number(number))
        case .date(let day): return Outcome.Required(direction: direction, value: .date(day))
        case .text, .boolean, .missing: return nil
        }
    }

    /// What a name stands for: the answer of an item counts once it was judged, in scope and given.
    private func value(of name: String) -> ExpressionValue {
        if let parameter = standard.parameter(name) { return .number(parameter.value) }
        if let fact = sheet.facts[name] { return ExpressionValue(fact) }
        if name == ExpressionScope.visitDate { return .date(sheet.visitDate) }
        guard let index = standard.index(of: name) else { return .missing }
        switch outcomes[index].status {
        case .notInScope, .notApplicable, .notChecked: return .missing
        case .met, .notMet: return outcomes[index].observed.map { ExpressionValue($0) } ?? .missing
        }
    }

    private var value: (String) -> ExpressionValue { { value(of: $0) } }
}

extension Outcome.Required {
    /// Whether the value lies on the right side of the bound; nil where the two cannot be compared.
    fileprivate func isReached(by value: Answer.Value) -> Bool? {
        switch (self.value, value) {
        case (.number(let bound), .number(let observed)): direction.holds(observed, bound)
        case (.date(let bound), .date(let observed)): direction.holds(observed, bound)
        default: nil
        }
    }
}

extension Direction {
    fileprivate func holds<T: Comparable>(_ observed: T, _ bound: T) -> Bool {
        switch self {
        case .atLeast: observed >= bound
        case .atMost: observed <= bound
        case .equals: observed == bound
        }
    }
}

extension ExpressionValue {
    fileprivate init(_ fact: FactValue) {
        self =
            switch fact {
            case .yes: .text("yes")
            case .no: .text("no")
            case .number(let number): .number(number)
            case .choice(let text), .text(let text): .text(text)
            case .date(let day): .date(day)
            }
    }

    fileprivate init(_ value: Answer.Value) {
        self =
            switch value {
            case .yes: .text("yes")
            case .no: .text("no")
            case .number(let number): .number(number)
            case .choice(let text), .text(let text): .text(text)
            case .date(let day): .date(day)
            case .deducted, .notApplicable, .notChecked: .missing
            }
    }
}
