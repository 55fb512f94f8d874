package import StrictJSON

extension Standard {
    /// Reads facts and answers as this checklist asks for them; throws everything wrong with them at once.
    ///
    /// Facts must all be given. An item left out is not checked. `pointer` is where the two stand in their document.
    package func sheet(
        facts: Node?,
        answers: Node?,
        visitDate: Day,
        at pointer: String = ""
    ) throws(Problems) -> AnswerSheet {
        let collector = ProblemCollector()
        let sheet = AnswerSheet(facts, answers, visitDate, at: pointer, for: self, collector)
        try collector.throwIfAny()
        return sheet
    }
}

extension AnswerSheet {
    /// Reads the two, noting everything that is wrong.
    init(
        _ facts: Node?,
        _ answers: Node?,
        _ visitDate: Day,
        at pointer: String,
        for standard: Standard,
        _ collector: ProblemCollector
    ) {
        let facts = Field(facts ?? .object([]), at: pointer + "/facts", collector)
        let answers = Field(answers ?? .object([]), at: pointer + "/answers", collector)
        self.init(
            answers: Self.answers(answers, standard),
            facts: Self.facts(facts, standard.checklist.facts),
            visitDate: visitDate
        )
    }

    private static func facts(_ field: Field, _ asked: [Fact]) -> [String: FactValue] {
        var facts: [String: FactValue] = [:]
        for (name, entry) in field.entries(0...1_000) {
            guard let fact = asked.first(where: { $0.name.isExactly(name) }) else {
                let near = nearest(to: name, among: field.collector.suggestions(asked.map(\.name)))
                entry.note(
                    "unknownFact",
                    zh: "检查表没有点位情况“\(name.shown)”" + (near.map { "，是否指“\($0)”？" } ?? "。"),
                    en: "The checklist asks for no fact '\(name.shown)'"
                        + (near.map { "; did you mean '\($0)'?" } ?? ".")
                )
                continue
            }
            if let value = fact.type.value(entry) { facts[name] = FactValue(value) }
        }
        let given = Set(field.node?.object?.map(\.name) ?? [])
        for fact in asked where !given.contains(fact.name) {
            field.inner(fact.name, nil)
                .note("missingFact", zh: "缺少“\(fact.title.zh)”。", en: "'\(fact.title.en)' is missing.")
        }
        return facts
    }

    private static func answers(_ field: Field, _ standard: Standard) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        answers.reserveCapacity(standard.rules.count)
        var next = 0
        for member in field.members(0...2_000) {
            let code = member.name
            guard let place = standard.place(of: code, expectedAt: next) else {
                let known = field.collector.suggestions(standard.rules.map(\.item.code))
                let near = nearest(to: code, among: known)
                field.inner(code, member.value)
                    .note(
                        "unknownItem",
                        zh: "检查表没有检查项“\(code.shown)”" + (near.map { "，是否指“\($0)”？" } ?? "。"),
                        en: "The checklist has no item '\(code.shown)'"
                            + (near.map { "; did you mean '\($0)'?" } ?? ".")
                    )
                continue
            }
            let rule = standard.rules[place]
            next = place + 1
            if let word = rule.item.answer.word(member.value) {
                answers[code] = Answer(word)
            } else {
                var entry = field.inner(code, member.value)
                entry.item = code
                answers[code] = Answer(entry, to: rule)
            }
        }
        return answers
    }
}

extension FactValue {
    /// A plain answer as a fact; facts are never graded, not applicable or not checked.
    fileprivate init?(_ value: Answer.Value) {
        switch value {
        case .yes: self = .yes
        case .no: self = .no
        case .number(let number): self = .number(number)
        case .choice(let choice): self = .choice(choice)
        case .date(let day): self = .date(day)
        case .text(let text): self = .text(text)
        case .deducted, .notApplicable, .notChecked: return nil
        }
    }
}
