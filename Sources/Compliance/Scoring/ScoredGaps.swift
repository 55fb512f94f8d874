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

/// Gaps that every grade's condition sees alike but for their points: those of one severity that count alike, and of one
/// section where a condition reads a section's score.
struct GapGroup {
    let severity: Severity
    let counts: Bool
    let section: Int
    /// Their places among all gaps, those that lost most first.
    let gaps: [Int]
    /// What closing the first so many earns.
    let earned: [Rational]
}

/// All gaps of one result, and what the sums would be without some of them.
///
/// Closing a gap means that its item earns its points and the rest stays as it was. That other items might come into
/// scope by it is left out: nobody can know how they would be answered.
struct ScoredGaps {
    /// In checklist order.
    private(set) var all: [ScoredGap] = []
    /// The graver first, of one severity those that count, then by section.
    let groups: [GapGroup]
    let totals: Totals
    /// The most points lost on an item other than the worst.
    private let secondWorst: Rational
    /// Whether sums of sections need to be right when a gap is closed.
    private let gradesReadSections: Bool

    /// `answers` stand in checklist order, as the outcomes do.
    init(_ outcomes: [Outcome], _ answers: [Answer?], _ standard: Standard) {
        var (whole, open) = (Sums(), OpenGaps())
        var (worst, secondWorst): (Rational, Rational) = (0, 0)
        var sections = Array(repeating: Sums(), count: standard.checklist.sections.count)
        for index in outcomes.indices {
            let (section, status) = (standard.sectionOfRule[index], outcomes[index].status)
            let (earned, attainable) = (outcomes[index].earned, outcomes[index].attainable)
            sections[section].add(earned, of: attainable)
            guard status.isGap else { continue }
            let severity = standard.rules[index].item.severity
            let lost = attainable - earned
            let gap = ScoredGap(
                index: index,
                section: section,
                severity: severity,
                lost: lost,
                isFixed: status == .notMet && answers[index]?.fixedOnSpot == true
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
        groups = Self.groups(all, bySection: standard.gradesReadSections)
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

    private static func groups(_ all: [ScoredGap], bySection: Bool) -> [GapGroup] {
        var groups: [GapGroup] = []
        for severity in Severity.allCases {
            for counts in [true, false] {
                let alike = all.indices.filter { all[$0].severity == severity && all[$0].counts == counts }
                let parts =
                    bySection
                    ? Dictionary(grouping: alike) { all[$0].section }.sorted { $0.key < $1.key }.map(\.value)
                    : [alike]
                groups += parts.filter { !$0.isEmpty }.map { group(all, $0) }
            }
        }
        return groups
    }

    /// Those at these places of all, at least one.
    private static func group(_ all: [ScoredGap], _ places: [Int]) -> GapGroup {
        let sorted = places.sorted { one, other in
            all[one].lost == all[other].lost ? one < other : all[one].lost > all[other].lost
        }
        var earned: [Rational] = [0]
        earned.reserveCapacity(sorted.count + 1)
        for (count, place) in sorted.enumerated() { earned.append(earned[count] + all[place].lost) }
        let first = all[sorted[0]]
        return GapGroup(
            severity: first.severity,
            counts: first.counts,
            section: first.section,
            gaps: sorted,
            earned: earned
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
