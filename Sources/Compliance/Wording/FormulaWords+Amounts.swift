/// Numbers and days that formulas give, as what a sentence speaks of.
extension FormulaWords {
    /// `unit` is what the whole counts, where that has a name.
    func amount(_ term: Term<String>, unit: Text? = nil) -> Text {
        switch term {
        case .number(let number): return Text(zh: number.points, en: number.points)
        case .text(let text): return Text(zh: "“\(text)”", en: "'\(text)'")
        case .name(let name, _): return title(name)
        case .negate(let operand):
            let inner = operandWords(operand)
            return Text(zh: "负的\(inner.zh.setOff)", en: "minus \(inner.en)")
        case .binary(let symbol, let left, let right, _) where symbol.isArithmetic:
            return scaled(term, unit) ?? arithmetic(symbol, left, right)
        case .binary: return condition(term)
        case .call(.ceiling, _, _), .call(.floor, _, _), .call(.round, _, _):
            let (inner, rounding) = rounded(term)
            let said = amount(inner, unit: unit)
            return rounding.map { Text(zh: "\(said.zh)（\($0.zh)）", en: "\(said.en) (\($0.en))") } ?? said
        case .call(.min, let arguments, _): return choice(arguments, Text(zh: "较小", en: "smaller"))
        case .call(.max, let arguments, _): return choice(arguments, Text(zh: "较大", en: "greater"))
        case .call(.choose, let arguments, _):
            let (when, then, other) = (
                condition(arguments[0]), amount(arguments[1], unit: unit), amount(arguments[2], unit: unit)
            )
            return Text(
                zh: "\(when.zh)时\(then.zh.setOff)，否则\(other.zh.setOff)",
                en: "\(then.en) if \(when.en), otherwise \(other.en)"
            )
        case .call: return condition(term)
        }
    }

    func title(_ name: String) -> Text { names[name]?.title ?? Text(zh: "“\(name)”", en: "'\(name)'") }

    func isDate(_ term: Term<String>) -> Bool {
        switch term {
        case .name(let name, _): if case .date? = names[name]?.kind { true } else { false }
        case .binary(.plus, let left, let right, _): isDate(left) || isDate(right)
        case .binary(.minus, let left, let right, _): isDate(left) && !isDate(right)
        default: false
        }
    }

    /// Whether it is a number of days, from one day to another.
    func isDays(_ term: Term<String>) -> Bool {
        if case .binary(.minus, let left, let right, _) = term {
            isDate(left) && isDate(right)
        } else {
            false
        }
    }

    // MARK: Proportions

    /// What is rounded, and how; nothing where it is whole anyway.
    func rounded(_ term: Term<String>) -> (Term<String>, Text?) {
        guard case .call(let function, let arguments, _) = term else { return (term, nil) }
        let how: Text
        switch function {
        case .ceiling: how = Text(zh: "尾数进一", en: "rounded up")
        case .floor: how = Text(zh: "尾数舍去", en: "rounded down")
        case .round: how = Text(zh: "四舍五入", en: "rounded")
        default: return (term, nil)
        }
        return (arguments[0], isWhole(arguments[0]) ? nil : how)
    }

    private func isWhole(_ term: Term<String>) -> Bool {
        switch term {
        case .number(let number): return number.isInteger
        case .name(let name, _):
            guard case .number(isWhole: true)? = names[name]?.kind else { return false }
            return true
        case .binary(.div, _, _, _):
            let (base, times, by) = term.scale
            return isWhole(base) && times.divided(by: by)?.isInteger == true
        case .binary(.plus, let a, let b, _), .binary(.minus, let a, let b, _),
            .binary(.times, let a, let b, _):
            return isDays(term) || (isWhole(a) && isWhole(b))
        case .call(.ceiling, _, _), .call(.floor, _, _), .call(.round, _, _): return true
        default: return false
        }
    }

    /// So many for every so many of something that is counted, where the term is that.
    func ratio(
        _ term: Term<String>,
        _ unit: Text?,
        _ sentence: (_ base: Text, _ every: Text, _ count: Text) -> Text
    ) -> Text? {
        let (base, times, by) = term.scale
        guard let unit, case .name(let name, _) = base, let counted = names[name]?.unit,
            times > 0, by > 0, by != 100, times.divided(by: by)?.isInteger == false || counted != unit,
            times != 1, times != by
        else { return nil }
        return sentence(
            title(name),
            Text(zh: "\(by.points) \(counted.zh)", en: "\(by.points) \(counted.en)"),
            Text(zh: "\(times.points) \(unit.zh)", en: "\(times.points) \(unit.en)")
        )
    }

    /// A share or a multiple of something; nil where the term is neither.
    private func scaled(_ term: Term<String>, _ unit: Text?) -> Text? {
        let (base, times, by) = term.scale
        guard times > 0, by > 0, times != 1 || by != 1 else { return nil }
        let each = ratio(term, unit) { base, every, count in
            Text(
                zh: "按\(base.zh.setOff)每 \(every.zh) \(count.zh)计算的数",
                en: "the number that \(count.en) for every \(every.en) of \(base.en) come to"
            )
        }
        if let each { return each }
        let inner = operandWords(base, unit)
        guard let share = times.divided(by: by) else { return nil }
        if share == 1 { return inner }
        if share.isInteger {
            return Text(zh: "\(inner.zh)的 \(share.points) 倍", en: "\(share.points) times \(inner.en)")
        }
        if by == 100 {
            return Text(zh: "\(inner.zh)的 \(times.points)%", en: "\(times.points) % of \(inner.en)")
        }
        if times == 1, by == 2 { return Text(zh: "\(inner.zh)的一半", en: "half of \(inner.en)") }
        if times == 1, by == 3 { return Text(zh: "\(inner.zh)的三分之一", en: "a third of \(inner.en)") }
        let parts =
            times == 1
            ? inner : Text(zh: "\(inner.zh)乘以 \(times.points)", en: "\(inner.en) times \(times.points)")
        return Text(zh: "\(parts.zh)除以 \(by.points)", en: "\(parts.en) divided by \(by.points)")
    }

    // MARK: Sums

    private func arithmetic(_ symbol: BinaryOperator, _ left: Term<String>, _ right: Term<String>) -> Text {
        let (a, b) = (operandWords(left), operandWords(right))
        switch symbol {
        case .minus where isDate(left) && isDate(right):
            return Text(zh: "\(b.zh)到\(a.zh.setOff)的天数", en: "the days from \(b.en) to \(a.en)")
        case .minus where isDate(left):
            return Text(zh: "\(a.zh)前\(b.zh.setOff) 天", en: "\(b.en) days before \(a.en)")
        case .plus where isDate(left):
            return Text(zh: "\(a.zh)后\(b.zh.setOff) 天", en: "\(b.en) days after \(a.en)")
        case .plus where isDate(right):
            return Text(zh: "\(b.zh)后\(a.zh.setOff) 天", en: "\(a.en) days after \(b.en)")
        case .plus: return Text(zh: "\(a.zh)加\(b.zh.setOff)", en: "\(a.en) plus \(b.en)")
        case .minus: return Text(zh: "\(a.zh)减\(b.zh.setOff)", en: "\(a.en) minus \(b.en)")
        case .times: return Text(zh: "\(a.zh)乘以\(b.zh.setOff)", en: "\(a.en) times \(b.en)")
        case .mod:
            return Text(
                zh: "\(a.zh)除以\(b.zh.setOff)的余数",
                en: "what is left of \(a.en) divided by \(b.en)"
            )
        default: return Text(zh: "\(a.zh)除以\(b.zh.setOff)", en: "\(a.en) divided by \(b.en)")
        }
    }

    /// In brackets where it is made of several.
    private func operandWords(_ term: Term<String>, _ unit: Text? = nil) -> Text {
        let words = amount(term, unit: unit)
        switch term {
        case .number, .text, .name: return words
        case .binary where isDays(term): return words
        case .negate, .binary, .call: return Text(zh: "（\(words.zh)）", en: "(\(words.en))")
        }
    }

    private func choice(_ arguments: [Term<String>], _ which: Text) -> Text {
        let all = arguments.map { operandWords($0) }
        let last = all.last?.en ?? ""
        return Text(
            zh: all.map(\.zh).joined(separator: "、") + "中\(which.zh)的",
            en: "the \(which.en) of " + all.dropLast().map(\.en).joined(separator: ", ") + " and \(last)"
        )
    }
}
