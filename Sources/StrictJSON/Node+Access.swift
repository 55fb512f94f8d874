extension Node {
    /// The member of that name; nil where there is none, or where this is not an object.
    package subscript(_ name: String) -> Node? {
        guard case .object(let members) = value else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var string: String? { if case .string(let text) = value { text } else { nil } }
    package var number: String? { if case .number(let text) = value { text } else { nil } }
    package var bool: Bool? { if case .bool(let flag) = value { flag } else { nil } }
    package var array: [Node]? { if case .array(let elements) = value { elements } else { nil } }
    package var object: [Member]? { if case .object(let members) = value { members } else { nil } }
    package var isNull: Bool { value == .null }

    /// An object of the members whose value is not nil, in that order.
    package static func object(_ members: [(String, Node?)]) -> Node {
        Node(.object(members.compactMap { name, value in value.map { Member(name, $0) } }))
    }

    package static func array(_ elements: [Node]) -> Node { Node(.array(elements)) }
    package static func string(_ text: String) -> Node { Node(.string(text)) }
    package static func number(_ integer: Int) -> Node { Node(.number(String(integer))) }
    package static func bool(_ flag: Bool) -> Node { Node(.bool(flag)) }
    package static let null = Node(.null)
}

extension Node: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral text: String) { self.init(.string(text)) }
    package init(integerLiteral integer: Int) { self.init(.number(String(integer))) }
    package init(booleanLiteral flag: Bool) { self.init(.bool(flag)) }
}
