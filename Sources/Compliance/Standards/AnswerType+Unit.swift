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
