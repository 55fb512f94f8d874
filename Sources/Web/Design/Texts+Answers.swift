import Compliance

/// Answers, minimums and shortfalls in words.
extension Texts {
    /// What was answered, with the item's unit and the titles of its choices.
    func observed(_ value: Answer.Value?, _ item: Item) -> String {
        switch value {
        case nil, .notChecked: self(Outcome.Status.notChecked)
        case .yes: self("answer.yes")
        case .no: self("answer.no")
        case .number(let number): number.points + unit(of: item.answer)
        case .choice(let choice): self.choice(choice, item.answer)
        case .date(let day): "\(day)"
        case .text(let text): text
        case .notApplicable(let reason): self("answer.notApplicable", reason)
        case .deducted(let codes, let further): deductions(codes, further, item)
        }
    }

    func fact(_ value: FactValue?, _ fact: Fact) -> String {
        switch value {
        case nil: "–"
        case .yes: self("answer.yes")
        case .no: self("answer.no")
        case .number(let number): number.points + unit(of: fact.type)
        case .choice(let choice): self.choice(choice, fact.type)
        case .date(let day): "\(day)"
        case .text(let text): text
        }
    }

    /// What the item asks for; `bound` is the minimum as it came out for this visit.
    func required(_ bound: Outcome.Required?, _ item: Item, _ standard: Standard) -> String {
        switch item.minimum {
        case .answered(let yes): self(yes ? "answer.yes" : "answer.no")
        case .fullPoints: self("answer.fullPoints")
        case .bound, .oneOf, .anyText:
            self(bound.map { item.words(for: $0) } ?? standard.words.requirement(of: item))
        }
    }

    /// The same, and for want of what the minimum could not be worked out.
    func required(_ outcome: Outcome, _ item: Item, _ standard: Standard) -> String {
        let required = required(outcome.required, item, standard)
        return outcome.missing.isEmpty
            ? required : required + self("list.colon") + self(outcome.missing.words)
    }

    func shortfall(_ shortfall: Rational?, _ item: Item) -> String? {
        shortfall.map { $0.points + ($0.isZero ? "" : unit(of: item.answer)) }
    }

    func unit(of type: AnswerType) -> String {
        guard case .number(let unit, _, _) = type else { return "" }
        return " " + self(unit)
    }

    private func choice(_ value: String, _ type: AnswerType) -> String {
        guard case .choice(let choices) = type else { return value }
        return choices.first { $0.value == value }.map { self($0.title) } ?? value
    }

    private func deductions(_ codes: [String], _ further: Rational, _ item: Item) -> String {
        guard case .graded(_, let deductions) = item.answer else { return list(codes) }
        let named = deductions.filter { codes.contains($0.code) }
            .map { "\(self($0.title)) −\($0.points.points)" }
        let others = further.isZero ? [] : [self("answer.further", further.points)]
        return list(named + others, orElse: "answer.fullPoints")
    }
}
