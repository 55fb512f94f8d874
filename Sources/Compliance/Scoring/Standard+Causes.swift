extension Standard {
    /// The items not met by which a visit's result is below the minimum (`domain.md` §7 (c)): none where it is so by what
    /// nobody checked, or was mended on the spot, alone.
    ///
    /// (`isMended`: its evidence has come.) Those are taken for met. Where the site is below still, the critical items are why; and all that were not met, where it
    /// would be below with the critical ones met too.
    package func causes(
        of result: Result,
        _ sheet: AnswerSheet,
        isMended: (Gap) -> Bool = \.fixedOnSpot
    ) -> Set<String> {
        let answers = ScoringContext(sheet, self).answers
        let open = result.gaps.filter { $0.status == .notMet && !isMended($0) }
        let critical = Set(open.filter { $0.severity == .critical }.map(\.item))
        let aside = Set(result.gaps.map(\.item)).subtracting(open.map(\.item))
        func isBelow(meeting met: Set<String>) -> Bool {
            let outcomes = result.outcomes.map { met.contains($0.item) ? $0.asMet : $0 }
            let totals = ScoredGaps(outcomes, answers, self).totals
            return grade(for: totals, by: result.scoringVersion).map { grades[$0].rule.isBelowMinimum }
                ?? false
        }
        guard isBelow(meeting: aside) else { return [] }
        return isBelow(meeting: aside.union(critical)) ? Set(open.map(\.item)) : critical
    }
}

extension Outcome {
    fileprivate var asMet: Outcome {
        Outcome(
            item: item,
            status: .met,
            earned: attainable,
            attainable: attainable,
            required: required,
            observed: observed
        )
    }
}
