extension Result {
    /// The release of the scoring rules that this code is; raised whenever the same answers would come out otherwise.
    package static let currentVersion = 1
}

extension Standard {
    /// Works out what the answers come to (`domain.md` §4): items, sums, floor, grade, gaps, and what lifts the grade.
    ///
    /// Every sheet has a result, also one that was written for another version of the checklist: what this version
    /// does not ask is left aside, and an answer that it cannot use counts as not checked.
    package func score(_ sheet: AnswerSheet) -> Result {
        let visit = Visit(sheet, self)
        return result(of: rules.indices.map(visit.outcome), sheet)
    }

    /// Adds up the outcomes of a sheet, decides the grade and works out what closing gaps would do.
    func result(of outcomes: [Outcome], _ sheet: AnswerSheet) -> Result {
        let shortfalls = Shortfalls(outcomes, sheet, self)
        let totals = shortfalls.totals
        let grade = grade(for: totals)
        return Result(
            scoringVersion: Result.currentVersion,
            earned: totals.earned,
            attainable: totals.attainable,
            score: totals.score,
            grade: grade.map { grades[$0].rule },
            floor: Floor(shortfalls, outcomes),
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
            gaps: shortfalls.all.map { gap($0, outcomes[$0.index], shortfalls) },
            lift: grade.flatMap { LiftSearch(shortfalls, from: $0, in: self).lift }
        )
    }

    private func gap(_ shortfall: Shortfall, _ outcome: Outcome, _ shortfalls: Shortfalls) -> Gap {
        let rule = rules[shortfall.index]
        let closed = shortfalls.closing(shortfall)
        return Gap(
            item: rule.item.code,
            status: outcome.status,
            severity: rule.item.severity,
            required: outcome.required,
            observed: outcome.observed,
            shortfall: outcome.shortfall,
            pointsLost: outcome.lost,
            responsible: rule.item.responsible,
            deadlineHours: deadlineHours(rule.item.severity),
            fixedOnSpot: shortfall.isFixed,
            ifClosed: IfClosed(
                score: closed.score,
                grade: grade(for: closed).map { grades[$0].rule.code }
            )
        )
    }

    /// Hours to close a gap of that severity; binding has seen to it that the baseline says so.
    private func deadlineHours(_ severity: Severity) -> Rational {
        constants[RequiredParameter(deadlineOf: severity).rawValue]?.number ?? 0
    }
}

extension Floor {
    fileprivate init(_ shortfalls: Shortfalls, _ outcomes: [Outcome]) {
        let critical = shortfalls.all.filter { $0.severity == .critical }.map { outcomes[$0.index] }
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
