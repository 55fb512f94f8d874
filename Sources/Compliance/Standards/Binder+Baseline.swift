extension Binder {
    /// The checklist belongs to another series.
    func noteOtherBaseline() {
        note(
            "otherBaseline",
            at: "/baseline",
            checklist.baselineMark,
            zh: "检查表要求基准“\(checklist.baseline)”，给出的是“\(baseline.code)”。",
            en: "The checklist asks for the baseline '\(checklist.baseline)'; '\(baseline.code)' was given."
        )
    }

    /// What scoring reads, and the baseline does not have.
    func noteMissingParameters() {
        let names = Set(baseline.parameters.map(\.name))
        let read = Set(
            checklist.grades.compactMap { try? Expression(parsing: $0.when.text) }
                .flatMap { $0.references.map(\.name) }
        )
        for required in RequiredParameter.allCases where !names.contains(required.rawValue) {
            guard required.isDeadline || read.contains(required.rawValue) else { continue }
            let (value, direction, title) = required.example
            let name = required.rawValue
            note(
                "missingParameter",
                at: "/baseline",
                checklist.baselineMark,
                zh: "基准 \(baseline.code) \(baseline.version) 缺少评分要用的参数“\(name)”（\(title.zh)）："
                    + "请加上，例如 value: \(value), direction: \(direction.rawValue)。",
                en:
                    "Baseline \(baseline.code) \(baseline.version) lacks '\(name)' (\(title.en)), which scoring reads: "
                    + "add it, for example with value: \(value), direction: \(direction.rawValue)."
            )
        }
    }

    /// A fact must not hide a parameter, nor a source of the checklist one of the baseline.
    func noteRepeatedNames() {
        let parameters = Set(baseline.parameters.map(\.name))
        for fact in checklist.facts where parameters.contains(fact.name) {
            note(
                "repeated",
                at: "/facts/\(fact.name)",
                fact.mark,
                zh: "“\(fact.name)”已是基准的参数，请换个名字。",
                en: "'\(fact.name)' is a parameter of the baseline; use another name."
            )
        }
        let sources = Set(baseline.sources.map(\.code))
        for source in checklist.sources where sources.contains(source.code) {
            note(
                "repeated",
                at: "/sources/\(source.code)",
                source.mark,
                zh: "“\(source.code)”在基准里已有，请删去或换个名字。",
                en: "'\(source.code)' is among the baseline's sources; take it out or use another name."
            )
        }
    }
}

extension RequiredParameter {
    fileprivate var isDeadline: Bool { self != .passMark && self != .goodMark }
}
