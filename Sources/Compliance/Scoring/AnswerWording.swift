extension Outcome.Status {
    package var title: Text {
        switch self {
        case .notInScope: Text(zh: "不涉及", en: "not in scope")
        case .met: Text(zh: "符合", en: "met")
        case .notMet: Text(zh: "不符合", en: "not met")
        case .notApplicable: Text(zh: "不适用", en: "not applicable")
        case .notChecked: Text(zh: "未检查", en: "not checked")
        }
    }
}

extension AnswerType {
    /// A fact in words, with its unit; a dash where none was given.
    package func words(for fact: FactValue?) -> Text {
        switch fact {
        case nil: Text(zh: "–", en: "–")
        case .yes: Text(zh: "是", en: "yes")
        case .no: Text(zh: "否", en: "no")
        case .number(let number): measured(number)
        case .choice(let value): title(of: value)
        case .date(let day): Text(zh: "\(day)", en: "\(day)")
        case .text(let text): Text(zh: text.onOneLine, en: text.onOneLine)
        }
    }

    fileprivate func measured(_ number: Rational) -> Text {
        guard let unit else { return Text(zh: number.points, en: number.points) }
        return Text(zh: "\(number.points) \(unit.zh)", en: "\(number.points) \(unit.en)")
    }

    func title(of value: String) -> Text {
        guard case .choice(let choices) = self, let choice = choices.first(where: { $0.value == value })
        else {
            return Text(zh: value, en: value)
        }
        return choice.title
    }
}

extension Item {
    /// A bound as it came out, with its unit.
    package func words(for required: Outcome.Required) -> Text {
        let (side, value) = (
            required.direction.words(isDate: answer == .date), answer.words(for: required.value)
        )
        return Text(zh: "\(side.zh) \(value.zh)", en: "\(side.en) \(value.en)")
    }

    /// An answer in words; the note is added where there is one.
    package func words(for value: Answer.Value?, note: String? = nil) -> Text {
        let plain =
            switch value {
            case nil, .notChecked: Outcome.Status.notChecked.title
            case .yes: Text(zh: "是", en: "yes")
            case .no: Text(zh: "否", en: "no")
            case .number(let number): answer.measured(number)
            case .choice(let value): answer.title(of: value)
            case .date(let day): Text(zh: "\(day)", en: "\(day)")
            case .text(let text): Text(zh: text.onOneLine, en: text.onOneLine)
            case .notApplicable(let reason):
                Text(zh: "不适用：\(reason.onOneLine)", en: "not applicable: \(reason.onOneLine)")
            case .deducted(let codes, let further): deducted(codes, further)
            }
        guard let note = note?.onOneLine else { return plain }
        return Text(zh: "\(plain.zh)（\(note)）", en: "\(plain.en) (\(note))")
    }

    private func deducted(_ codes: [String], _ further: Rational) -> Text {
        guard case .graded(_, let deductions) = answer else { return Text(zh: "", en: "") }
        var zh: [String] = []
        var en: [String] = []
        for deduction in deductions where codes.contains(deduction.code) {
            zh.append("\(deduction.title.zh) −\(deduction.points.points)")
            en.append("\(deduction.title.en) −\(deduction.points.points)")
        }
        if !further.isZero {
            zh.append("另扣 −\(further.points)")
            en.append("further −\(further.points)")
        }
        guard !zh.isEmpty else { return Text(zh: "不扣分", en: "no points lost") }
        return Text(zh: zh.joined(separator: "；"), en: en.joined(separator: "; "))
    }
}
