package import StrictJSON

extension AnswerSheet {
    /// The facts in canonical form: by name, numbers spelt in one way.
    package var factsNode: Node {
        .object(facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.node) })
    }

    /// The answers in canonical form: by item code, numbers spelt in one way.
    package var answersNode: Node {
        .object(answers.sorted { $0.key < $1.key }.map { ($0.key, $0.value.node) })
    }
}

extension FactValue {
    package var node: Node {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .number(let number): Node(.number(number.exact))
        case .choice(let text), .text(let text): .string(text)
        case .date(let day): .string("\(day)")
        }
    }
}

extension Answer {
    /// As it is read: plain where there is only a plain value, an object otherwise.
    package var node: Node {
        var members: [(String, Node?)]
        switch value {
        case .yes: members = [("value", "yes")]
        case .no: members = [("value", "no")]
        case .number(let number): members = [("value", Node(.number(number.exact)))]
        case .choice(let text), .text(let text): members = [("value", .string(text))]
        case .date(let day): members = [("value", .string("\(day)"))]
        case .deducted(let codes, let further):
            members = [
                ("deductions", .array(codes.map(Node.string))), ("further", Node(.number(further.exact))),
            ]
        case .notApplicable(let reason): members = [("notApplicable", .string(reason))]
        case .notChecked: members = [("notChecked", "")]
        }
        if note == nil, evidence.isEmpty, !fixedOnSpot, members[0].0 == "value", let plain = members[0].1 {
            return plain
        }
        members += [
            ("note", note.map(Node.string)),
            ("evidence", evidence.isEmpty ? nil : .array(evidence.map(Node.string))),
            ("fixedOnSpot", fixedOnSpot ? true : nil),
        ]
        return .object(members)
    }
}
