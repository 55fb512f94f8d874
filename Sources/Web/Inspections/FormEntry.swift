import Compliance
import HTTPServer
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
    /// Whether the points stand that a program gave to a graded item (`{given: …}`), and which; the form carries them.
    var isGiven = false
    var given = ""
    var note = ""
    var evidence: [String] = []
    var fixedOnSpot = false

    /// Reads the fields of the item with that code.
    init(_ fields: FormFields, _ code: String) {
        let chosen = fields.one("answer.\(code)") ?? ""
        given = fields.one("given.\(code)") ?? ""
        isGiven = chosen == "given" && !given.isEmpty
        isNotApplicable = chosen == "notApplicable" || fields.one("na.\(code)") != nil
        reason = fields.one("reason.\(code)") ?? ""
        deductions = fields.all("deduct.\(code)")
        further = fields.one("further.\(code)") ?? ""
        isGraded = chosen == "graded" || !deductions.isEmpty || !further.isEmpty
        answer = isGiven || ["notApplicable", "graded"].contains(chosen) ? "" : chosen
        note = fields.one("note.\(code)") ?? ""
        evidence = (fields.one("evidence.\(code)") ?? "").split(where: \.properties.isWhitespace)
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
            given = value["given"].flatMap(FormNumber.text) ?? ""
            isGiven = !given.isEmpty
        case .null, .array: break
        }
    }

    /// The answer for a filing: plain where there is only a value, nil where nothing was entered.
    func node(for type: AnswerType?) -> Node? {
        let (finding, belongings) = (finding(for: type), belongings)
        if finding.isEmpty {
            guard !belongings.isEmpty else { return nil }
            let isNoteAlone = evidence.isEmpty && !fixedOnSpot
            if isNoteAlone { return .object([("notChecked", .string(note))]) }
            return .object([("notChecked", "")] + belongings)
        }
        if belongings.isEmpty, finding.count == 1, finding[0].0 == "value" { return finding[0].1 }
        return .object(finding + belongings)
    }

    /// The fields that bring it back, for the item with that code.
    func fields(_ code: String) -> [(name: String, value: String)] {
        let chosen = isGiven ? "given" : answer.isEmpty && isGraded ? "graded" : answer
        let values = [
            ("na", isNotApplicable ? "on" : ""), ("answer", chosen), ("reason", reason), ("further", further),
            ("given", given),
            ("note", note), ("evidence", evidence.joined(separator: " ")), ("fixed", fixedOnSpot ? "on" : ""),
        ]
        return values.filter { !$0.1.isEmpty }.map { ("\($0.0).\(code)", $0.1) }
            + deductions.map { ("deduct.\(code)", $0) }
    }

    /// What is entered and not used as things are chosen now, as a draft keeps it beside the answer: why it would not
    /// apply, and what a program gave; nil where there is nothing of the kind.
    var unused: Node? {
        let parts = [("reason", isNotApplicable ? "" : reason), ("given", isGiven ? "" : given)]
            .filter { !$0.1.isEmpty }
        return parts.isEmpty ? nil : .object(parts.map { ($0.0, .string($0.1)) })
    }

    /// Puts that back.
    mutating func bringBack(_ unused: Node) {
        if !isNotApplicable, reason.isEmpty { reason = unused["reason"]?.string ?? "" }
        if !isGiven, given.isEmpty { given = unused["given"]?.string ?? "" }
    }

    /// What was found, in every way it was entered: two ways at once are refused by name when it is filed.
    private func finding(for type: AnswerType?) -> [(String, Node?)] {
        var finding: [(String, Node?)] = []
        if isNotApplicable { finding.append(("notApplicable", .string(reason))) }
        if isGraded {
            finding.append(("deductions", .array(deductions.map(Node.string))))
            if !further.isEmpty { finding.append(("further", FormNumber.node(further))) }
        }
        if isGiven { finding.append(("given", FormNumber.node(given))) }
        if !isGraded, !answer.isEmpty {
            if case .number = type {
                finding.append(("value", FormNumber.node(answer)))
            } else {
                finding.append(("value", .string(answer)))
            }
        }
        return finding
    }

    /// What stands beside the finding.
    private var belongings: [(String, Node?)] {
        var belongings: [(String, Node?)] = []
        if !note.isEmpty { belongings.append(("note", .string(note))) }
        if !evidence.isEmpty { belongings.append(("evidence", .array(evidence.map(Node.string)))) }
        if fixedOnSpot { belongings.append(("fixedOnSpot", true)) }
        return belongings
    }
}
