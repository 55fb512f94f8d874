extension Standard {
    /// Why a result has the grade that it has, with the figures that decided it: "有 5 项一票否决项未达标，因此不达标"; nil
    /// where it has none.
    package func whyGrade(_ result: Result) -> Text? {
        guard let title = result.grade?.title, let reasons = reasons(for: result) else { return nil }
        return Text(
            zh: "\(Text(reasons).zh)\(reasons.count > 1 ? "；" : "，")因此\(title.zh)",
            en: "\(Text(reasons).en); therefore '\(title.en)'"
        )
    }

    /// The same where the grade stands beside it.
    package func gradeReasons(_ result: Result) -> Text? { reasons(for: result).map(Text.init) }

    /// What holds of the condition that gave the grade; of one that always holds, that no worse one did.
    private func reasons(for result: Result) -> [Text]? {
        guard let place = grades.firstIndex(where: { $0.rule.code == result.grade?.code }) else { return nil }
        let figures = figures(of: result)
        if grades[place].rule.says != nil { return [words.condition(of: grades[place].rule)] }
        guard let term = words.term(grades[place].rule.when) else { return nil }
        guard case .yes = term else {
            let holding = term.joined(by: .or).filter { holds($0, figures) == true }
            return (holding.isEmpty ? [term] : holding)
                .map { sentence(strongest(facts($0, figures)), figures) }
        }
        let worse = grades[..<place].map { $0.rule.says == nil ? words.term($0.rule.when) : nil }
        let known = worse.compactMap { $0 }
        guard !worse.isEmpty else { return nil }
        guard known.count == worse.count, known.allSatisfy({ holds($0, figures) == false }) else {
            return [Text(zh: "更差等次的条件都不成立", en: "the condition of no worse grade holds")]
        }
        let denials = strongest(known.flatMap { facts($0.denied, figures) })
        return denials.isEmpty ? nil : denials.map { words.condition($0, figures) }
    }

    /// Whether the condition holds of the figures; nil where one that it needs is missing.
    private func holds(_ condition: Term<String>, _ figures: [String: GradeFigure]) -> Bool? {
        condition.value { figures[$0].map { .number($0.number) } ?? .missing }.boolean
    }

    /// What a condition that holds comes to, all of which holds: of parts joined by `or` those that do, of a choice the
    /// side that was taken.
    private func facts(_ condition: Term<String>, _ figures: [String: GradeFigure]) -> [Term<String>] {
        switch condition {
        case .binary(.and, let left, let right, _): return facts(left, figures) + facts(right, figures)
        case .binary(.or, let left, let right, _):
            let holding = [left, right].filter { holds($0, figures) == true }
            return holding.isEmpty ? [condition] : holding.flatMap { facts($0, figures) }
        case .call(.choose, let arguments, _):
            guard let isFirst = holds(arguments[0], figures) else { return [condition] }
            let asked = isFirst ? arguments[0] : arguments[0].denied
            return facts(asked, figures) + facts(arguments[isFirst ? 1 : 2], figures)
        case .call(.not, let arguments, _):
            if case .call(.choose, let parts, let offset) = arguments[0] {
                let denied = [parts[0], parts[1].denied, parts[2].denied]
                return facts(.call(.choose, denied, offset: offset), figures)
            }
            let denied = arguments[0].denied
            if case .call(.not, _, _) = denied { return [condition] }
            return facts(denied, figures)
        case .call(.yes, _, _): return []
        default: return [condition]
        }
    }

    private func sentence(_ facts: [Term<String>], _ figures: [String: GradeFigure]) -> Text {
        guard let first = facts.first else { return words.condition(.yes) }
        let all = facts.dropFirst().reduce(first) { Term<String>.binary(.and, $0, $1, offset: 0) }
        return words.condition(all, figures)
    }

    /// Without those that another one says more than: of 70 or more and 90 or more the latter.
    private func strongest(_ conditions: [Term<String>]) -> [Term<String>] {
        conditions.indices
            .filter { place in
                !conditions.indices.contains { other in
                    other != place && conditions[other].implies(conditions[place])
                        && (other > place || !conditions[place].implies(conditions[other]))
                }
            }
            .map { conditions[$0] }
    }

    /// What grades are decided on, as it came out.
    private func figures(of result: Result) -> [String: GradeFigure] {
        func points(_ number: Rational) -> GradeFigure { GradeFigure(number: number, shown: number.points) }
        let worst = result.outcomes.map(\.lost).max() ?? 0
        var figures = [
            "earned": points(result.earned), "attainable": points(result.attainable),
            "lost": points(result.attainable - result.earned),
            "worst": GradeFigure(number: worst, shown: shownPoints(lost: worst)),
        ]
        for (name, severity) in [
            ("critical_gaps", Severity.critical), ("major_gaps", .major), ("minor_gaps", .minor),
        ] {
            // A critical gap that was fixed on the spot broke the floor all the same (`domain.md` §4).
            let gaps = result.gaps.filter { gap in
                gap.severity == severity && (severity == .critical || !gap.fixedOnSpot)
            }
            figures[name] = GradeFigure(
                number: Rational(gaps.count),
                shown: "\(gaps.count)",
                notChecked: gaps.count { $0.status == .notChecked }
            )
        }
        figures["score"] = result.score.map {
            GradeFigure(number: $0, shown: shown(score: $0, of: result.attainable))
        }
        for section in result.sections {
            figures[ExpressionScope.attainable(in: section.section)] = points(section.attainable)
            figures[ExpressionScope.score(of: section.section)] = section.score.map {
                GradeFigure(number: $0, shown: shown(score: $0, ofSection: section.section))
            }
        }
        return figures
    }
}

extension Term<String> {
    /// Whether the other one, on the same figure by itself, holds wherever this one does.
    fileprivate func implies(_ other: Term) -> Bool {
        guard case .binary(let symbol, .name(let name, _), .number(let mark), _) = self,
            case .binary(let weaker, .name(let same, _), .number(let bound), _) = other, name == same
        else { return false }
        switch (symbol, weaker) {
        case (.equal, _): return other.value { _ in .number(mark) }.boolean == true
        case (.atLeast, .atLeast), (.greater, .greater), (.greater, .atLeast): return mark >= bound
        case (.atLeast, .greater): return mark > bound
        case (.atMost, .atMost), (.less, .less), (.less, .atMost): return mark <= bound
        case (.atMost, .less): return mark < bound
        case (.notEqual, .notEqual): return mark == bound
        default: return false
        }
    }
}

extension Text {
    fileprivate init(_ sentences: [Text]) {
        self.init(
            zh: sentences.map(\.zh).joined(separator: "；"),
            en: sentences.map(\.en).joined(separator: "; ")
        )
    }
}
