/// What an inspector wrote for one item.
package struct Answer: Sendable, Hashable {
    package let value: Value
    package let note: String?
    /// References to what was brought back, e.g. a photo's SHA-256; at most `Limits.evidencePerAnswer`.
    package let evidence: [String]
    /// The gap was closed while the inspector stood there; needs evidence.
    package let fixedOnSpot: Bool

    package enum Value: Sendable, Hashable {
        case yes, no
        case number(Rational)
        case choice(String)
        case date(Day)
        case text(String)
        /// Codes of the deductions that apply plus further points taken off, capped at the item's points.
        case deducted(codes: [String], further: Rational)
        /// Given with a reason, and only where the item allows it.
        case notApplicable(reason: String)
        /// Looked for and not possible to tell; the same as leaving the item out, with a note.
        case notChecked
    }

    package init(_ value: Value, note: String? = nil, evidence: [String] = [], fixedOnSpot: Bool = false) {
        self.value = value
        self.note = note
        self.evidence = evidence
        self.fixedOnSpot = fixedOnSpot
    }
}

/// A value of a site fact.
package enum FactValue: Sendable, Hashable {
    case yes, no
    case number(Rational)
    case choice(String)
    case date(Day)
    case text(String)
}

/// What scoring reads: the answers by item code, the facts by name, and the day of the visit (Asia/Shanghai).
package struct AnswerSheet: Sendable, Hashable {
    package let answers: [String: Answer]
    package let facts: [String: FactValue]
    package let visitDate: Day

    package init(answers: [String: Answer], facts: [String: FactValue], visitDate: Day) {
        self.answers = answers
        self.facts = facts
        self.visitDate = visitDate
    }
}
