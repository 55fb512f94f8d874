import StrictJSON

extension Answer {
    /// The most references that one answer may carry.
    static let mostEvidence = 20

    /// Reads the answer to an item, noting everything wrong with it; nil where there is then nothing to go by.
    ///
    /// A plain answer stands by itself (`yes`, `3`); everything else is an object (`docs/checklists.md`).
    init?(_ field: Field, to rule: ItemRule) {
        guard case .object? = field.node?.value else {
            guard let value = rule.item.answer.value(field) else { return nil }
            self.init(value)
            return
        }
        let fields = field.fields(
            "value",
            "deductions",
            "further",
            "given",
            "notApplicable",
            "notChecked",
            "note",
            "evidence",
            "fixedOnSpot"
        )
        let evidence = fields["evidence"]?.list(0...Self.mostEvidence).map { $0.words(longest: 200) } ?? []
        let fixed = fields["fixedOnSpot"]
        let fixedOnSpot = fixed?.flag() ?? false
        var note = fields["note"].map { $0.proseOrEmpty() }.flatMap { $0.isEmpty ? nil : $0 }
        let value = Self.value(fields, rule.item, note: &note)
        if fixedOnSpot { fixed?.checkFixed(value, evidence) }
        guard let value else { return nil }
        self.init(value, note: note, evidence: evidence, fixedOnSpot: fixedOnSpot)
    }

    private static func value(_ fields: Fields, _ item: Item, note: inout String?) -> Value? {
        let ways = ["value", "deductions", "further", "given", "notApplicable", "notChecked"]
            .filter(fields.has)
        let deducts = !ways.isEmpty && ways.allSatisfy { $0 == "deductions" || $0 == "further" }
        guard ways.count == 1 || deducts else {
            fields.field.note(
                ways.isEmpty ? "missing" : "twoAnswers",
                zh: ways.isEmpty ? "没有答案。" : "同一项给了几种答案：\(ways.joined(separator: "、"))。",
                en: ways.isEmpty
                    ? "There is no answer in it."
                    : "It answers in several ways: \(ways.joined(separator: ", "))."
            )
            return nil
        }
        if let field = fields["notApplicable"] { return notApplicable(field, item) }
        if let field = fields["notChecked"] {
            let why = field.proseOrEmpty()
            if let before = note, !why.isEmpty {
                // Both are kept as one note, which must not be longer than a note may be.
                note = field.bounded("\(before) \(why)", Field.longestProse, lines: true)
            } else if !why.isEmpty {
                note = why
            }
            return .notChecked
        }
        if let field = fields["value"] { return item.answer.value(field) }
        return item.deducted(fields)
    }

    private static func notApplicable(_ field: Field, _ item: Item) -> Value? {
        guard item.allowsNotApplicable else {
            field.note(
                "notApplicableNotAllowed",
                zh: "本项不能填“不适用”。",
                en: "This item cannot be answered 'not applicable'."
            )
            return nil
        }
        return .notApplicable(reason: field.prose())
    }
}

extension Item {
    /// Points taken off a graded item, or given to it.
    fileprivate func deducted(_ fields: Fields) -> Answer.Value? {
        guard case .graded(let step, let deductions) = answer else {
            fields.field.note("wrongType", zh: "本项不是扣分项。", en: "This item is not graded in points.")
            return nil
        }
        if let given = fields["given"] {
            let points = given.steps(of: step, most: self.points)
            return .deducted(codes: [], further: self.points - points)
        }
        var codes: Set<String> = []
        for element in fields["deductions"]?.list(0...deductions.count) ?? [] {
            let code = element.words(longest: 60)
            if !deductions.contains(where: { $0.code.isExactly(code) }) {
                element.note(
                    "unknownDeduction",
                    zh: "没有扣分理由“\(code.shown)”；可用：\(deductions.map(\.code).joined(separator: " "))。",
                    en: "There is no deduction '\(code.shown)'; known are "
                        + "\(deductions.map(\.code).joined(separator: " "))."
                )
            } else if !codes.insert(code).inserted {
                element.noteRepeated(code)
            }
        }
        let further = fields["further"]?.steps(of: step, most: self.points) ?? 0
        return .deducted(codes: codes.sorted(), further: further)
    }
}

extension AnswerType {
    /// What one of the two words says that most answers are; nil for anything else, which has to be looked into.
    func word(_ node: Node) -> Answer.Value? {
        guard case .yesNo = self else { return nil }
        return switch node.value {
        case .string("yes"), .bool(true): .yes
        case .string("no"), .bool(false): .no
        default: nil
        }
    }

    /// Reads a plain answer of this kind; nil where there is nothing to go by, which is then noted.
    func value(_ field: Field) -> Answer.Value? {
        switch self {
        case .yesNo:
            if let word = field.node.flatMap(word) { return word }
            field.note("wrongType", zh: "应填 yes 或 no。", en: "This must be yes or no.")
            return nil
        case .number(_, let range, let decimals):
            guard field.node?.number != nil else {
                field.note("wrongType", zh: "应填数字。", en: "This must be a number.")
                return nil
            }
            return .number(field.number(range, decimals: decimals))
        case .choice(let choices):
            guard let value = field.node?.string, choices.contains(where: { $0.value.isExactly(value) })
            else {
                let known = choices.map(\.value).joined(separator: ", ")
                field.note("unknownChoice", zh: "应为 \(known) 之一。", en: "This must be one of \(known).")
                return nil
            }
            return .choice(value)
        case .date: return .date(field.day())
        case .text: return .text(field.prose())
        case .graded:
            field.note(
                "wrongType",
                zh: "扣分项应写作 {deductions: […], further: 0}，或 {given: 得分}。",
                en: "A graded item is answered {deductions: […], further: 0}, or {given: points}."
            )
            return nil
        }
    }
}

extension Field {
    /// Only what was seen to fall short can have been fixed on the spot, and there must be something to show for it.
    fileprivate func checkFixed(_ value: Answer.Value?, _ evidence: [String]) {
        switch value {
        case .notChecked, .notApplicable:
            noteUnlessStored(
                "fixedWithoutGap",
                zh: "未检查、不适用的检查项不能记为当场整改。",
                en: "What was not checked or is not applicable cannot have been fixed on the spot."
            )
        case nil, .yes, .no, .number, .choice, .date, .text, .deducted: break
        }
        guard evidence.isEmpty else { return }
        noteUnlessStored(
            "fixedWithoutEvidence",
            zh: "当场整改要附佐证，如照片。",
            en: "A gap fixed on the spot needs evidence, such as a photo."
        )
    }

    /// Points from 0 to `most` in whole steps.
    fileprivate func steps(of step: Rational, most: Rational) -> Rational {
        let points = number(0...most, decimals: 3)
        if let steps = points.divided(by: step), !steps.isInteger {
            noteUnlessStored(
                "notInSteps",
                zh: "\(points) 分不是每档 \(step) 分的整数倍。",
                en: "\(points) is not a whole number of steps of \(step)."
            )
        }
        return points
    }
}
