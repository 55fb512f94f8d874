/// Formulas in words, for people (`docs/checklists.md`, In words): what a checklist asks for, and when.
package struct FormulaWords: Sendable {
    let names: [String: FormulaName]
    private let parameters: [String: Rational]
    /// What the baseline calls its parameters, where the formula itself is shown.
    let parameterTitles: [String: Text]

    /// More names and numbers than that are a formula, not a sentence.
    private static let mostLeaves = 24

    /// Without a baseline its parameters are called by their names.
    package init(_ checklist: Checklist, _ baseline: Baseline?) {
        names = FormulaName.all(of: checklist)
        let all = baseline?.parameters ?? []
        parameters = Dictionary(all.map { ($0.name, $0.value) }) { first, _ in first }
        parameterTitles = Dictionary(
            all.map { ($0.name, Text(zh: $0.title.zh, en: "'\($0.title.en)'")) }
        ) { first, _ in first }
    }

    /// What the item asks for, whatever the visit: its own words where it has some.
    package func requirement(of item: Item) -> Text {
        switch item.minimum {
        case .answered(let yes): yes ? Text(zh: "是", en: "yes") : Text(zh: "否", en: "no")
        case .oneOf(let values):
            Text(
                zh: values.map { item.answer.title(of: $0).zh }.joined(separator: "或"),
                en: values.map { item.answer.title(of: $0).en }.joined(separator: " or ")
            )
        case .anyText: Text(zh: "须有内容", en: "some text")
        case .fullPoints: Text(zh: "不扣分", en: "no points lost")
        case .bound(let direction, let formula): item.says ?? bound(direction, formula, item.answer)
        }
    }

    /// When the item is asked; nil where it always is.
    package func applies(_ item: Item) -> Text? {
        item.applies.map { item.appliesSays ?? condition($0) }
    }

    /// When the grade is given, of those whose turn it is; `values` are the figures of a visit.
    package func condition(of grade: GradeRule, values: [String: GradeFigure] = [:]) -> Text {
        if let says = grade.says { return says }
        guard let term = term(grade.when) else { return Self.formula }
        if case .yes = term { return Text(zh: "其他情况", en: "otherwise") }
        return condition(term, values)
    }

    /// What must hold.
    package func condition(of constraint: Constraint) -> Text {
        constraint.says ?? condition(constraint.condition)
    }

    /// Any formula by itself, whatever it gives.
    package func words(for formula: Formula) -> Text {
        term(formula).map { amount($0) } ?? Self.formula
    }

    /// Whether it is but a value or a name, so that the formula says no more than its words.
    package func isSettled(_ formula: Formula) -> Bool { (folded(formula)?.leaves ?? 0) < 2 }

    /// Whether no sentence serves that could be made of the formula: a choice (`if`, `min`, `max`) stands within
    /// another or is computed with, or more than eight names and numbers are left once parameters have their values.
    package func needsWords(_ formula: Formula) -> Bool {
        guard let term = folded(formula) else { return false }
        return term.leaves > 8 || term.choosesWithin
    }

    /// The formula as it is put in words, its parameters in their places.
    func term(_ formula: Formula) -> Term<String>? {
        folded(formula).flatMap { $0.leaves > Self.mostLeaves ? nil : $0 }
    }

    private func folded(_ formula: Formula) -> Term<String>? {
        guard let expression = try? Expression(parsing: formula.text) else { return nil }
        return expression.root
            .resolved { name in
                parameters[name].map { .number($0) } ?? .name(name, offset: 0)
            }
            .folded
    }

    private func condition(_ formula: Formula) -> Text {
        term(formula).map { condition($0) } ?? Self.formula
    }

    /// What is said of a formula that is no sentence.
    private static let formula = Text(zh: "按算式计算", en: "as the formula gives")

    // MARK: Bounds

    private func bound(_ direction: Direction, _ formula: Formula, _ answer: AnswerType) -> Text {
        guard let term = term(formula) else { return Self.formula }
        let words = direction.words(isDate: answer == .date)
        if case .number(let number) = term {
            let unit = answer.unit
            return Text(
                zh: [words.zh, number.points, unit?.zh].compactMap { $0 }.joined(separator: " "),
                en: [words.en, number.points, unit?.en].compactMap { $0 }.joined(separator: " ")
            )
        }
        let (inner, rounding) = rounded(term)
        let sentence = ratio(inner, answer.unit) { base, every, count in
            Text(
                zh: "\(base.zh)每 \(every.zh)\(words.zh) \(count.zh)，按当日数计算",
                en: "\(words.en) \(count.en) for every \(every.en) of \(base.en)"
            )
        }
        let plain = amount(inner, unit: answer.unit)
        let said = sentence ?? Text(zh: words.zh + plain.zh.setOff, en: "\(words.en) \(plain.en)")
        return rounding.map { Text(zh: "\(said.zh)，\($0.zh)", en: "\(said.en), \($0.en)") } ?? said
    }
}

/// A figure that a grade is decided on, as it came out for a visit.
package struct GradeFigure: Sendable, Hashable {
    let number: Rational
    /// As it is shown.
    let shown: String
    /// How many of the gaps that it counts nobody checked.
    var notChecked = 0

    /// Whether it counts both what falls short and what nobody checked.
    var isMixed: Bool { notChecked > 0 && number != Rational(notChecked) }
}

extension Direction {
    /// On which side of its bound an answer must lie.
    package func words(isDate: Bool) -> Text {
        guard isDate else { return title }
        switch self {
        case .atLeast: return Text(zh: "不早于", en: "no earlier than")
        case .atMost: return Text(zh: "不晚于", en: "no later than")
        case .equals: return Text(zh: "为", en: "on")
        }
    }
}

extension Term<String> {
    /// Whether a choice stands within another, or is computed with. One after another in the last place of an `if` is
    /// one choice among several.
    fileprivate var choosesWithin: Bool {
        switch self {
        case .number, .text, .name: false
        case .negate(let operand): operand.chooses
        case .binary(let symbol, let left, let right, _):
            symbol.isArithmetic
                ? left.chooses || right.chooses : left.choosesWithin || right.choosesWithin
        case .call(.choose, let arguments, _):
            arguments[0].chooses || arguments[1].chooses || arguments[2].choosesWithin
                || arguments[2].isMinOrMax
        case .call(.min, let arguments, _), .call(.max, let arguments, _):
            arguments.contains(where: \.chooses)
        case .call(.not, let arguments, _): arguments.contains(where: \.choosesWithin)
        case .call(_, let arguments, _): arguments.contains(where: \.chooses)
        }
    }

    private var isMinOrMax: Bool {
        switch self {
        case .call(.min, _, _), .call(.max, _, _): true
        default: false
        }
    }

    /// Whether a choice stands anywhere in it.
    private var chooses: Bool {
        var found = false
        visit { term in
            switch term {
            case .call(.choose, _, _), .call(.min, _, _), .call(.max, _, _): found = true
            default: break
            }
        }
        return found
    }
}

extension String {
    /// With a space before it where it begins with a letter or digit of the Latin script: beside Han characters.
    var setOff: String {
        utf8.first.map { $0 < 0x80 && $0 != 0x28 } == true ? " " + self : self
    }
}
