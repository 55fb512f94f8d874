package import StrictJSON

/// One thing wrong with a document, said so that its writer can mend it.
package struct Problem: Error, Sendable, Hashable {
    /// A stable word for programs, such as `unknownItem` or `outOfRange`.
    package let code: String
    /// Where in the document: a JSON pointer (RFC 6901), `""` for the whole.
    package let pointer: String
    /// Where in the text it was read from; `Mark.none` for documents made by code.
    package let mark: Mark
    /// The item concerned, where there is one.
    package let item: String?
    package let message: Text

    package init(_ code: String, at pointer: String, mark: Mark = .none, item: String? = nil, _ message: Text)
    {
        self.code = code
        self.pointer = pointer
        self.mark = mark
        self.item = item
        self.message = message
    }
}

/// Everything wrong with a document, in the order of its text; never empty.
package struct Problems: Error, Sendable, Hashable {
    package let all: [Problem]

    package init(_ all: [Problem]) {
        self.all = all
    }
}
