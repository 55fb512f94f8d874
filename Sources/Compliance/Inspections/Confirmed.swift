/// Something doubtful that is so all the same.
package struct Confirmed: Sendable, Hashable {
    package let code: String
    /// What was asked.
    package let words: Text
    package let reason: String
}

extension Filing {
    /// What was confirmed, each with what was asked; in the order of the checklist, what is asked of every filing last.
    package func confirmed(by standard: Standard, at site: Site) -> [Confirmed] {
        guard !confirmations.isEmpty else { return [] }
        let judgements = standard.judgements(of: sheet, at: site)
        var asked = standard.checklist.constraints.map { constraint in
            (constraint.code, judgements.first { $0.constraint == constraint }?.words ?? constraint.message)
        }
        asked.append((Constraint.visitLength, length.doubt ?? Constraint.lengthOfVisit))
        return asked.compactMap { code, words in
            confirmations[code].map { Confirmed(code: code, words: words, reason: $0) }
        }
    }

    private var length: VisitLength {
        VisitLength(startedAt: startedAt, finishedAt: finishedAt, answers: sheet.answered)
    }
}

extension AnswerSheet {
    /// How many items were answered.
    var answered: Int { answers.values.count { $0.value != .notChecked } }
}

extension Constraint {
    /// What the question about every visit's length is about, where it was not in doubt.
    package static let lengthOfVisit = Text(zh: "检查用时", en: "How long the visit took")
}
