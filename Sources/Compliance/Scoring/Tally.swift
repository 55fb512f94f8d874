/// The sums that a grade is decided on, and what they would be with some of the gaps closed.
struct Tally {
    let standard: Standard
    let earned: Rational
    let attainable: Rational
    let sections: [SectionResult]
    /// One for each gap, in checklist order.
    let losses: [Loss]

    /// What one gap costs.
    struct Loss {
        let item: String
        let section: String
        let severity: Severity
        let points: Rational
        /// Fixed on the spot: it cost its points, but is not open any more.
        let isFixed: Bool
    }

    /// Gaps taken as closed: their places among the losses, and what that changes.
    struct Closing {
        private(set) var places: [Int] = []
        private(set) var points: Rational = 0
        private(set) var critical = 0
        private(set) var major = 0
        private(set) var minor = 0

        mutating func close(_ place: Int, _ loss: Loss) {
            places.append(place)
            points = points + loss.points
            switch loss.severity {
            case .critical: critical += 1
            case .major: major += loss.isFixed ? 0 : 1
            case .minor: minor += loss.isFixed ? 0 : 1
            }
        }
    }

    private let open: (critical: Int, major: Int, minor: Int)

    init(_ standard: Standard, earned: Rational, attainable: Rational, _ sections: [SectionResult], _ losses: [Loss]) {
        self.standard = standard
        self.earned = earned
        self.attainable = attainable
        self.sections = sections
        self.losses = losses
        var all = Closing()
        for (place, loss) in losses.enumerated() { all.close(place, loss) }
        open = (all.critical, all.major, all.minor)
    }

    func closing(_ places: some Sequence<Int>) -> Closing {
        var closing = Closing()
        for place in places { closing.close(place, losses[place]) }
        return closing
    }

    /// earned ÷ attainable × 100; nil when nothing was attainable.
    func score(_ closing: Closing = Closing()) -> Rational? {
        ((earned + closing.points) * 100).divided(by: attainable)
    }

    /// The place of the grade among the checklist's, 0 for the worst: the first whose condition holds; nil when
    /// nothing was attainable.
    func grade(_ closing: Closing = Closing()) -> Int? {
        guard let score = score(closing) else { return nil }
        return standard.grades.firstIndex { grade in
            grade.when.evaluate { value(of: $0, closing, score) }.boolean == true
        }
    }

    /// What a grade's condition speaks of. A critical gap counts even when it was fixed on the spot: the floor was
    /// broken at the visit; of the others the open ones count (`domain.md` §4.4, §4.5).
    private func value(of name: String, _ closing: Closing, _ score: Rational) -> ExpressionValue {
        switch name {
        case "score": .number(score)
        case "earned": .number(earned + closing.points)
        case "attainable": .number(attainable)
        case "lost": .number(attainable - earned - closing.points)
        case "critical_gaps": .number(Rational(open.critical - closing.critical))
        case "major_gaps": .number(Rational(open.major - closing.major))
        case "minor_gaps": .number(Rational(open.minor - closing.minor))
        case "worst": .number(worst(closing))
        default: standard.parameter(name).map { .number($0.value) } ?? sectionScore(name, closing)
        }
    }

    private func worst(_ closing: Closing) -> Rational {
        losses.enumerated().filter { !closing.places.contains($0.offset) }.map(\.element.points).max() ?? 0
    }

    /// `score_B`; a section with nothing attainable has no score, and a condition on it does not hold.
    private func sectionScore(_ name: String, _ closing: Closing) -> ExpressionValue {
        guard let section = sections.first(where: { "score_" + $0.section == name }) else { return .missing }
        let regained = closing.places.filter { losses[$0].section == section.section }
            .reduce(0 as Rational) { $0 + losses[$1].points }
        return ((section.earned + regained) * 100).divided(by: section.attainable).map { .number($0) }
            ?? .missing
    }
}
