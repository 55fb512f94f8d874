import Compliance

/// What a row is read with: the answers to the file's questions, and what is known.
struct RegisterContext {
    let countsFrom1904: Bool
    let monthFirst: Bool?
    let takesMonths: Bool
    /// Whether it is asked in which order month and day stand, and whether empty townships are those above.
    let asksOrder: Bool
    let asksTownships: Bool
    private let codes: [String: String]

    init(_ questions: RegisterQuestions, countsFrom1904: Bool, townships: [Township]) {
        self.countsFrom1904 = countsFrom1904
        monthFirst = questions.monthFirst
        takesMonths = questions.takesMonths
        asksOrder = questions.open.contains { $0.problem.code == "dayOrder" }
        asksTownships = questions.open.contains { $0.problem.code == "emptyTownship" }
        let known = Dictionary(grouping: townships, by: \.name.zh)
        codes = known.compactMapValues { $0.count == 1 ? $0[0].code : nil }
    }

    /// The code on record of the township of that name; nil where none has it, or several.
    func code(ofTownship name: String) -> String? { name.isEmpty ? nil : codes[name] }
}
