package import StrictJSON

/// A condition that does not hold for a visit, or that was passed over for want of a register.
package struct Judgement: Sendable, Hashable {
    package let constraint: Constraint
    /// What it needed and nobody has: nothing where it was worked out and does not hold.
    package let missing: [MissingValue]
    /// What it speaks of, with the values of this visit.
    package let values: Text
    /// Critical items that are out of scope here because of a fact that the condition speaks of.
    package let unasked: [String]
    /// The first field that it speaks of: a JSON pointer.
    let pointer: String

    /// Whether it was worked out and does not hold.
    package var isBroken: Bool { missing.isEmpty }

    /// What is wrong, with the values, and what goes unasked by it.
    package var words: Text {
        let (zh, en) = ("\(constraint.message.zh)（\(values.zh)）", "\(constraint.message.en) (\(values.en))")
        guard !unasked.isEmpty else { return Text(zh: zh, en: en) }
        return Text(
            zh: "\(zh)；一票否决项 \(unasked.joined(separator: "、")) 因此不在检查范围内",
            en: "\(en); critical items out of scope by it: \(unasked.joined(separator: ", "))"
        )
    }

    /// That it was passed over, and for want of what.
    package var passedOver: Text {
        Text(
            zh: "未核对“\(constraint.message.zh)”，\(missing.want.zh)",
            en: "Not held against '\(constraint.message.en)'; \(missing.want.en)"
        )
    }

    /// What it is about, why it is doubtful, and what was missing, as JSON has it.
    package var node: Node {
        .object([
            ("code", .string(constraint.code)), ("zh", .string(words.zh)), ("en", .string(words.en)),
            ("missing", missing.isEmpty ? nil : .array(missing.map(\.report))),
        ])
    }

    /// The refusal of what cannot be, or the question about what is doubtful.
    var problem: Problem {
        switch constraint.kind {
        case .impossible:
            Problem(
                "impossible",
                at: pointer,
                Text(zh: "不可能：\(words.zh)。请核对。", en: "This cannot be: \(words.en). Check the figures.")
            )
        case .doubtful: .unconfirmed(constraint.code, words)
        }
    }
}

extension Problem {
    /// The question about something doubtful; a reason under its code answers it.
    static func unconfirmed(_ code: String, _ words: Text) -> Problem {
        Problem(
            "unconfirmed",
            at: "/confirmations/\(code)",
            Text(
                zh: "请核对：\(words.zh)。属实的，请写明理由。",
                en: "Is this so? \(words.en). If it is, say why."
            )
        )
    }
}

extension Standard {
    /// The conditions that the answers do not fulfil, and those of which nobody can tell, in checklist order.
    ///
    /// Not knowing is neither. What waits for something that the register does not say is passed over and said so; what
    /// waits for an answer that was left out says nothing beside the item itself, which is not checked.
    package func judgements(of sheet: AnswerSheet, at site: Site?) -> [Judgement] {
        constraints.isEmpty ? [] : ScoringContext(sheet, self, at: site).judgements
    }
}

extension ScoringContext {
    /// The same of these answers.
    var judgements: [Judgement] { standard.constraints.compactMap(judgement) }

    /// The same, but for conditions that rest on what could not be read.
    func judgements(leavingOut unread: UnreadInputs) -> [Judgement] {
        standard.constraints
            .filter { !unread.isNeeded(for: $0.condition.resolved.names, in: standard) }
            .compactMap(judgement)
    }

    fileprivate func judgement(_ bound: BoundConstraint) -> Judgement? {
        let condition = bound.condition.resolved
        let holds = condition.value { value(of: $0) }.boolean
        guard holds != true else { return nil }
        let missing = condition.missing { value(of: $0) }
        if holds == nil, !missing.contains(where: \.isOfRegister) { return nil }
        var names: [ItemName] = []
        for name in condition.names where name != .visitDate && !names.contains(name) { names.append(name) }
        let values = names.map(words)
        return Judgement(
            constraint: bound.constraint,
            missing: missing.map { self.missing($0) },
            values: Text(
                zh: values.map(\.zh).joined(separator: "；"),
                en: values.map(\.en).joined(separator: "; ")
            ),
            unasked: unasked(for: names),
            pointer: names.first.map(pointer) ?? ""
        )
    }

    private func unasked(for names: [ItemName]) -> [String] {
        let facts = names.filter { if case .fact = $0 { true } else { false } }
        return standard.rules.indices
            .filter { place in
                let rule = standard.rules[place]
                return rule.item.severity == .critical && !applies[place]
                    && rule.applies?.resolved.names.contains { facts.contains($0) } == true
            }
            .map { standard.rules[$0].code }
    }

    private func words(_ name: ItemName) -> Text {
        switch name {
        case .fact(let place):
            let fact = standard.checklist.facts[place]
            return named(fact.title, fact.type.words(for: facts[place]))
        case .item(let place):
            let item = standard.rules[place].item
            return named(Text(zh: item.code, en: item.code), item.words(for: answers[place]?.value))
        case .register(let name): return named(name.title, name.words(for: value(of: .register(name))))
        case .visitDate, .unknown: return Text(zh: "", en: "")
        }
    }

    private func named(_ title: Text, _ value: Text) -> Text {
        Text(zh: "\(title.zh)：\(value.zh)", en: "\(title.en): \(value.en)")
    }

    private func pointer(_ name: ItemName) -> String {
        switch name {
        case .fact(let place): "/facts/\(standard.checklist.facts[place].name)"
        case .item(let place): "/answers/\(standard.rules[place].code)"
        case .register: "/site"
        case .visitDate, .unknown: ""
        }
    }
}

extension ItemName {
    fileprivate var isOfRegister: Bool { if case .register = self { true } else { false } }
}

extension RegisterName {
    /// What the register says, with its unit; a dash where it does not say.
    fileprivate func words(for value: ExpressionValue) -> Text {
        switch value {
        case .number(let number): Text(zh: "\(number) 人", en: "\(number) people")
        case .date(let day): Text(zh: "\(day)", en: "\(day)")
        case .text, .boolean, .missing: Text(zh: "–", en: "–")
        }
    }
}
