import StrictJSON

extension GradeRule {
    /// The provincial set (`domain.md` §4.5), which `grades: default` stands for.
    package static let provincial = [
        GradeRule(
            code: "belowMinimum",
            title: Text(zh: "不达标", en: "Below minimum"),
            colour: .red,
            when: Formula("${critical_gaps} > 0 or ${score} < ${pass_mark}"),
            isBelowMinimum: true
        ),
        GradeRule(
            code: "basicallyMeets",
            title: Text(zh: "基本达标", en: "Basically meets"),
            colour: .yellow,
            when: Formula("${score} < ${good_mark} or ${major_gaps} > 0")
        ),
        GradeRule(
            code: "meets",
            title: Text(zh: "达标", en: "Meets the minimum"),
            colour: .blue,
            when: Formula("true()")
        ),
    ]

    /// The grades of a checklist, worst first.
    static func list(_ field: Field) -> [GradeRule] {
        if field.node?.string == "default" { return provincial }
        guard field.node?.array != nil else {
            field.noteWrongType(zh: "default，或等级的列表", en: "default, or a list of grades")
            return []
        }
        var rules: [GradeRule] = []
        for element in field.list(1...20) {
            let fields = element.fields("grade", "colour", "title", "when", "belowMinimum", "says")
            let code = fields.require("grade")
            rules.append(
                GradeRule(
                    code: code.name(.word),
                    title: fields.require("title").text(),
                    colour: fields.require("colour").oneOf(Colour.self),
                    when: fields.require("when").formula(),
                    isBelowMinimum: fields["belowMinimum"]?.flag() ?? rules.isEmpty,
                    says: fields["says"]?.text()
                )
            )
            if rules.count > 1, rules[rules.count - 1].isBelowMinimum, !rules[rules.count - 2].isBelowMinimum
            {
                (fields["belowMinimum"] ?? element)
                    .note(
                        "belowMinimumAbove",
                        zh: "前面更差的等级没有低于最低要求，这一级也不能算。",
                        en: "A worse grade before it is not below the minimum, so this one cannot be."
                    )
            }
            if let rule = rules.last, rules.dropLast().contains(where: { $0.code == rule.code }) {
                code.noteRepeated(rule.code.shown)
            }
        }
        return rules
    }

    /// The grades, worst first; that the worst alone is below the minimum goes without saying.
    static func node(_ rules: [GradeRule]) -> Node {
        rules == provincial
            ? "default" : .array(rules.enumerated().map { $1.node(isBelowMinimumByDefault: $0 == 0) })
    }

    func node(isBelowMinimumByDefault byDefault: Bool) -> Node {
        .object([
            ("grade", .string(code)),
            ("colour", .string(colour.rawValue)),
            ("title", title.node),
            ("when", .string(when.text)),
            ("belowMinimum", isBelowMinimum == byDefault ? nil : .bool(isBelowMinimum)),
            ("says", says?.node),
        ])
    }
}
