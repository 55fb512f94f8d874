/// What scoring says of one item.
package struct Outcome: Sendable, Hashable {
    package let item: String
    package let status: Status
    /// Points earned, from 0 to `attainable`.
    package let earned: Rational
    /// The item's points, or 0 where it does not count (not applicable).
    package let attainable: Rational
    /// The bound the answer was held against; nil where the minimum is not a bound, or could not be worked out.
    package let required: Required?
    package let observed: Answer.Value?
    /// What the bound needed and nobody could give: it could not be worked out, and the item is not checked.
    package var missing: [MissingValue] = []

    /// The status of an item (`domain.md` §4.1).
    package enum Status: String, Sendable, CaseIterable {
        /// The item's condition does not hold at this site.
        case notInScope
        case met, notMet, notApplicable, notChecked
    }

    /// A bound as it came out for this visit.
    package struct Required: Sendable, Hashable {
        package let direction: Direction
        package let value: FactValue
    }

    package var lost: Rational { attainable - earned }
}

/// The result of scoring one answer sheet against one standard; the same on every machine (`domain.md` §4).
package struct Result: Sendable, Hashable {
    /// Which release of the scoring rules worked it out.
    package let scoringVersion: Int
    package let earned: Rational
    package let attainable: Rational
    /// earned ÷ attainable × 100, exact; nil when nothing was attainable.
    package let score: Rational?
    /// nil when there was nothing to score, or when it cannot be told.
    package let grade: GradeRule?
    /// Why the grade cannot be told; nil where there is one, or there was nothing to score.
    package let undecided: Undecided?
    /// Codes of the critical items that are not met and of those not checked; the floor holds when both are empty.
    package let floor: Floor
    /// In checklist order, every item.
    package let outcomes: [Outcome]
    package let sections: [SectionResult]
    /// In checklist order.
    package let gaps: [Gap]
    /// The smallest set of gaps whose closing lifts the grade by one step; nil when the grade is the best or absent.
    package let lift: Lift?
}

/// Whether every applicable critical item is met (`domain.md` §4.4).
package struct Floor: Sendable, Hashable {
    package let notMet: [String]
    package let notChecked: [String]
    /// Those whose condition does not hold at the site, so that they are not part of it: never left out in silence.
    package var notInScope: [String] = []
    package var holds: Bool { notMet.isEmpty && notChecked.isEmpty }
}

/// The sums of one section.
package struct SectionResult: Sendable, Hashable {
    package let section: String
    package let earned: Rational
    package let attainable: Rational
    package let score: Rational?
}

/// An item that falls short.
package struct Gap: Sendable, Hashable {
    package let item: String
    /// `notMet` or `notChecked`.
    package let status: Outcome.Status
    package let severity: Severity
    package let required: Outcome.Required?
    package let observed: Answer.Value?
    /// How much is missing, in the item's unit: required − observed for `atLeast`, observed − required for `atMost`.
    package let shortfall: Rational?
    package let pointsLost: Rational
    package let responsible: Responsible
    /// Hours to mend it, from the baseline by severity.
    package let deadlineHours: Rational
    package let fixedOnSpot: Bool
    /// What the score and grade would be with this gap alone closed.
    package let ifClosed: IfClosed
}

extension Gap {
    /// When it has to be closed: its hours after the end of the visit, to the second begun.
    ///
    /// The one place where hours become a moment; what is stored and what is shown are both taken from here. Hours
    /// come from a baseline, whose values are bounded (`Parameter.values`), so that the seconds are a machine integer.
    package func deadline(from finishedAt: Instant) -> Instant {
        finishedAt.adding(seconds: (deadlineHours * 3600).floor.integer ?? 0)
    }
}

/// The score and grade that closing something would lead to.
package struct IfClosed: Sendable, Hashable {
    package let score: Rational?
    /// The code of the grade; nil where it could not be told.
    package let grade: String?
}

/// The fewest gaps to close for the next better grade.
package struct Lift: Sendable, Hashable {
    package let items: [String]
    package let grade: String
    package let score: Rational
}
