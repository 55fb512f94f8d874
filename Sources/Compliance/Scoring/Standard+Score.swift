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
        let context = ScoringContext(sheet, self)
        let outcomes = rules.indices.map(context.outcome)
        let scoredGaps = ScoredGaps(outcomes, sheet, self)
        return result(of: scoredGaps, outcomes, decide(scoredGaps, by: version))
    }

    /// Decides the grade and works out what closing gaps would do.
    private func decide(_ scoredGaps: ScoredGaps, by version: Int) -> Decisions {
        let grade = grade(for: scoredGaps.totals, by: version)
        return Decisions(
            scoringVersion: version,
            grade: grade.map { grades[$0].rule },
            closings: scoredGaps.all.map { gap in
                let closed = scoredGaps.closing(gap)
                return IfClosed(
                    score: closed.score,
                    grade: self.grade(for: closed, by: version).map { grades[$0].rule.code }
                )
            },
            lift: grade.flatMap { LiftSearch(scoredGaps, from: $0, in: self, by: version).lift }
        )
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
            floor: Floor(scoredGaps, outcomes),
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
            gaps: zip(scoredGaps.all, decisions.closings).map { gap($0, outcomes[$0.index], $1) },
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

    /// Hours to close a gap of that severity; binding has seen to it that the baseline says so.
    private func deadlineHours(_ severity: Severity) -> Rational {
        constants[RequiredParameter(deadlineOf: severity).rawValue]?.number ?? 0
    }
}

extension Floor {
    fileprivate init(_ scoredGaps: ScoredGaps, _ outcomes: [Outcome]) {
        let critical = scoredGaps.all.filter { $0.severity == .critical }.map { outcomes[$0.index] }
        notMet = critical.filter { $0.status == .notMet }.map(\.item)
        notChecked = critical.filter { $0.status == .notChecked }.map(\.item)
    }
}

extension Outcome {
    /// How much is missing: units of a number, days of a date; nil where there is no bound or nothing to hold against it.
    fileprivate var shortfall: Rational? {
        guard status == .notMet, let required else { return nil }
        let over: Rational? =
            switch (observed, required.value) {
            case (.number(let observed)?, .number(let bound)): observed - bound
            case (.date(let observed)?, .date(let bound)): Rational(observed - bound)
            default: nil
            }
        guard let over else { return nil }
        return switch required.direction {
        case .atLeast: -over
        case .atMost: over
        case .equals: over.isNegative ? -over : over
        }
    }
}
