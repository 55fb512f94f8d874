package import StrictJSON

extension AnswerSheet {
    /// The facts in canonical form: by name, numbers spelt in one way.
    package var factsNode: Node {
        .byName(facts, \.node)
    }

    /// The answers in canonical form: by item code, numbers spelt in one way.
    package var answersNode: Node {
        .byName(answers, \.node)
    }
}

extension Node {
    /// Sorts the names alone: they are small beside what stands under them.
    fileprivate static func byName<Value>(_ values: [String: Value], _ node: (Value) -> Node) -> Node {
        var members: [Member] = []
        members.reserveCapacity(values.count)
        for name in values.keys.sorted() {
            if let value = values[name] { members.append(Member(name, node(value))) }
        }
        return Node(.object(members))
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
        if note == nil, evidence.isEmpty, !fixedOnSpot, let plain = value.plain { return plain }
        return .object(
            value.members + [
                ("note", note.map(Node.string)),
                ("evidence", evidence.isEmpty ? nil : .array(evidence.map(Node.string))),
                ("fixedOnSpot", fixedOnSpot ? true : nil),
            ]
        )
    }
}

extension Answer.Value {
    /// The value by itself; nil where an answer is always an object.
    fileprivate var plain: Node? {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .number(let number): Node(.number(number.exact))
        case .choice(let text), .text(let text): .string(text)
        case .date(let day): .string("\(day)")
        case .deducted, .notApplicable, .notChecked: nil
        }
    }

    /// The members of an answer that say what it is.
    fileprivate var members: [(String, Node?)] {
        switch self {
        case .yes, .no, .number, .choice, .date, .text: [("value", plain)]
        case .deducted(let codes, let further):
            [("deductions", .array(codes.map(Node.string))), ("further", Node(.number(further.exact)))]
        case .notApplicable(let reason): [("notApplicable", .string(reason))]
        case .notChecked: [("notChecked", "")]
        }
    }
}
