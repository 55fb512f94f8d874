/// What is decided on the sums of a result: worked out once, when an inspection is scored, and stored with it.
struct Decisions {
    let scoringVersion: Int
    let grade: GradeRule?
    /// One for each gap, in checklist order.
    let closings: [IfClosed]
    let lift: Lift?
}

extension Standard {
    /// Works out what the answers come to (`domain.md` §4): items, sums, floor, grade, gaps, and what lifts the grade.
    ///
    /// Every sheet has a result, also one that was written for another version of the checklist: what this version
    /// does not ask is left aside, and an answer that it cannot use counts as not checked.
    ///
    /// An earlier release of the rules says what it said then.
    package func score(_ sheet: AnswerSheet, by version: Int = Result.currentVersion) -> Result {
        score(ScoringContext(sheet, self), by: version)
    }

    /// The same of answers that stand in their places already.
    func score(_ context: ScoringContext, by version: Int = Result.currentVersion) -> Result {
        let outcomes = rules.indices.map(context.outcome)
        let scoredGaps = ScoredGaps(outcomes, context.answers, self)
        return result(of: scoredGaps, outcomes, decide(scoredGaps, by: version))
    }

    /// Decides the grade and works out what closing gaps would do.
    private func decide(_ scoredGaps: ScoredGaps, by version: Int) -> Decisions {
        let grade = grade(for: scoredGaps.totals, by: version)
        return Decisions(
            scoringVersion: version,
            grade: grade.map { grades[$0].rule },
            closings: closings(scoredGaps, by: version),
            lift: grade.flatMap { LiftSearch(scoredGaps, from: $0, in: self, by: version).lift }
        )
    }

    /// What closing each gap alone would do, in checklist order: worked out once for those of a group that lost the
    /// same.
    private func closings(_ scoredGaps: ScoredGaps, by version: Int) -> [IfClosed] {
        var closings = Array(repeating: IfClosed(score: nil, grade: nil), count: scoredGaps.all.count)
        for group in scoredGaps.groups {
            var (lost, closed): (Rational?, IfClosed?)
            for place in group.gaps {
                let gap = scoredGaps.all[place]
                if gap.lost != lost {
                    let totals = scoredGaps.closing(gap)
                    let grade = grade(for: totals, by: version).map { grades[$0].rule.code }
                    (lost, closed) = (gap.lost, IfClosed(score: totals.score, grade: grade))
                }
                if let closed { closings[place] = closed }
            }
        }
        return closings
    }

    /// The sums of the outcomes with what is decided on them.
    func result(of scoredGaps: ScoredGaps, _ outcomes: [Outcome], _ decisions: Decisions) -> Result {
        let totals = scoredGaps.totals
        return Result(
            scoringVersion: decisions.scoringVersion,
            earned: totals.earned,
            attainable: totals.attainable,
            score: totals.score,
            grade: decisions.grade,
            undecided: decisions.grade == nil ? undecided(totals, by: decisions.scoringVersion) : nil,
            floor: Floor(scoredGaps, outcomes, rules),
            outcomes: outcomes,
            sections: zip(checklist.sections, totals.sections)
                .map { section, sums in
                    SectionResult(
                        section: section.code,
                        earned: sums.earned,
                        attainable: sums.attainable,
                        score: sums.score
                    )
                },
            gaps: scoredGaps.all.indices.map { place in
                let scored = scoredGaps.all[place]
                return gap(scored, outcomes[scored.index], decisions.closings[place])
            },
            lift: decisions.lift
        )
    }

    private func gap(_ scored: ScoredGap, _ outcome: Outcome, _ ifClosed: IfClosed) -> Gap {
        let rule = rules[scored.index]
        return Gap(
            item: outcome.item,
            status: outcome.status,
            severity: scored.severity,
            required: outcome.required,
            observed: outcome.observed,
            shortfall: outcome.shortfall,
            pointsLost: scored.lost,
            responsible: rule.item.responsible,
            deadlineHours: deadlineHours(scored.severity),
            fixedOnSpot: scored.isFixed,
            ifClosed: ifClosed
        )
    }
}

extension Floor {
    fileprivate init(_ scoredGaps: ScoredGaps, _ outcomes: [Outcome], _ rules: [ItemRule]) {
        let critical = scoredGaps.all.indices
            .filter { scoredGaps.all[$0].severity == .critical }
            .map { scoredGaps.all[$0].index }
        notMet = critical.filter { outcomes[$0].status == .notMet }.map { outcomes[$0].item }
        notChecked = critical.filter { outcomes[$0].status == .notChecked }.map { outcomes[$0].item }
        notInScope = rules.indices
            .filter { rules[$0].item.severity == .critical && outcomes[$0].status == .notInScope }
            .map { rules[$0].code }
    }
}

extension Outcome {
    /// How much is missing: units of a number, days of a date; nil where there is no bound or nothing to hold against it.
    fileprivate var shortfall: Rational? {
        guard status == .notMet, let required else { return nil }
        let over: Rational
        if case .number(let observed)? = observed, case .number(let bound) = required.value {
            over = observed - bound
        } else if case .date(let observed)? = observed, case .date(let bound) = required.value {
            over = Rational(observed - bound)
        } else {
            return nil
        }
        return switch required.direction {
        case .atLeast: -over
        case .atMost: over
        case .equals: over.isNegative ? -over : over
        }
    }
}
