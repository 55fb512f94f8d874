import StrictJSON

extension GradeRule {
    /// The provincial set (`domain.md` §4.5), which `grades: default` stands for.
    package static let provincial = [
        GradeRule(
            code: "belowMinimum",
            title: Text(zh: "不达标", en: "Below minimum"),
            colour: .red,
            when: Formula("${critical_gaps} > 0 or ${score} < ${pass_mark}")
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
            let fields = element.fields("grade", "colour", "title", "when")
            let code = fields.require("grade")
            rules.append(
                GradeRule(
                    code: code.name(.word),
                    title: fields.require("title").text(),
                    colour: fields.require("colour").oneOf(Colour.self),
                    when: fields.require("when").formula()
                )
            )
            if let rule = rules.last, rules.dropLast().contains(where: { $0.code == rule.code }) {
                code.noteRepeated(rule.code.shown)
            }
        }
        return rules
    }

    var node: Node {
        .object([
            ("grade", .string(code)),
            ("colour", .string(colour.rawValue)),
            ("title", title.node),
            ("when", .string(when.text)),
        ])
    }
}
