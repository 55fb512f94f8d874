/// Conditions as sentences.
extension FormulaWords {
    /// `values` are the figures of a visit that the sentence says.
    func condition(_ term: Term<String>, _ values: [String: GradeFigure] = [:]) -> Text {
        switch term {
        case .binary(.and, _, _, _): joined(term, by: .and, values)
        case .binary(.or, _, _, _): joined(term, by: .or, values)
        case .binary(let symbol, .number(let number), let right, let offset) where symbol.compares:
            comparison(.binary(symbol.reversed, right, .number(number), offset: offset), values)
        case .binary(let symbol, _, _, _) where symbol.compares: comparison(term, values)
        case .call(.selected, let arguments, let offset):
            comparison(.binary(.equal, arguments[0], arguments[1], offset: offset), values)
        case .call(.not, let arguments, _): denial(arguments[0], values)
        case .call(.yes, _, _): Text(zh: "任何情况下都成立", en: "it always holds")
        case .call(.no, _, _): Text(zh: "任何情况下都不成立", en: "it never holds")
        default: amount(term)
        }
    }

    private func denial(_ term: Term<String>, _ values: [String: GradeFigure]) -> Text {
        let denied = term.denied
        guard case .call(.not, _, _) = denied else { return condition(denied, values) }
        let words = condition(term, values)
        return Text(zh: "并非（\(words.zh)）", en: "not (\(words.en))")
    }

    private func joined(
        _ term: Term<String>,
        by symbol: BinaryOperator,
        _ values: [String: GradeFigure]
    ) -> Text {
        let parts = term.joined(by: symbol)
            .map { part -> Text in
                let words = condition(part, values)
                guard case .binary(let inner, _, _, _) = part, inner == .and || inner == .or else {
                    return words
                }
                return Text(zh: "（\(words.zh)）", en: "(\(words.en))")
            }
        return Text(
            zh: parts.dropFirst()
                .reduce(parts.first?.zh ?? "") { text, part in
                    text + (symbol == .and ? "，且" : "，或") + part.zh.setOff
                },
            en: parts.map(\.en).joined(separator: symbol == .and ? " and " : " or ")
        )
    }

    private func comparison(_ term: Term<String>, _ values: [String: GradeFigure]) -> Text {
        guard case .binary(let symbol, let left, let right, _) = term else { return amount(term) }
        if case .name(let name, _) = left, let known = names[name] {
            switch (known.kind, right) {
            case (.gaps(let severity), .number(let number)):
                return gaps(severity, symbol, number, known.title, values[name])
            case (.coded(let titles), .text(let value)):
                let title = titles[value] ?? Text(zh: value, en: value)
                let isEqual = symbol == .equal
                return Text(
                    zh: "\(known.title.zh)\(isEqual ? "为" : "不为")“\(title.zh)”",
                    en: "\(known.title.en) is \(isEqual ? "" : "not ")'\(title.en)'"
                )
            case (.figure, _):
                let words = symbol.words(.figure)
                let (value, bound) = (values[name], amount(right))
                return Text(
                    zh: known.title.zh + (value.map { " \($0.shown)，" } ?? "") + words.zh + bound.zh.setOff,
                    en: known.title.en + (value.map { ", \($0.shown)," } ?? "") + " \(words.en) \(bound.en)"
                )
            default: break
            }
        }
        let words = symbol.words(isDate(left) ? .date : isDays(left) ? .days : .number)
        let (a, b) = (amount(left), amount(right))
        return Text(
            zh: a.zh + words.zh + b.zh.setOff + unit(of: left, right, \.zh),
            en: "\(a.en) \(words.en) \(b.en)" + unit(of: left, right, \.en)
        )
    }

    /// What the number counts that something is held against.
    private func unit(of left: Term<String>, _ right: Term<String>, _ language: (Text) -> String) -> String {
        guard case .number(let number) = right, !number.isZero else { return "" }
        if isDays(left) { return " " + language(Text(zh: "天", en: "days")) }
        guard case .name(let name, _) = left, let unit = names[name]?.unit else { return "" }
        return " " + language(unit)
    }

    /// How many items fell short at a visit, and how many nobody checked, which is not the same (`domain.md` §4.4).
    private func counted(_ items: Text, _ figure: GradeFigure) -> Text {
        func named(_ count: String) -> String { count == "1" ? "1 \(items.en)" : "\(count) \(items.en)s" }
        if figure.number.isZero { return Text(zh: "没有\(items.zh)未达标", en: "no \(items.en) falls short") }
        let (short, notChecked) = (figure.number - Rational(figure.notChecked), figure.notChecked)
        let fall = short == 1 ? "falls short" : "fall short"
        let were = notChecked == 1 ? "was not checked" : "were not checked"
        if notChecked == 0 {
            return Text(
                zh: "有 \(figure.shown) 项\(items.zh)未达标",
                en: "\(named(figure.shown)) \(fall)"
            )
        }
        if short.isZero {
            return Text(
                zh: "有 \(figure.shown) 项\(items.zh)未检查",
                en: "\(named(figure.shown)) \(were)"
            )
        }
        return Text(
            zh: "有 \(short.points) 项\(items.zh)不符合，\(notChecked) 项未检查",
            en: "\(named(short.points)) \(fall) and \(notChecked) \(were)"
        )
    }

    /// How many items fall short. That there are any, or none, is the most asked for.
    private func gaps(
        _ severity: Severity,
        _ symbol: BinaryOperator,
        _ number: Rational,
        _ title: Text,
        _ figure: GradeFigure?
    ) -> Text {
        let items = severity.items
        let asksForAny: Bool? =
            switch (symbol, number) {
            case (.greater, 0), (.notEqual, 0), (.atLeast, 1): true
            case (.equal, 0), (.atMost, 0), (.less, 1): false
            default: nil
            }
        if let figure {
            let count = counted(items, figure)
            guard asksForAny == nil else { return count }
            let words = symbol.words(.days)
            let sum =
                figure.isMixed
                ? Text(zh: "，共 \(figure.shown) 项", en: ", together \(figure.shown)") : Text(zh: "", en: "")
            return Text(
                zh: "\(count.zh)\(sum.zh)，\(words.zh) \(number.points) 项",
                en: "\(count.en)\(sum.en), which \(words.en) \(number.points)"
            )
        }
        switch asksForAny {
        case true?: return Text(zh: "有\(items.zh)未达标", en: "a \(items.en) falls short")
        case false?: return Text(zh: "没有\(items.zh)未达标", en: "no \(items.en) falls short")
        case nil:
            let words = symbol.words(.days)
            return Text(
                zh: "未达标的\(items.zh)\(words.zh) \(number.points) 项",
                en: "\(title.en) \(words.en) \(number.points)"
            )
        }
    }
}

/// What is compared, as each language says it in its own way.
private enum Compared { case number, figure, days, date }

extension BinaryOperator {
    /// The comparison between what it compares.
    fileprivate func words(_ compared: Compared) -> Text {
        switch (self, compared) {
        case (.equal, .date): Text(zh: "为", en: "is")
        case (.notEqual, .date): Text(zh: "不为", en: "is not")
        case (.less, .date): Text(zh: "早于", en: "is before")
        case (.atMost, .date): Text(zh: "不晚于", en: "is no later than")
        case (.greater, .date): Text(zh: "晚于", en: "is after")
        case (.atLeast, .date): Text(zh: "不早于", en: "is no earlier than")
        case (.equal, _): Text(zh: "等于", en: "is")
        case (.notEqual, _): Text(zh: "不等于", en: "is not")
        case (.less, .figure): Text(zh: "低于", en: "is below")
        case (.atMost, .figure): Text(zh: "不高于", en: "is not above")
        case (.greater, .figure): Text(zh: "高于", en: "is above")
        case (.atLeast, .figure): Text(zh: "不低于", en: "is not below")
        case (.less, .days): Text(zh: "少于", en: "is less than")
        case (.atMost, .days): Text(zh: "不超过", en: "is at most")
        case (.greater, .days): Text(zh: "多于", en: "is more than")
        case (.atLeast, .days): Text(zh: "不少于", en: "is at least")
        case (.less, .number): Text(zh: "小于", en: "is less than")
        case (.atMost, .number): Text(zh: "不大于", en: "is at most")
        case (.greater, .number): Text(zh: "大于", en: "is more than")
        case (.atLeast, .number): Text(zh: "不小于", en: "is at least")
        default: Text(zh: rawValue, en: rawValue)
        }
    }
}
