extension ScoringContext {
    /// What becomes of the item at that place of the checklist (`domain.md` §4.1, §4.2).
    func outcome(at index: Int) -> Outcome {
        let rule = standard.rules[index]
        let code = rule.item.code
        guard applies[index] else { return .uncounted(code, .notInScope) }
        let answer = sheet.answers[code]?.value
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
                missing: required == nil ? missing(rule) : []
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
    package var isGap: Bool { status == .notMet || status == .notChecked }
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
        switch (item.minimum, answer, required) {
        case (.answered(let yes), .yes, _): whole(yes)
        case (.answered(let yes), .no, _): whole(!yes)
        case (.bound(let direction, _), .number(let observed), .number(let required)?):
            if direction.accepts(observed, required) {
                whole(true)
            } else {
                Verdict(isMet: false, earned: part(observed, of: required))
            }
        case (.bound(let direction, _), .date(let observed), .date(let required)?):
            whole(direction.accepts(observed, required))
        case (.oneOf(let good), .choice(let choice), _): takes(choice) ? whole(good.contains(choice)) : nil
        case (.anyText, .text(let text), _): whole(!text.allSatisfy(\.isWhitespace))
        case (.fullPoints, .deducted(let codes, let further), _): graded(codes, further)
        default: nil
        }
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
