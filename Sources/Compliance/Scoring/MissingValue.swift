/// What a formula needed and had no value.
package struct MissingValue: Sendable, Hashable {
    /// As the formula writes it: `score_B`, `A-02`.
    package let name: String
    /// What it is, and why it has none.
    package let title: Text
}

extension MissingValue {
    /// A name of which no more is known.
    init(_ name: String) {
        self.init(name: name, title: Text(zh: name, en: name))
    }
}

extension [MissingValue] {
    /// That something could not be worked out, and for want of what.
    package var words: Text {
        let (zh, en) = ("无法判定", "could not be worked out")
        return isEmpty ? Text(zh: zh, en: en) : Text(zh: "\(zh)，\(want.zh)", en: "\(en); \(want.en)")
    }

    /// What is missing.
    package var want: Text {
        Text(
            zh: "缺：" + map(\.title.zh).joined(separator: "；"),
            en: "missing: " + map(\.title.en).joined(separator: "; ")
        )
    }
}

extension ScoringContext {
    /// What the bound of the item at that place needs and this visit does not have; empty where the item has none.
    func missing(at index: Int) -> [MissingValue] {
        standard.rules[index].bound?.resolved.missing { value(of: $0) }.map(missing) ?? []
    }

    func missing(_ name: ItemName) -> MissingValue {
        switch name {
        case .fact(let place):
            let fact = standard.checklist.facts[place]
            return MissingValue(name: fact.name, title: fact.title)
        case .item(let index):
            let (code, status) = (standard.rules[index].code, whyMissing(index).title)
            return MissingValue(
                name: code,
                title: Text(zh: "\(code)（\(status.zh)）", en: "\(code) (\(status.en))")
            )
        case .visitDate: return MissingValue(ExpressionScope.visitDate)
        case .register(let name): return MissingValue(name: name.rawValue, title: name.title)
        case .unknown(let name): return MissingValue(name)
        }
    }

    private func whyMissing(_ index: Int) -> Outcome.Status {
        switch answers[index]?.value {
        case _ where !applies[index]: .notInScope
        case .notApplicable?: .notApplicable
        default: .notChecked
        }
    }
}
