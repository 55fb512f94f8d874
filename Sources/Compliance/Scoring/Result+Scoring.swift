extension Result {
    /// Adds up the outcomes of a sheet, decides the grade and works out what closing gaps would do.
    init(outcomes: [Outcome], _ sheet: AnswerSheet, _ standard: Standard) {
        let sections = Self.sections(outcomes, standard)
        let short = outcomes.indices.filter { outcomes[$0].isGap }
        let losses = short.map { index in
            Tally.Loss(
                item: outcomes[index].item,
                section: standard.rules[index].section,
                severity: standard.rules[index].item.severity,
                points: outcomes[index].lost,
                isFixed: sheet.answers[outcomes[index].item]?.fixedOnSpot ?? false
            )
        }
        let tally = Tally(
            standard,
            earned: sections.reduce(0) { $0 + $1.earned },
            attainable: sections.reduce(0) { $0 + $1.attainable },
            sections,
            losses
        )
        let grade = tally.grade()
        scoringVersion = Standard.scoringVersion
        earned = tally.earned
        attainable = tally.attainable
        score = tally.score()
        self.grade = grade.map { standard.grades[$0].rule }
        floor = Floor(of: outcomes, standard)
        self.outcomes = outcomes
        self.sections = sections
        gaps = short.enumerated()
            .map { place, index in
                let closed = tally.closing([place])
                return Gap(
                    outcomes[index],
                    standard.rules[index].item,
                    isFixed: losses[place].isFixed,
                    deadlineHours: standard.deadlineHours(losses[place].severity),
                    IfClosed(
                        score: tally.score(closed),
                        grade: tally.grade(closed).map { standard.grades[$0].rule.code }
                    )
                )
            }
        lift = tally.lift(from: grade)
    }

    private static func sections(_ outcomes: [Outcome], _ standard: Standard) -> [SectionResult] {
        var results: [SectionResult] = []
        var start = 0
        for section in standard.checklist.sections {
            let own = outcomes[start..<start + section.items.count]
            start += section.items.count
            let earned = own.reduce(0 as Rational) { $0 + $1.earned }
            let attainable = own.reduce(0 as Rational) { $0 + $1.attainable }
            results.append(
                SectionResult(
                    section: section.code,
                    earned: earned,
                    attainable: attainable,
                    score: (earned * 100).divided(by: attainable)
                )
            )
        }
        return results
    }
}

extension Outcome {
    /// Whether the item falls short.
    package var isGap: Bool { status == .notMet || status == .notChecked }
}

extension Floor {
    init(of outcomes: [Outcome], _ standard: Standard) {
        let critical = outcomes.indices.filter { standard.rules[$0].item.severity == .critical }
        notMet = critical.filter { outcomes[$0].status == .notMet }.map { outcomes[$0].item }
        notChecked = critical.filter { outcomes[$0].status == .notChecked }.map { outcomes[$0].item }
    }
}

extension Gap {
    init(_ outcome: Outcome, _ item: Item, isFixed: Bool, deadlineHours: Rational, _ ifClosed: IfClosed) {
        self.item = outcome.item
        status = outcome.status
        severity = item.severity
        required = outcome.required
        observed = outcome.observed
        shortfall = outcome.shortfall
        pointsLost = outcome.lost
        responsible = item.responsible
        self.deadlineHours = deadlineHours
        fixedOnSpot = isFixed
        self.ifClosed = ifClosed
    }
}

extension Outcome {
    /// How much is missing, in the item's unit (days for dates); nil where it was not measured.
    fileprivate var shortfall: Rational? {
        guard status == .notMet, let required else { return nil }
        let difference: Rational
        switch (required.value, observed) {
        case (.number(let bound), .number(let observed)): difference = bound - observed
        case (.date(let bound), .date(let observed)): difference = Rational(bound - observed)
        default: return nil
        }
        return difference.isNegative ? -difference : difference
    }
}

extension Standard {
    /// Hours to mend a gap of that severity; binding refuses a baseline that does not say.
    func deadlineHours(_ severity: Severity) -> Rational {
        parameter(RequiredParameter(deadlineOf: severity).rawValue)?.value ?? 0
    }

    /// Where the item stands in `rules`.
    package func index(of item: String) -> Int? { indices[item] }
}
