extension Standard {
    /// Opens every figure of a result: score → section → item → answer, minimum, parameters → clause.
    package func explain(_ result: Result, _ sheet: AnswerSheet) -> Explanation {
        let builder = ExplanationBuilder(standard: self, result: result, sheet: sheet)
        return builder.explanation
    }
}

/// Builds the explanation of one result.
private struct ExplanationBuilder {
    let standard: Standard
    let result: Result
    let sheet: AnswerSheet

    var explanation: Explanation {
        let points = "\(result.earned.points) ÷ \(result.attainable.points)"
        let value =
            result.score.map { score in
                let shown = standard.shown(score: score, of: result.attainable)
                return Text(zh: "\(shown)（\(points) × 100）", en: "\(shown) (\(points) × 100)")
            } ?? Text(zh: "没有可评的项目", en: "nothing to score")
        return Explanation(
            .result,
            title: Text(zh: "得分", en: "Score"),
            value: value,
            parts: [floor, grade] + zip(standard.checklist.sections, result.sections).map { section($0, $1) }
        )
    }

    private var floor: Explanation {
        let floor = result.floor
        let holds = Text(zh: "守住：一票否决项全部符合", en: "holds: every critical item is met")
        let broken = Text(
            zh: "没有守住：不符合 \(floor.notMet.count) 项，未检查 \(floor.notChecked.count) 项",
            en: "broken: \(floor.notMet.count) not met, \(floor.notChecked.count) not checked"
        )
        let items = (floor.notMet + floor.notChecked)
            .compactMap { code in
                standard.rule(code)
                    .map { rule in
                        Explanation(.item, code, title: rule.item.text, value: status(code))
                    }
            }
        return Explanation(
            .floor,
            title: Text(zh: "底线", en: "Floor"),
            value: floor.holds ? holds : broken,
            parts: items
        )
    }

    private var grade: Explanation {
        // The conditions are asked worst grade first, up to the one that holds or cannot be worked out.
        let last = (result.grade?.code ?? result.undecided?.grade)
            .flatMap { code in standard.grades.firstIndex { $0.rule.code == code } }
        let asked = last.map { standard.grades.prefix(through: $0) } ?? []
        let unknown = standard.unknownConditions(of: result, sheet)
        return Explanation(
            .grade,
            result.grade?.code,
            title: Text(zh: "等次", en: "Grade"),
            value: result.grade?.title ?? result.whyNoGrade ?? Text(zh: "无", en: "none"),
            parts: asked.map { condition in
                let holds = condition.rule.code == result.grade?.code
                let came =
                    unknown[condition.rule.code]
                    ?? (holds ? Text(zh: "成立", en: "holds") : Text(zh: "不成立", en: "does not hold"))
                return Explanation(
                    .condition,
                    condition.rule.code,
                    title: condition.rule.title,
                    value: standard.words.condition(of: condition.rule).followed(by: came),
                    parts: formula(condition.rule.when) + names(condition.when.written)
                )
            }
        )
    }

    private func section(_ section: Section, _ sums: SectionResult) -> Explanation {
        Explanation(
            .section,
            section.code,
            title: section.title,
            value: Text(
                zh: "\(sums.earned.points) / \(sums.attainable.points) 分",
                en: "\(sums.earned.points) of \(sums.attainable.points) points"
            ),
            parts: section.items.compactMap { item in
                standard.index(of: item.code).map { self.item($0) }
            }
        )
    }

    private func item(_ index: Int) -> Explanation {
        let (rule, outcome) = (standard.rules[index], result.outcomes[index])
        let answer = sheet.answers[rule.item.code]
        var parts: [Explanation] = []
        if let applies = rule.applies, let written = rule.item.applies,
            let words = standard.words.applies(rule.item)
        {
            parts.append(
                Explanation(
                    .condition,
                    title: Text(zh: "适用条件", en: "Applies when"),
                    value: words,
                    parts: formula(written) + names(applies.written)
                )
            )
        }
        if outcome.status != .notInScope {
            parts.append(
                Explanation(
                    .answer,
                    title: Text(zh: "检查结果", en: "Answer"),
                    value: rule.item.words(for: answer?.value, note: answer?.note)
                )
            )
            parts.append(minimum(rule, outcome))
        }
        parts.append(standard.clause(rule.item.citation))
        return Explanation(
            .item,
            rule.item.code,
            title: rule.item.text,
            value: status(outcome, rule.item),
            parts: parts
        )
    }

    private func minimum(_ rule: ItemRule, _ outcome: Outcome) -> Explanation {
        let asked = standard.words.requirement(of: rule.item)
        let unknown = outcome.missing.isEmpty ? nil : asked.followed(by: outcome.missing.words)
        var formulas: [Explanation] = []
        if case .bound(_, let written) = rule.item.minimum { formulas = formula(written) }
        return Explanation(
            .minimum,
            title: Text(zh: "最低要求", en: "Minimum"),
            value: outcome.required.map { rule.item.words(for: $0) } ?? unknown ?? asked,
            parts: rule.bound.map { formulas + names($0.written) } ?? []
        )
    }

    /// The formula itself; nothing where it is but a value or a name, which stands beside it.
    private func formula(_ formula: Formula) -> [Explanation] {
        guard !standard.words.isSettled(formula) else { return [] }
        let symbols = standard.words.symbols(formula)
        return [Explanation(.formula, title: Text(zh: "算式", en: "Formula"), value: symbols)]
    }

    /// What each name in a formula stood for.
    private func names(_ expression: Expression) -> [Explanation] {
        expression.references.compactMap { name, _ in
            if let parameter = standard.parameter(name) { return standard.explain(parameter) }
            if let fact = standard.checklist.facts.first(where: { $0.name == name }) {
                return Explanation(
                    .fact,
                    name,
                    title: fact.title,
                    value: fact.type.words(for: sheet.facts[name])
                )
            }
            if name == ExpressionScope.visitDate {
                return Explanation(
                    .visitDate,
                    title: Text(zh: "检查日期", en: "Day of the visit"),
                    value: Text(zh: "\(sheet.visitDate)", en: "\(sheet.visitDate)")
                )
            }
            guard let rule = standard.rule(name) else { return nil }
            return Explanation(
                .answer,
                name,
                title: rule.item.text,
                value: rule.item.words(for: sheet.answers[name]?.value, note: nil)
            )
        }
    }

    private func status(_ code: String) -> Text {
        guard let index = standard.index(of: code) else { return Text(zh: code, en: code) }
        return status(result.outcomes[index], standard.rules[index].item)
    }

    private func status(_ outcome: Outcome, _ item: Item) -> Text {
        let title = outcome.status.title
        guard !outcome.attainable.isZero else { return title }
        return Text(
            zh:
                "\(title.zh)，\(outcome.earned.points) / \(outcome.attainable.points) 分，\(item.severity.title.zh)",
            en: "\(title.en), \(outcome.earned.points) of \(outcome.attainable.points) points, "
                + item.severity.title.en.lowercased()
        )
    }
}

extension Text {
    /// With what came of it.
    fileprivate func followed(by other: Text) -> Text {
        Text(zh: "\(zh)：\(other.zh)", en: "\(en): \(other.en)")
    }
}

extension Standard {
    fileprivate func explain(_ parameter: Parameter) -> Explanation {
        Explanation(
            .parameter,
            parameter.name,
            title: parameter.title,
            value: Text(
                zh: "\(parameter.value.points) \(parameter.unit.zh)",
                en: "\(parameter.value.points) \(parameter.unit.en)"
            ),
            verified: parameter.citation.verified,
            parts: [clause(parameter.citation)]
        )
    }

    fileprivate func clause(_ citation: Citation) -> Explanation {
        let source = source(citation.source)
        let paper = source?.title ?? Text(zh: citation.source, en: citation.source)
        let clause = citation.clause.isEmpty ? "" : " \(citation.clause)"
        return Explanation(
            .clause,
            citation.source,
            title: Text(zh: "出处", en: "Source"),
            value: Text(zh: paper.zh + clause, en: paper.en + clause),
            verified: citation.verified
        )
    }

    /// The paper with that code, of the checklist or the baseline.
    package func source(_ code: String) -> Source? {
        (checklist.sources + baseline.sources).first { $0.code == code }
    }
}
