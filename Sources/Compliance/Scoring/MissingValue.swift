/// What a formula needed and had no value.
package struct MissingValue: Sendable, Hashable {
    /// As the formula writes it: `score_B`, `A-02`.
    package let name: String
    /// What it is, and why it has none.
    package let title: Text
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
    /// What the bound of the item needs and this visit does not have; empty where the item has none.
    func missing(_ rule: ItemRule) -> [MissingValue] {
        rule.bound?.missing { value(of: $0) }.map { MissingValue(name: $0, title: why($0)) } ?? []
    }

    private func why(_ name: String) -> Text {
        guard let index = standard.index(of: name) else {
            let title = standard.checklist.facts.first { $0.name == name }?.title
            return Text(zh: title?.zh ?? name, en: title?.en ?? name)
        }
        let status =
            switch sheet.answers[name]?.value {
            case _ where !applies[index]: Outcome.Status.notInScope
            case .notApplicable?: Outcome.Status.notApplicable
            default: Outcome.Status.notChecked
            }
        return Text(zh: "\(name)（\(status.title.zh)）", en: "\(name) (\(status.title.en))")
    }
}
