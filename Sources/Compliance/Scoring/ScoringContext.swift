/// One answer sheet as the formulas of a standard see it: which items apply, and what every name stands for.
///
/// Answers and facts stand in it by their places in the checklist: each is looked up by its name once. A class, so that
/// formulas ask it for one after another without copying it.
final class ScoringContext {
    let standard: Standard
    /// The answer to each item, in checklist order; nil where there is none.
    let answers: [Answer?]
    /// What each fact is, in checklist order; nil where it is not known.
    let facts: [FactValue?]
    let visitDate: Day
    /// What the register says of the site on the day; nil without a register, which only conditions ask.
    let site: Site?
    /// Whether each item applies, in checklist order.
    private(set) var applies: [Bool]

    init(_ sheet: AnswerSheet, _ standard: Standard, at site: Site? = nil) {
        self.standard = standard
        self.site = site
        answers = standard.answers(of: sheet)
        facts = standard.checklist.facts.map { sheet.facts[$0.name] }
        visitDate = sheet.visitDate
        applies = Array(repeating: true, count: standard.rules.count)
        for index in standard.conditional {
            if let condition = standard.rules[index].applies { applies[index] = holds(condition.resolved) }
        }
    }

    /// What a name in an item's formula stands for. An item that does not apply has no value, whatever was answered.
    func value(of name: ItemName) -> ExpressionValue {
        switch name {
        case .fact(let place): facts[place].map { ExpressionValue($0) } ?? .missing
        case .item(let place) where applies[place]:
            answers[place].map { ExpressionValue($0.value) } ?? .missing
        case .visitDate: .date(visitDate)
        case .register(let name): name.value(of: site)
        case .item, .unknown: .missing
        }
    }

    /// The bound of an item as it comes out for this visit; nil where it has none, or cannot be worked out.
    func required(_ rule: ItemRule) -> Outcome.Required? {
        guard let bound = rule.bound, case .bound(let direction, _) = rule.item.minimum else { return nil }
        return switch bound.resolved.value({ value(of: $0) }) {
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
    private func holds(_ condition: Term<ItemName>) -> Bool {
        if let known = condition.value({ value(of: $0) }).boolean { return known }
        let missing = condition.names.filter { value(of: $0) == .missing }
        return missing.isEmpty || !missing.allSatisfy(isAbsent)
    }

    /// Whether the name is an item that is known not to apply.
    private func isAbsent(_ name: ItemName) -> Bool {
        guard case .item(let index) = name else { return false }
        guard applies[index] else { return true }
        guard case .notApplicable? = answers[index]?.value else { return false }
        return standard.rules[index].item.allowsNotApplicable
    }
}

extension Standard {
    /// The answer to each item, in checklist order; nil where there is none.
    func answers(of sheet: AnswerSheet) -> [Answer?] { rules.map { sheet.answers[$0.code] } }
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
