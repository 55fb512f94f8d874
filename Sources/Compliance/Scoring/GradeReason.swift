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
            let holding = term.joined(by: .or)
                .filter { part in
                    part.value { figures[$0].map { .number($0.number) } ?? .missing }.boolean == true
                }
            return (holding.isEmpty ? [term] : holding).map { words.condition($0, figures) }
        }
        let worse = grades[..<place].map { $0.rule.says == nil ? words.term($0.rule.when) : nil }
        let known = worse.compactMap { $0 }
        guard !worse.isEmpty else { return nil }
        guard known.count == worse.count else {
            return [Text(zh: "更差等次的条件都不成立", en: "the condition of no worse grade holds")]
        }
        return strongest(known.flatMap { $0.denied.joined(by: .and) }).map { words.condition($0, figures) }
    }

    /// Of conditions on one figure by itself the last: each grade asks for more than the one before it.
    private func strongest(_ conditions: [Term<String>]) -> [Term<String>] {
        func figure(_ condition: Term<String>) -> String? {
            if case .binary(_, .name(let name, _), .number, _) = condition { name } else { nil }
        }
        return conditions.enumerated()
            .filter { place, condition in
                guard let name = figure(condition) else { return true }
                return !conditions[(place + 1)...].contains { figure($0) == name }
            }
            .map(\.element)
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
            let gaps = result.gaps.count { gap in
                gap.severity == severity && (severity == .critical || !gap.fixedOnSpot)
            }
            figures[name] = points(Rational(gaps))
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

extension Text {
    fileprivate init(_ sentences: [Text]) {
        self.init(
            zh: sentences.map(\.zh).joined(separator: "；"),
            en: sentences.map(\.en).joined(separator: "; ")
        )
    }
}
