/// How a database is reached, as libpq reads it: a string of keywords or a URI. It may hold a password, and so shows
/// nothing of itself to logs and dumps.
package struct ConnectionString: Sendable, Hashable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}

extension ConnectionString: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "ConnectionString" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension SQL: CustomDebugStringConvertible, CustomReflectable {
    /// The text, without the values: those may be keys and passwords.
    package var debugDescription: String { text }
    package var customMirror: Mirror { Mirror(self, children: ["text": text]) }
}

extension Statement: CustomDebugStringConvertible, CustomReflectable {
    /// The text, without the values.
    var debugDescription: String { text }
    var customMirror: Mirror { Mirror(self, children: ["text": text]) }
}
