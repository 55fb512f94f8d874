extension Standard {
    /// The formulas of a sound checklist that should have words of their own, each where it stands: nothing is wrong
    /// with them, but no sentence that could be made of them serves (`docs/checklists.md`, In words).
    package static func advice(on checklist: Checklist, with baseline: Baseline) -> [Problem] {
        let words = FormulaWords(checklist, baseline)
        var advice: [Problem] = []
        func look(
            _ formula: Formula,
            _ says: Text?,
            _ field: String,
            _ pointer: String,
            _ item: String? = nil
        ) {
            guard says == nil, words.needsWords(formula) else { return }
            advice.append(.needsWords(formula, field, pointer, item, words.words(for: formula)))
        }
        for (s, section) in checklist.sections.enumerated() {
            for (i, item) in section.items.enumerated() {
                let pointer = "/sections/\(s)/items/\(i)"
                if case .bound(let direction, let formula) = item.minimum {
                    look(formula, item.says, "says", "\(pointer)/minimum/\(direction.rawValue)", item.code)
                }
                if let applies = item.applies {
                    look(applies, item.appliesSays, "appliesSays", pointer + "/applies", item.code)
                }
            }
        }
        for (place, grade) in checklist.grades.enumerated() {
            look(grade.when, grade.says, "says", "/grades/\(place)/when")
        }
        for (place, constraint) in checklist.constraints.enumerated() {
            look(constraint.condition, constraint.says, "says", "/constraints/\(place)/constraint")
        }
        return advice.inOrderOfText
    }
}

extension Problem {
    /// The code of advice, which makes nothing wrong.
    package static let needsWords = "needsWords"

    fileprivate static func needsWords(
        _ formula: Formula,
        _ field: String,
        _ pointer: String,
        _ item: String?,
        _ made: Text
    ) -> Problem {
        Problem(
            needsWords,
            at: pointer,
            mark: formula.mark,
            item: item,
            Text(
                zh: "建议：这个公式自动写成“\(made.zh)”，不易读；请用 \(field): {zh: …, en: …} 写明。",
                en:
                    "advice: in words this formula is '\(made.en)', which nobody reads; say it in \(field): {zh: …, en: …}."
            )
        )
    }
}
