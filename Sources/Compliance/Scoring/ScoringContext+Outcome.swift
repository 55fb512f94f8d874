extension ScoringContext {
    /// What becomes of the item at that place of the checklist (`domain.md` §4.1, §4.2).
    func outcome(at index: Int) -> Outcome {
        let rule = standard.rules[index]
        let code = rule.code
        guard applies[index] else { return .uncounted(code, .notInScope) }
        let answer = answers[index]?.value
        if case .notApplicable? = answer, rule.item.allowsNotApplicable {
            return .uncounted(code, .notApplicable, observed: answer)
        }
        let required = required(rule)
        guard let answer, let verdict = rule.verdict(on: answer, required: required?.value) else {
            return Outcome(
                item: code,
                status: .notChecked,
                earned: 0,
                attainable: rule.item.points,
                required: required,
                observed: answer?.saysSomething == true ? answer : nil,
                missing: required == nil ? missing(at: index) : []
            )
        }
        return Outcome(
            item: code,
            status: verdict.isMet ? .met : .notMet,
            earned: verdict.earned,
            attainable: rule.item.points,
            required: required,
            observed: answer
        )
    }
}

extension Outcome {
    /// An item that does not count.
    fileprivate static func uncounted(
        _ item: String,
        _ status: Status,
        observed: Answer.Value? = nil
    ) -> Outcome {
        Outcome(
            item: item,
            status: status,
            earned: 0,
            attainable: 0,
            required: nil,
            observed: observed
        )
    }

    /// Whether the item falls short, or nobody looked.
    package var isGap: Bool { status.isGap }
}

extension Outcome.Status {
    var isGap: Bool { self == .notMet || self == .notChecked }
}

extension Answer.Value {
    fileprivate var saysSomething: Bool {
        switch self {
        case .notChecked: false
        default: true
        }
    }
}

/// What an answer is worth.
struct Verdict {
    let isMet: Bool
    let earned: Rational
}

extension ItemRule {
    /// Holds an answer against the minimum. nil where that cannot be told: the bound is not known, or the answer is of
    /// a kind that this version of the item does not take, as can happen in a what-if.
    func verdict(on answer: Answer.Value, required: FactValue?) -> Verdict? {
        switch item.minimum {
        case .answered(let yes):
            switch answer {
            case .yes: return whole(yes)
            case .no: return whole(!yes)
            default: return nil
            }
        case .bound(let direction, _): return verdict(on: answer, direction, required)
        case .oneOf(let good):
            guard case .choice(let choice) = answer, takes(choice) else { return nil }
            return whole(good.contains(choice))
        case .anyText:
            guard case .text(let text) = answer else { return nil }
            return whole(!text.allSatisfy(\.isWhitespace))
        case .fullPoints:
            guard case .deducted(let codes, let further) = answer else { return nil }
            return graded(codes, further)
        }
    }

    private func verdict(
        on answer: Answer.Value,
        _ direction: Direction,
        _ required: FactValue?
    ) -> Verdict? {
        if case .number(let observed) = answer, case .number(let required)? = required {
            return direction.accepts(observed, required)
                ? whole(true) : Verdict(isMet: false, earned: part(observed, of: required))
        }
        guard case .date(let observed) = answer, case .date(let required)? = required else { return nil }
        return whole(direction.accepts(observed, required))
    }

    /// All points or none.
    private func whole(_ isMet: Bool) -> Verdict { Verdict(isMet: isMet, earned: isMet ? item.points : 0) }

    /// What falling short still earns: nothing, or points × observed ÷ required.
    private func part(_ observed: Rational, of required: Rational) -> Rational {
        guard item.partial == .proportional, observed > 0, let share = observed.divided(by: required) else {
            return 0
        }
        return min(item.points, max(0, item.points * share))
    }

    private func takes(_ choice: String) -> Bool {
        guard case .choice(let choices) = item.answer else { return false }
        return choices.contains { $0.value == choice }
    }

    /// Points less deductions, down to 0 (扣完为止); nil where a reason is not among the item's.
    private func graded(_ codes: [String], _ further: Rational) -> Verdict? {
        guard case .graded(_, let deductions) = item.answer else { return nil }
        var taken = further
        for code in codes {
            guard let deduction = deductions.first(where: { $0.code == code }) else { return nil }
            taken = taken + deduction.points
        }
        return Verdict(isMet: taken.isZero, earned: max(0, item.points - taken))
    }
}

extension Direction {
    /// Whether a value lies on the right side of its bound.
    func accepts<T: Comparable>(_ value: T, _ bound: T) -> Bool {
        switch self {
        case .atLeast: value >= bound
        case .atMost: value <= bound
        case .equals: value == bound
        }
    }
}
