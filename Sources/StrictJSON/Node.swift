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

    package static let none = Mark(line: 0, column: 0)

    /// A place does not make two values different.
    package static func == (_: Mark, _: Mark) -> Bool { true }
    package func hash(into _: inout Hasher) {}
}
