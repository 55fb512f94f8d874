/// An item that is a gap, as far as sums and grades are concerned.
struct ScoredGap {
    /// Its place among the standard's rules.
    let index: Int
    let section: Int
    let severity: Severity
    let lost: Rational
    /// Found not met, and fixed while the inspector stood there. What nobody checked cannot have been fixed.
    let isFixed: Bool

    /// Whether it counts among the gaps that a grade is decided on. A critical one always does: the floor was broken at
    /// the visit. Of the others, those still open do (`domain.md` §4.4, §4.5).
    var counts: Bool { severity == .critical || !isFixed }
}

/// All gaps of one result, and what the sums would be without some of them.
///
/// Closing a gap means that its item earns its points and the rest stays as it was. That other items might come into
/// scope by it is left out: nobody can know how they would be answered.
struct ScoredGaps {
    /// In checklist order.
    private(set) var all: [ScoredGap] = []
    let totals: Totals
    /// The most points lost on an item other than the worst.
    private let secondWorst: Rational
    /// Whether sums of sections need to be right when a gap is closed.
    private let gradesReadSections: Bool

    init(_ outcomes: [Outcome], _ sheet: AnswerSheet, _ standard: Standard) {
        var (whole, open) = (Sums(), OpenGaps())
        var (worst, secondWorst): (Rational, Rational) = (0, 0)
        var sections = Array(repeating: Sums(), count: standard.checklist.sections.count)
        for (index, outcome) in outcomes.enumerated() {
            let section = standard.sectionOfRule[index]
            sections[section].add(outcome)
            guard outcome.isGap else { continue }
            let severity = standard.rules[index].item.severity
            let lost = outcome.lost
            let gap = ScoredGap(
                index: index,
                section: section,
                severity: severity,
                lost: lost,
                isFixed: outcome.status == .notMet && sheet.answers[outcome.item]?.fixedOnSpot == true
            )
            all.append(gap)
            if gap.counts { open[severity] += 1 }
            if lost > worst {
                (worst, secondWorst) = (lost, worst)
            } else {
                secondWorst = max(secondWorst, lost)
            }
        }
        for sums in sections {
            whole.earned = whole.earned + sums.earned
            whole.attainable = whole.attainable + sums.attainable
        }
        self.secondWorst = secondWorst
        gradesReadSections = standard.gradesReadSections
        totals = Totals(
            earned: whole.earned,
            attainable: whole.attainable,
            open: open,
            worst: worst,
            sections: sections
        )
    }

    /// The sums with one gap closed.
    func closing(_ gap: ScoredGap) -> Totals {
        var (sections, open) = (totals.sections, totals.open)
        if gradesReadSections { sections[gap.section].earned = sections[gap.section].earned + gap.lost }
        if gap.counts { open[gap.severity] -= 1 }
        return Totals(
            earned: totals.earned + gap.lost,
            attainable: totals.attainable,
            open: open,
            worst: gap.lost == totals.worst ? secondWorst : totals.worst,
            sections: sections
        )
    }
}
