package import StrictJSON

/// Sections of items against which one kind of site is inspected; versioned by content.
package struct Checklist: Sendable, Hashable {
    /// Names the series, e.g. `township-isolation`.
    package let code: String
    /// A label for people, e.g. `2021-08`; the content's digest is what identifies a version.
    package let version: String
    package let siteKind: SiteKind
    package let title: Text
    package let effectiveFrom: Day
    /// The code of the baseline series its parameters and sources come from.
    package let baseline: String
    /// Where the file names the baseline.
    var baselineMark: Mark = .none
    /// Sources that the baseline does not list.
    package let sources: [Source]
    /// Facts about the site that expressions use; a filing must give every one.
    package let facts: [Fact]
    /// Worst to best; the first whose condition holds is the grade.
    package let grades: [GradeRule]
    package let sections: [Section]
    /// What facts, answers and the register must agree on, in the order in which it is asked.
    package var constraints: [Constraint] = []

    package var items: [Item] { sections.flatMap(\.items) }
}

/// What a checklist can be filed against.
package enum SiteKind: String, Sendable, CaseIterable {
    case countyIsolation, townshipIsolation, homeIsolation, checkpoint, zone
}

/// A named value about the site that holds during one visit, e.g. how many residents it has.
package struct Fact: Sendable, Hashable {
    /// Lower-case words with underscores; used in expressions as `${name}`.
    package let name: String
    package let title: Text
    package let type: AnswerType
    /// Where it stands in the file it was read from.
    package var mark: Mark = .none
}

/// A heading with its items.
package struct Section: Sendable, Hashable {
    /// Upper-case letters, e.g. `B`; `score.B`-like names are `${score_B}` in grade conditions.
    package let code: String
    package let title: Text
    package let items: [Item]
}

/// One requirement and how it is checked.
package struct Item: Sendable, Hashable {
    /// Stable for ever, e.g. `B-03`; never reused for another meaning.
    package let code: String
    package let text: Text
    /// What the inspector does to find out.
    package let check: [CheckMethod]
    package let guidance: Text?
    package let severity: Severity
    /// Why the severity is what it is.
    package let reason: Text
    /// More than 0; decimals are exact.
    package let points: Rational
    package let answer: AnswerType
    package let minimum: Minimum
    package let partial: Partial
    /// The condition under which the item applies; nil means always.
    package let applies: Formula?
    package let allowsNotApplicable: Bool
    package let responsible: Responsible
    package let evidence: [EvidenceKind]
    package let citation: Citation
    /// Words for the bound and for the condition, where none that are made of the formula serve.
    package var says: Text?
    package var appliesSays: Text?
    /// Where it stands in the file it was read from.
    package var mark: Mark = .none
}

/// How an item is checked.
package enum CheckMethod: String, Sendable, CaseIterable {
    case look, papers, ask, measure
}

/// How much an item weighs beside its points; a `critical` one is part of the floor.
package enum Severity: String, Sendable, CaseIterable {
    case critical, major, minor
}

/// What form an answer takes.
package enum AnswerType: Sendable, Hashable {
    case yesNo
    /// A number with its unit; `range` bounds what can be true, so that a slip of the finger is refused.
    case number(unit: Text, range: ClosedRange<Rational>, decimals: Int)
    case choice([Choice])
    case date
    case text
    /// Points given or deducted by the inspector in steps, from 0 to the item's points (扣分制, 扣完为止).
    case graded(step: Rational, deductions: [Deduction])
}

/// One of the answers to choose from.
package struct Choice: Sendable, Hashable {
    package let value: String
    package let title: Text
}

/// A reason for taking points off a graded item; several add up, capped at the item's points.
package struct Deduction: Sendable, Hashable {
    package let code: String
    package let title: Text
    package let points: Rational
}

/// What an answer must reach for the item to be met.
package enum Minimum: Sendable, Hashable {
    /// The answer to a yes/no item that meets it.
    case answered(yes: Bool)
    /// A number or date compared with a bound (a number, or a date such as `${visit_date} - 30`).
    case bound(Direction, Formula)
    /// The choices that meet it.
    case oneOf([String])
    /// Any text that is not blank.
    case anyText
    /// No points lost on a graded item.
    case fullPoints
}

/// Whether falling short still earns something.
package enum Partial: String, Sendable, CaseIterable {
    case none
    /// points × observed ÷ required for `atLeast`; never above points.
    case proportional
}

/// An expression as written in the file, in the XPath subset of ODK/XLSForm.
package struct Formula: Sendable, Hashable {
    package let text: String
    /// Where its first character stands in the file it was read from.
    package let mark: Mark

    package init(_ text: String, at mark: Mark = .none) {
        self.text = text
        self.mark = mark
    }
}

/// What the inspector is asked to bring back.
package enum EvidenceKind: String, Sendable, CaseIterable {
    case photo, document, signature, reading
}

/// Who owes the mending of a gap: a duty at the site, or a department posted there.
package enum Responsible: String, Sendable, CaseIterable {
    case director, partyHead, governmentHead, deputyInCharge, countyLeader, expert
    case health, finance, police, fire, medical
}

/// One grade of a checklist and the condition under which it is given.
package struct GradeRule: Sendable, Hashable {
    /// E.g. `belowMinimum`; a word of its own for other sets.
    package let code: String
    package let title: Text
    /// How pages and maps show it.
    package let colour: Colour
    /// Over `score`, `earned`, `attainable`, `lost`, `critical_gaps`, `major_gaps`, `minor_gaps`, `worst`,
    /// `score_A` and `attainable_A` … of the sections, and baseline parameters.
    package let when: Formula
    /// Whether a site with this grade is below the minimum. Of a list that does not say, the worst is, and no other.
    package var isBelowMinimum = false
    /// Words for the condition, where none that are made of the formula serve.
    package var says: Text?

    package enum Colour: String, Sendable, CaseIterable {
        case blue, yellow, red, grey
    }
}
