package import StrictJSON

/// What an inspection would come to under another checklist or baseline version; changes nothing (`domain.md` §4.7).
package struct WhatIf: Sendable, Hashable {
    package let before: Side
    package let after: Side
    /// Items whose status is another one, in the order of the new checklist, then those it has no longer.
    package let changes: [Change]
    /// Facts that the other version asks for and the inspection does not give; they count as unknown.
    package let missingFacts: [String]

    /// The figures under one version.
    package struct Side: Sendable, Hashable {
        package let checklistVersion: String
        package let baselineVersion: String
        /// The release of the scoring rules that it was worked out by.
        package let scoringVersion: Int
        package let score: Rational?
        /// The score as it is shown.
        package let shown: String?
        package let grade: GradeRule?
        package let undecided: Undecided?
        package let floorHolds: Bool
    }

    /// One item's status under both; nil where a version does not have the item.
    package struct Change: Sendable, Hashable {
        package let item: String
        package let title: Text
        package let before: Outcome.Status?
        package let after: Outcome.Status?
    }

    /// Whether the grade would be another one.
    package var changesGrade: Bool { before.grade?.code != after.grade?.code }

    /// Whether the two sides were worked out by different releases of the scoring rules.
    package var changesScoring: Bool { before.scoringVersion != after.scoringVersion }

    /// Holds a result beside what the other version makes of its answers by today's rules of scoring. Answers to items
    /// that the other version lacks, or that its item does not take, count for nothing there: the item is then not
    /// checked.
    package init(_ now: Result, _ sheet: AnswerSheet, from standard: Standard, to other: Standard) {
        let then = other.score(sheet.taken(by: other))
        before = Side(now, standard)
        after = Side(then, other)
        missingFacts = other.checklist.facts.map(\.name).filter { sheet.facts[$0] == nil }
        let old = Dictionary(now.outcomes.map { ($0.item, $0.status) }) { first, _ in first }
        let kept = then.outcomes.enumerated()
            .compactMap { index, outcome in
                old[outcome.item] == outcome.status
                    ? nil
                    : Change(
                        item: outcome.item,
                        title: other.rules[index].item.text,
                        before: old[outcome.item],
                        after: outcome.status
                    )
            }
        let gone = now.outcomes.enumerated()
            .compactMap { index, outcome in
                other.index(of: outcome.item) == nil
                    ? Change(
                        item: outcome.item,
                        title: standard.rules[index].item.text,
                        before: outcome.status,
                        after: nil
                    )
                    : nil
            }
        changes = kept + gone
    }

    package var node: Node {
        .object([
            ("before", before.node),
            ("after", after.node),
            ("changesGrade", .bool(changesGrade)),
            ("changesScoring", .bool(changesScoring)),
            ("changes", .array(changes.map(\.node))),
            ("missingFacts", .array(missingFacts.map(Node.string))),
        ])
    }
}

extension WhatIf.Side {
    fileprivate init(_ result: Result, _ standard: Standard) {
        checklistVersion = standard.checklist.version
        baselineVersion = standard.baseline.version
        scoringVersion = result.scoringVersion
        score = result.score
        shown = result.score.map { standard.shown(score: $0, of: result.attainable) }
        grade = result.grade
        undecided = result.undecided
        floorHolds = result.floor.holds
    }

    fileprivate var node: Node {
        .object([
            ("checklistVersion", .string(checklistVersion)),
            ("baselineVersion", .string(baselineVersion)),
            ("scoringVersion", .number(scoringVersion)),
            ("score", score.map { .string($0.exact) }),
            ("shown", shown.map(Node.string)),
            ("grade", grade?.report),
            ("undecided", undecided?.report),
            ("floorHolds", .bool(floorHolds)),
        ])
    }
}

extension WhatIf.Change {
    fileprivate var node: Node {
        .object([
            ("item", .string(item)),
            ("title", title.node),
            ("before", before.map { .string($0.rawValue) } ?? .null),
            ("after", after.map { .string($0.rawValue) } ?? .null),
        ])
    }
}

extension AnswerSheet {
    /// The answers and facts that the other standard's items and facts take.
    fileprivate func taken(by other: Standard) -> AnswerSheet {
        let answers = answers.filter { code, answer in
            other.rule(code).map { $0.item.takes(answer.value) } ?? false
        }
        let facts = facts.filter { name, value in
            other.checklist.facts.first { $0.name == name }.map { $0.type.takes(value) } ?? false
        }
        return AnswerSheet(answers: answers, facts: facts, visitDate: visitDate)
    }
}

extension Item {
    fileprivate func takes(_ value: Answer.Value) -> Bool {
        switch (answer, value) {
        case (_, .notChecked): true
        case (_, .notApplicable): allowsNotApplicable
        case (.yesNo, .yes), (.yesNo, .no), (.date, .date), (.text, .text), (.number, .number): true
        case (.choice(let choices), .choice(let value)): choices.contains { $0.value == value }
        case (.graded(_, let deductions), .deducted(let codes, _)):
            codes.allSatisfy { code in deductions.contains { $0.code == code } }
        default: false
        }
    }
}

extension AnswerType {
    fileprivate func takes(_ value: FactValue) -> Bool {
        switch (self, value) {
        case (.yesNo, .yes), (.yesNo, .no), (.date, .date), (.text, .text), (.number, .number): true
        case (.choice(let choices), .choice(let value)): choices.contains { $0.value == value }
        default: false
        }
    }
}
