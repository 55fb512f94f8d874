import StrictJSON

extension Baseline {
    /// The baseline with the county's stricter values, a version of its own; throws every value that is looser,
    /// changes an `equals`, or names no parameter.
    package func tightened(by county: CountyOverride) throws(Problems) -> Baseline {
        let collector = ProblemCollector()
        note(county, collector)
        let parameters = self.parameters.map { parameter in
            county.values.first { $0.name == parameter.name }
                .map { parameter.tightened(to: $0, from: county.effectiveFrom, collector) } ?? parameter
        }
        try collector.throwIfAny()
        return Baseline(
            code: code,
            version: county.version,
            title: county.title,
            effectiveFrom: county.effectiveFrom,
            effectiveTo: effectiveTo,
            sources: sources + county.sources,
            parameters: parameters
        )
    }

    /// Notes what is wrong with the override as a whole.
    private func note(_ county: CountyOverride, _ collector: ProblemCollector) {
        func note(_ code: String, _ pointer: String, _ mark: Mark = .none, zh: String, en: String) {
            collector.add(Problem(code, at: pointer, mark: mark, Text(zh: zh, en: en)))
        }
        if (county.baseline, county.baselineVersion) != (code, version) {
            note(
                "otherBaseline",
                "/tightens",
                zh: "此文件收紧的是 \(county.baseline) \(county.baselineVersion)，给出的基准是 \(code) \(version)。",
                en:
                    "This tightens \(county.baseline) \(county.baselineVersion); the baseline given is \(code) \(version)."
            )
        }
        if county.version == version {
            note(
                "sameVersion",
                "/version",
                zh: "版本“\(version)”是基准自己的，请另起一个。",
                en: "The version '\(version)' is the baseline's own; use another."
            )
        }
        if county.effectiveFrom < effectiveFrom || effectiveTo.map({ county.effectiveFrom > $0 }) ?? false {
            note(
                "outsideBaseline",
                "/effectiveFrom",
                zh: "\(county.effectiveFrom) 时基准 \(code) \(version) 不在有效期内。",
                en: "On \(county.effectiveFrom) the baseline \(code) \(version) is not in force."
            )
        }
        let names = parameters.map(\.name)
        for value in county.values {
            let pointer = "/parameters/" + Field.escaped(value.name)
            if !names.contains(value.name) {
                let near = nearest(to: value.name, among: collector.suggestions(names))
                note(
                    "unknownParameter",
                    pointer,
                    value.mark,
                    zh: "基准没有参数“\(value.name)”" + (near.map { "，是否指“\($0)”？" } ?? "。"),
                    en: "The baseline has no parameter '\(value.name)'"
                        + (near.map { "; did you mean '\($0)'?" } ?? ".")
                )
            }
            if let problem = value.citation.unknownSource(
                at: pointer + "/source",
                item: nil,
                among: (sources + county.sources).map(\.code),
                collector
            ) {
                collector.add(problem)
            }
        }
        for source in county.sources where sources.contains(where: { $0.code == source.code }) {
            note(
                "repeated",
                "/sources/\(source.code)",
                source.mark,
                zh: "“\(source.code)”在基准里已有，请换个名字。",
                en: "'\(source.code)' is among the baseline's sources; use another name."
            )
        }
    }
}

extension Parameter {
    fileprivate func tightened(
        to county: CountyOverride.Value,
        from day: Day,
        _ collector: ProblemCollector
    ) -> Parameter {
        if !direction.allows(county.value, insteadOf: value) {
            collector.add(
                Problem(
                    "looser",
                    at: "/parameters/\(name)/value",
                    mark: county.mark,
                    refusal(of: county)
                )
            )
        }
        return Parameter(
            name: name,
            title: title,
            value: county.value,
            unit: unit,
            direction: direction,
            citation: county.citation,
            effectiveFrom: day,
            note: county.note ?? note,
            mark: county.mark
        )
    }

    /// Names the parameter, both values and the baseline's source.
    private func refusal(of county: CountyOverride.Value) -> Text {
        let clause = citation.clause.isEmpty ? "" : " " + citation.clause
        return switch direction {
        case .equals:
            Text(
                zh:
                    "“\(name)”（\(title.zh)）按 \(citation.source)\(clause) 应等于 \(value) \(unit.zh)，县里不能改为 \(county.value)。",
                en: "'\(name)' (\(title.en)) equals \(value) \(unit.en) by \(citation.source)\(clause); "
                    + "a county cannot make it \(county.value)."
            )
        case .atLeast, .atMost:
            Text(
                zh:
                    "“\(name)”（\(title.zh)）按 \(citation.source)\(clause) \(direction.title.zh) \(value) \(unit.zh)，"
                    + "县里的 \(county.value) 更宽松：只能收紧，不能放宽。",
                en:
                    "'\(name)' (\(title.en)) is \(direction.title.en) \(value) \(unit.en) by \(citation.source)\(clause); "
                    + "the county's \(county.value) is looser. A county may tighten, never loosen."
            )
        }
    }
}
