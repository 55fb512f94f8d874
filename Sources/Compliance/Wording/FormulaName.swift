import StrictJSON

/// What a name in a formula is called where it is put in words.
struct FormulaName: Sendable {
    let title: Text
    /// What it counts, where that has a name.
    var unit: Text?
    let kind: Kind

    enum Kind: Sendable {
        case number(isWhole: Bool)
        /// A score or points, which are low and high.
        case figure
        case date
        /// How many items of the severity fall short.
        case gaps(Severity)
        /// A text that is one of several, with their titles.
        case coded([String: Text])
        case text
    }

    /// Longer titles are cut: a formula may have many names.
    private static let longest = 80

    /// What everything is called that the formulas of a checklist may name, a baseline's parameters left out: they
    /// stand as the numbers that they are.
    static func all(of checklist: Checklist) -> [String: FormulaName] {
        var names: [String: FormulaName] = [
            "score": FormulaName(title: Text(zh: "得分", en: "the score"), kind: .figure),
            "earned": FormulaName(title: Text(zh: "所得分值", en: "the points earned"), kind: .figure),
            "attainable": FormulaName(title: Text(zh: "应得分值", en: "the points attainable"), kind: .figure),
            "lost": FormulaName(title: Text(zh: "所失分值", en: "the points lost"), kind: .figure),
            "worst": FormulaName(
                title: Text(zh: "失分最多一项的失分", en: "the most points lost on one item"),
                kind: .figure
            ),
            "critical_gaps": gaps(.critical), "major_gaps": gaps(.major), "minor_gaps": gaps(.minor),
            ExpressionScope.visitDate: FormulaName(
                title: Text(zh: "检查日", en: "the day of the visit"),
                kind: .date
            ),
        ]
        for name in RegisterName.allCases {
            names[name.rawValue] = FormulaName(
                title: name.title,
                kind: name.type == .date ? .date : .number(isWhole: true)
            )
        }
        for section in checklist.sections {
            let title = Text(
                zh: "“\(section.code) \(section.title.zh.shortened(to: longest))”",
                en: "section \(section.code)"
            )
            names[ExpressionScope.score(of: section.code)] = FormulaName(
                title: Text(zh: title.zh + "的得分", en: "the score of \(title.en)"),
                kind: .figure
            )
            names[ExpressionScope.attainable(in: section.code)] = FormulaName(
                title: Text(zh: title.zh + "的应得分值", en: "the points attainable in \(title.en)"),
                kind: .figure
            )
        }
        for item in checklist.items { names[item.code] = FormulaName(item) }
        for fact in checklist.facts { names[fact.name] = FormulaName(fact) }
        return names
    }

    private static func gaps(_ severity: Severity) -> FormulaName {
        FormulaName(
            title: Text(
                zh: "未达标的\(severity.items.zh)数",
                en: "the number of \(severity.items.en)s that fall short"
            ),
            kind: .gaps(severity)
        )
    }
}

extension FormulaName {
    fileprivate init(_ fact: Fact) {
        let title = Text(
            zh: fact.title.zh.withoutRemark("（", "）").shortened(to: Self.longest),
            en: fact.title.en.withoutRemark(" (", ")").shortened(to: Self.longest)
        )
        let isNumber = if case .number = fact.type { true } else { fact.type == .date }
        self.init(
            title: Text(zh: isNumber ? title.zh : "“\(title.zh)”", en: "'\(title.en)'"),
            unit: fact.type.unit,
            kind: Kind(fact.type)
        )
    }

    fileprivate init(_ item: Item) {
        self.init(
            title: Text(
                zh: "\(item.code)“\(item.text.zh.shortened(to: Self.longest))”",
                en: "\(item.code) '\(item.text.en.shortened(to: Self.longest))'"
            ),
            unit: item.answer.unit,
            kind: Kind(item.answer)
        )
    }
}

extension FormulaName.Kind {
    init(_ type: AnswerType) {
        switch type {
        case .number(_, _, let decimals): self = .number(isWhole: decimals == 0)
        case .date: self = .date
        case .yesNo: self = .coded(["yes": Text(zh: "是", en: "yes"), "no": Text(zh: "否", en: "no")])
        case .choice(let choices):
            self = .coded(
                Dictionary(choices.map { ($0.value, $0.title) }) { first, _ in first }
            )
        case .text, .graded: self = .text
        }
    }
}

extension Severity {
    /// An item of that severity.
    var items: Text {
        switch self {
        case .critical: Text(zh: "一票否决项", en: "critical item")
        case .major: Text(zh: "重要项", en: "major item")
        case .minor: Text(zh: "一般项", en: "minor item")
        }
    }
}

extension String {
    /// Without the remark in brackets that it ends with.
    fileprivate func withoutRemark(_ opening: String, _ closing: String) -> String {
        guard ends(with: closing), let start = utf8.firstRange(of: opening.utf8)?.lowerBound,
            start > startIndex
        else { return self }
        return String(self[..<start])
    }

    fileprivate func shortened(to most: Int) -> String {
        unicodeScalars.count > most ? cut(to: most) + "…" : self
    }
}
