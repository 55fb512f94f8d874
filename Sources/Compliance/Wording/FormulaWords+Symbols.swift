/// The formula itself, with what its names are called in their places: for whoever works it out again.
extension FormulaWords {
    package func symbols(_ formula: Formula) -> Text {
        guard let expression = try? Expression(parsing: formula.text) else {
            return Text(zh: formula.text, en: formula.text)
        }
        return Text(zh: symbols(expression.root, .zh), en: symbols(expression.root, .en))
    }

    private func symbols(_ term: Term<String>, _ language: Language) -> String {
        switch term {
        case .number(let number): return number.points
        case .text(let text): return Text(zh: "“\(text)”", en: "'\(text)'")[language]
        case .name(let name, _): return symbol(name)[language]
        case .negate(let operand): return "−" + bracketed(operand, above: 6, language)
        case .binary(let symbol, let left, let right, _):
            if case .name(let name, _) = left, case .text(let value) = right,
                case .coded(let titles)? = names[name]?.kind, let title = titles[value]
            {
                return "\(self.symbol(name)[language]) \(symbol.sign(language)) "
                    + Text(zh: "“\(title.zh)”", en: "'\(title.en)'")[language]
            }
            let precedence = symbol.precedence
            return bracketed(left, above: precedence, language) + " \(symbol.sign(language)) "
                + bracketed(right, above: precedence + 1, language)
        case .call(let function, let arguments, _):
            let name = function.name[language]
            guard !arguments.isEmpty else { return name }
            return name + Text(zh: "（", en: "(")[language]
                + arguments.map { symbols($0, language) }.joined(separator: Text(zh: "；", en: "; ")[language])
                + Text(zh: "）", en: ")")[language]
        }
    }

    /// In brackets where it binds weaker than that.
    private func bracketed(_ term: Term<String>, above precedence: Int, _ language: Language) -> String {
        let words = symbols(term, language)
        guard case .binary(let symbol, _, _, _) = term, symbol.precedence < precedence else { return words }
        return Text(zh: "（\(words)）", en: "(\(words))")[language]
    }

    private func symbol(_ name: String) -> Text { parameterTitles[name] ?? title(name) }
}

extension BinaryOperator {
    fileprivate func sign(_ language: Language) -> String {
        switch self {
        case .or: Text(zh: "或", en: "or")[language]
        case .and: Text(zh: "且", en: "and")[language]
        case .notEqual: "≠"
        case .atMost: "≤"
        case .atLeast: "≥"
        case .minus: "−"
        case .times: "×"
        case .div: "÷"
        case .mod: Text(zh: "余", en: "mod")[language]
        case .equal, .less, .greater, .plus: rawValue
        }
    }
}

extension Function {
    fileprivate var name: Text {
        switch self {
        case .not: Text(zh: "并非", en: "not")
        case .ceiling: Text(zh: "进一取整", en: "round up")
        case .floor: Text(zh: "舍尾取整", en: "round down")
        case .round: Text(zh: "四舍五入", en: "round")
        case .min: Text(zh: "取较小", en: "the smaller of")
        case .max: Text(zh: "取较大", en: "the greater of")
        case .selected: Text(zh: "选了", en: "chosen")
        case .yes: Text(zh: "恒成立", en: "always")
        case .no: Text(zh: "恒不成立", en: "never")
        case .choose: Text(zh: "若、则、否则", en: "if, then, else")
        }
    }
}
