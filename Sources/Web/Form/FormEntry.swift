import Compliance
import StrictJSON

/// What the form holds for one item; read from the fields sent or from a filing's answer, and written as an answer.
struct FormEntry: Sendable, Hashable {
    /// A value to choose or type; empty where the item was not checked.
    var answer = ""
    var isNotApplicable = false
    var reason = ""
    var isGraded = false
    var deductions: [String] = []
    var further = ""
    var note = ""
    var evidence: [String] = []
    var fixedOnSpot = false

    /// Reads the fields of the item with that code.
    init(_ fields: FormFields, _ code: String) {
        let given = fields.one("answer.\(code)") ?? ""
        isNotApplicable = given == "notApplicable" || fields.one("na.\(code)") != nil
        reason = fields.one("reason.\(code)") ?? ""
        deductions = fields.all("deduct.\(code)")
        further = fields.one("further.\(code)") ?? ""
        isGraded = given == "graded" || !deductions.isEmpty || !further.isEmpty
        answer = given == "notApplicable" || given == "graded" ? "" : given
        note = fields.one("note.\(code)") ?? ""
        evidence = (fields.one("evidence.\(code)") ?? "").split(whereSeparator: \.isWhitespace)
            .map(String.init)
        fixedOnSpot = fields.one("fixed.\(code)") != nil
    }

    /// Reads an answer as a filing or a draft has it.
    init(_ node: Node?) {
        guard let node else { return }
        read(node["value"] ?? node)
        note = node["note"]?.string ?? note
        evidence = node["evidence"]?.array?.compactMap(\.string) ?? []
        fixedOnSpot = node["fixedOnSpot"]?.bool ?? false
        // A value typed beside "not applicable" is kept, so that the writer sees both.
        if let reason = node["notApplicable"] {
            isNotApplicable = true
            self.reason = reason.string ?? ""
        }
    }

    private mutating func read(_ value: Node) {
        switch value.value {
        case .bool(let flag): answer = flag ? "yes" : "no"
        case .number(let text), .string(let text): answer = text
        case .object:
            if let reason = value["notApplicable"] {
                isNotApplicable = true
                self.reason = reason.string ?? ""
            }
            note = value["notChecked"]?.string ?? ""
            if value["deductions"] != nil || value["further"] != nil {
                isGraded = true
                deductions = value["deductions"]?.array?.compactMap(\.string) ?? []
                further = value["further"].flatMap(FormNumber.text) ?? ""
            }
        case .null, .array: break
        }
    }

    /// The answer for a filing; nil where nothing was entered.
    func node(for type: AnswerType?) -> Node? {
        guard let value = value(for: type) else {
            guard !evidence.isEmpty || fixedOnSpot else {
                return note.isEmpty ? nil : .object([("notChecked", .string(note))])
            }
            return wrapped(.object([("notChecked", "")]))
        }
        return note.isEmpty && evidence.isEmpty && !fixedOnSpot ? value : wrapped(value)
    }

    private func wrapped(_ value: Node) -> Node {
        .object([
            ("value", value),
            ("note", note.isEmpty ? nil : .string(note)),
            ("evidence", evidence.isEmpty ? nil : .array(evidence.map(Node.string))),
            ("fixedOnSpot", fixedOnSpot ? true : nil),
        ])
    }

    private func value(for type: AnswerType?) -> Node? {
        let typed: Node? =
            if isGraded {
                .object([
                    ("deductions", .array(deductions.map(Node.string))),
                    ("further", further.isEmpty ? nil : FormNumber.node(further)),
                ])
            } else if answer.isEmpty {
                nil
            } else if case .number = type {
                FormNumber.node(answer)
            } else {
                .string(answer)
            }
        guard isNotApplicable else { return typed }
        return .object([("notApplicable", .string(reason)), ("value", typed)])
    }
}
