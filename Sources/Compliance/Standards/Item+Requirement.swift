extension Item {
    /// What the answer must be, as the file has it: `at least ceiling(…) medics`, `yes`, `Hotel or School`.
    package var requirement: Text {
        switch minimum {
        case .answered(let yes): yes ? Text(zh: "是", en: "yes") : Text(zh: "否", en: "no")
        case .bound(let direction, let formula):
            Text(
                zh: [direction.title.zh, formula.text, answer.unit?.zh].compactMap { $0 }
                    .joined(separator: " "),
                en: [direction.title.en, formula.text, answer.unit?.en].compactMap { $0 }
                    .joined(separator: " ")
            )
        case .oneOf(let values):
            Text(
                zh: values.map { choiceTitle($0).zh }.joined(separator: "、"),
                en: values.map { choiceTitle($0).en }.joined(separator: " or ")
            )
        case .anyText: Text(zh: "不为空", en: "not blank")
        case .fullPoints: Text(zh: "不扣分", en: "no points lost")
        }
    }

    private func choiceTitle(_ value: String) -> Text {
        guard case .choice(let choices) = answer, let choice = choices.first(where: { $0.value == value })
        else {
            return Text(zh: value, en: value)
        }
        return choice.title
    }
}

extension AnswerType {
    /// What a number counts; nil for other answers.
    package var unit: Text? {
        if case .number(let unit, _, _) = self { unit } else { nil }
    }
}

extension Citation {
    /// The paper's code and the clause: `WS694-2020 5.1.2.1`.
    package var place: String { clause.isEmpty ? source : "\(source) \(clause)" }
}
