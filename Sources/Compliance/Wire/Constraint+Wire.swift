import StrictJSON

extension Constraint {
    /// The most that a checklist may have.
    static let most = 100

    /// The conditions of a checklist; noted are codes that stand twice or belong to the filing itself.
    static func list(_ field: Field) -> [Constraint] {
        var constraints: [Constraint] = []
        for element in field.list(0...most) {
            let fields = element.fields("code", "constraint", "kind", "message", "says")
            let (code, condition) = (fields.require("code"), fields.require("constraint"))
            let constraint = Constraint(
                code: code.name(.condition),
                // One that is missing has been noted; nothing more is said of it.
                condition: condition.node == nil ? Formula("true()") : condition.formula(),
                kind: fields.require("kind").oneOf(Kind.self),
                message: fields.require("message").text(),
                says: fields["says"]?.text(),
                mark: element.mark
            )
            if constraint.code.begins(with: "visit-") {
                code.note(
                    "reservedName",
                    zh: "“visit-”开头的编号留给对检查本身的询问，请换一个。",
                    en:
                        "Codes that begin with 'visit-' are those of questions about the visit itself; use another."
                )
            }
            if constraints.contains(where: { $0.code == constraint.code }) {
                code.noteRepeated(constraint.code.shown)
            }
            constraints.append(constraint)
        }
        return constraints
    }

    var node: Node {
        .object([
            ("code", .string(code)), ("constraint", .string(condition.text)),
            ("kind", .string(kind.rawValue)),
            ("message", message.node), ("says", says?.node),
        ])
    }
}
