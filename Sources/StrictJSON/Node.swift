/// One value of a document (JSON or YAML) and where in the text it stood.
package struct Node: Sendable, Hashable {
    /// What a document is made of. Numbers keep the text they were written as, so nothing is rounded.
    package enum Value: Sendable, Hashable {
        case null
        case bool(Bool)
        /// A number as JSON writes it, e.g. `-0.50` or `1e3`.
        case number(String)
        case string(String)
        case array([Node])
        /// The members in the order written; names are unique (the readers refuse a repeated one).
        case object([Member])
    }

    /// One name and value of an object.
    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: Node

        package init(_ name: String, _ value: Node) {
            self.name = name
            self.value = value
        }
    }

    package let value: Value
    package let mark: Mark

    package init(_ value: Value, at mark: Mark = .none) {
        self.value = value
        self.mark = mark
    }
}

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
    package var isNull: Bool { if case .null = value { true } else { false } }

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

/// A place in a text: line and column, both from 1, columns in Unicode scalars. `none` is for values made by code.
///
/// A quoted text's place is that of its first character, within the quotes.
package struct Mark: Sendable, Hashable {
    package let line: Int32
    package let column: Int32

    package init(line: Int, column: Int) {
        self.line = Int32(clamping: line)
        self.column = Int32(clamping: column)
    }

    package static var none: Mark { Mark(line: 0, column: 0) }

    /// A place does not make two values different.
    package static func == (_: Mark, _: Mark) -> Bool { true }
    package func hash(into _: inout Hasher) {}
}
