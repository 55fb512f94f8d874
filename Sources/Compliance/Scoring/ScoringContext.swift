/// One answer sheet as the formulas of a standard see it: which items apply, and what every name stands for.
///
/// A class, so that formulas ask it for one name after another without copying it.
final class ScoringContext {
    let sheet: AnswerSheet
    let standard: Standard
    /// Whether each item applies, in checklist order.
    private(set) var applies: [Bool]

    init(_ sheet: AnswerSheet, _ standard: Standard) {
        self.sheet = sheet
        self.standard = standard
        applies = Array(repeating: true, count: standard.rules.count)
        for index in standard.order {
            if let condition = standard.rules[index].applies { applies[index] = holds(condition) }
        }
    }

    /// What a name in an item's formula stands for. An item that does not apply has no value, whatever was answered.
    func value(of name: String) -> ExpressionValue {
        if let constant = standard.constants[name] { return constant }
        if let fact = sheet.facts[name] { return ExpressionValue(fact) }
        if name == ExpressionScope.visitDate { return .date(sheet.visitDate) }
        guard let index = standard.index(of: name), applies[index], let answer = sheet.answers[name] else {
            return .missing
        }
        return ExpressionValue(answer.value)
    }

    /// The bound of an item as it comes out for this visit; nil where it has none, or cannot be worked out.
    func required(_ rule: ItemRule) -> Outcome.Required? {
        guard case .bound(let direction, _) = rule.item.minimum, let bound = rule.bound else { return nil }
        return switch bound.evaluate({ value(of: $0) }) {
        case .number(let number): Outcome.Required(direction: direction, value: .number(number))
        case .date(let day): Outcome.Required(direction: direction, value: .date(day))
        case .text, .boolean, .missing: nil
        }
    }

    /// Whether a condition holds, so that its item applies.
    ///
    /// Not knowing never lets an item drop out: where the condition waits for an answer that nobody gave, the item
    /// stays. Where all that is missing belongs to items that do not apply themselves, there is nothing to wait
    /// for, and the item goes with them: without a kitchen of its own, a site is not asked about the kitchen's staff.
    private func holds(_ condition: Expression) -> Bool {
        if let known = condition.evaluate({ value(of: $0) }).boolean { return known }
        let missing = condition.references.map(\.name).filter { value(of: $0) == .missing }
        return missing.isEmpty || !missing.allSatisfy(isAbsent)
    }

    /// Whether the name is an item that is known not to apply.
    private func isAbsent(_ name: String) -> Bool {
        guard let index = standard.index(of: name) else { return false }
        guard applies[index] else { return true }
        guard case .notApplicable? = sheet.answers[name]?.value else { return false }
        return standard.rules[index].item.allowsNotApplicable
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

    fileprivate init(_ answer: Answer.Value) {
        self =
            switch answer {
            case .yes: .text("yes")
            case .no: .text("no")
            case .number(let number): .number(number)
            case .choice(let text), .text(let text): .text(text)
            case .date(let day): .date(day)
            case .deducted, .notApplicable, .notChecked: .missing
            }
    }
}
