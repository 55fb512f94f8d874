import StrictJSON

extension Item {
    /// The most points an item may have.
    static let mostPoints: Rational = 1_000

    init(_ field: Field, section: String, _ kind: SiteKind) {
        var field = field
        field.item = field.node?["code"]?.string?.shown
        let fields = field.fields(
            "code",
            "text",
            "check",
            "guidance",
            "severity",
            "reason",
            "points",
            "answer",
            "minimum",
            "says",
            "partial",
            "applies",
            "appliesSays",
            "notApplicable",
            "source",
            "clause",
            "verified",
            "responsible",
            "evidence"
        )
        let code = fields.require("code")
        self.code = code.name(.item)
        text = fields.require("text").text()
        check = fields.require("check").several(CheckMethod.self, least: 1)
        guidance = fields["guidance"]?.text(longest: 1_000)
        severity = fields.require("severity").oneOf(Severity.self)
        reason = fields.require("reason").text()
        points = fields.require("points").points()
        let answer = fields.require("answer")
        self.answer = AnswerType(answer)
        minimum = Minimum(fields, for: self.answer)
        partial = fields["partial"]?.oneOf(Partial.self) ?? .none
        applies = fields["applies"]?.formula()
        allowsNotApplicable = fields["notApplicable"]?.flag() ?? false
        let responsible = fields.require("responsible")
        self.responsible = responsible.oneOf(Responsible.self)
        evidence = fields.require("evidence").several(EvidenceKind.self, least: 0)
        citation = Citation(fields)
        says = fields["says"]?.text()
        appliesSays = fields["appliesSays"]?.text()
        mark = field.mark
        noteWordsForNothing(fields)
        noteOtherSection(code, section)
        notePartial(fields)
        noteTooMuchDeducted(answer)
        noteDepartment(responsible, kind)
    }

    /// Words stand for a formula; anything else is said already.
    private func noteWordsForNothing(_ fields: Fields) {
        if case .bound = minimum {} else { fields["says"]?.noteNoFormula("minimum") }
        if applies == nil { fields["appliesSays"]?.noteNoFormula("applies") }
    }

    private func noteOtherSection(_ field: Field, _ section: String) {
        guard NameForm.item.accepts(code), !code.begins(with: section + "-") else { return }
        field.note(
            "otherSection",
            zh: "“\(code)”在 \(section) 部分里，编号应以“\(section)-”开头。",
            en: "'\(code)' stands in section \(section), so its code must begin with '\(section)-'."
        )
    }

    private func notePartial(_ fields: Fields) {
        guard partial == .proportional, let field = fields["partial"] else { return }
        if case .bound(.atLeast, _) = minimum, case .number = answer { return }
        field.note(
            "partialNeedsAtLeast",
            zh: "按比例得分只用于以 atLeast 为最低要求的数字。",
            en: "Proportional points need a number with an atLeast minimum."
        )
    }

    private func noteTooMuchDeducted(_ field: Field) {
        guard case .graded(let step, let deductions) = answer else { return }
        for deduction in deductions where deduction.points > points {
            field.note(
                "deductsTooMuch",
                zh: "“\(deduction.code)”扣 \(deduction.points) 分，超过本项的 \(points) 分。",
                en:
                    "'\(deduction.code)' takes off \(deduction.points), more than the item's \(points) points."
            )
        }
        if step <= points, let steps = points.divided(by: step), !steps.isInteger {
            field.note(
                "notInSteps",
                zh: "本项 \(points) 分不是每档 \(step) 分的整数倍。",
                en: "The item's \(points) points are not a whole number of steps of \(step)."
            )
        }
        if step > points {
            field.note(
                "stepTooLarge",
                zh: "每档 \(step) 分，超过本项的 \(points) 分。",
                en: "A step of \(step) is more than the item's \(points) points."
            )
        }
    }

    /// Departments are posted at county sites only (`domain.md` §7).
    private func noteDepartment(_ field: Field, _ kind: SiteKind) {
        guard responsible.isDepartment, kind != .countyIsolation else { return }
        field.note(
            "departmentElsewhere",
            zh: "“\(responsible.rawValue)”是县隔离点的派驻部门，这里应写乡镇的职务，如 director、governmentHead。",
            en:
                "'\(responsible.rawValue)' is a department posted at county sites; name a duty here, such as director."
        )
    }

    var node: Node {
        .object([
            ("code", .string(code)),
            ("text", text.node),
            ("check", .array(check.map { .string($0.rawValue) })),
            ("guidance", guidance?.node),
            ("severity", .string(severity.rawValue)),
            ("reason", reason.node),
            ("points", .number(points)),
            ("answer", answer.node),
            ("minimum", minimum.node),
            ("says", says?.node),
            ("partial", partial == .none ? nil : .string(partial.rawValue)),
            ("applies", applies.map { .string($0.text) }),
            ("appliesSays", appliesSays?.node),
            ("notApplicable", allowsNotApplicable ? true : nil),
            ("source", .string(citation.source)),
            ("clause", .string(citation.clause)),
            ("verified", .string(citation.verified.rawValue)),
            ("responsible", .string(responsible.rawValue)),
            ("evidence", .array(evidence.map { .string($0.rawValue) })),
        ])
    }
}

extension Responsible {
    /// Whether it is a department posted at a county site, not a duty of the township.
    package var isDepartment: Bool {
        switch self {
        case .director, .partyHead, .governmentHead, .deputyInCharge, .countyLeader, .expert: false
        case .health, .finance, .police, .fire, .medical: true
        }
    }
}

extension Field {
    fileprivate func noteNoFormula(_ name: String) {
        note(
            "noFormula",
            zh: "本项的 \(name) 没有公式，不需要另写文字。",
            en: "The item's \(name) has no formula that words could stand for."
        )
    }

    /// Points: more than 0, at most three decimals.
    func points() -> Rational {
        let before = collector.count
        let points = number(0...Item.mostPoints, decimals: 3)
        if points.isZero, node != nil, collector.count == before {
            note("outOfRange", zh: "分值应大于 0。", en: "Points must be more than 0.")
        }
        return points
    }
}
