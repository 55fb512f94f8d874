import Compliance
import StrictJSON

/// What the form says where the checklist is another version than that which it was begun for.
struct FormChange: Sendable {
    let sentence: String
    let added: [Line]
    let hasAdded: Bool
    let changed: [Line]
    let hasChanged: Bool
    let gone: [Line]
    let hasGone: Bool
    /// Whether something was written for what is gone, which is not filed unseen.
    let asks: Bool
    let isSeen: Bool
    let errors: [String]
    let hasErrors: Bool

    /// A question, with what was written for it where the form does not show that in its place.
    struct Line: Sendable {
        let code: String
        let text: String
        /// Where the form asks it, if it does.
        let anchor: String
        let written: String?
        /// What keeps it: the fields of a question that is gone.
        let fields: [HiddenField]
    }

    init(_ change: VersionChange, isSeen: Bool, _ found: FormProblems, _ texts: Texts) {
        sentence =
            change.from.map { texts("newVersion.sentence", $0, change.to) }
            ?? texts("newVersion.unknown", change.to)
        added = change.added.map { Line($0, isGone: false, texts) }
        hasAdded = !added.isEmpty
        changed = change.changed.map { Line($0, isGone: false, texts) }
        hasChanged = !changed.isEmpty
        gone = change.gone.map { Line($0, isGone: true, texts) }
        hasGone = !gone.isEmpty
        asks = !change.writtenForNothing.isEmpty
        self.isSeen = isSeen
        errors = found.at("seen")
        hasErrors = !errors.isEmpty
    }
}

extension FormChange.Line {
    fileprivate init(_ line: VersionChange.Line, isGone: Bool, _ texts: Texts) {
        code = line.isFact && line.title != nil ? "" : line.code.shown
        text = line.title.map { texts($0) } ?? texts("newVersion.noWords")
        anchor = isGone ? "" : line.isFact ? "fact-\(line.code)" : "item-\(line.code)"
        guard let node = line.written else {
            written = nil
            fields = []
            return
        }
        let entry = FormEntry(node)
        written = entry.words(line.type, texts)
        let kept = line.isFact ? [(name: "fact.\(line.code)", value: entry.answer)] : entry.fields(line.code)
        fields = isGone ? kept.map { HiddenField(name: $0.name, value: $0.value) } : []
    }
}

extension FormEntry {
    /// What was entered, on one line.
    func words(_ type: AnswerType?, _ texts: Texts) -> String {
        var parts = isNotApplicable ? [texts(Outcome.Status.notApplicable)] : []
        switch (answer, type) {
        case ("yes", _): parts.append(texts("answer.yes"))
        case ("no", _): parts.append(texts("answer.no"))
        case (_, .choice(let choices)):
            parts.append(choices.first { $0.value == answer }.map { texts($0.title) } ?? answer)
        case (_, let type):
            parts.append(answer.isEmpty ? "" : answer + (type.map { texts.unit(of: $0) } ?? ""))
        }
        let known: [Deduction] = if case .graded(_, let all) = type { all } else { [] }
        parts += deductions.map { code in known.first { $0.code == code }.map { texts($0.title) } ?? code }
        let why = reason.isEmpty || isNotApplicable ? reason : texts("form.unusedReason", reason)
        parts += [isGiven ? texts("form.given", given) : "", why, further.isEmpty ? "" : "−\(further)", note]
        parts += evidence
        return texts.list(parts.filter { !$0.isEmpty })
    }
}
