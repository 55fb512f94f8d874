/// A value that holds a secret: whatever is made of it as text, by a log, a dump or an error, shows its type alone.
///
/// Libraries log whole values at their lower levels, and show everything that reflection finds in them.
package protocol Withheld: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Withheld {
    package var description: String { "\(Self.self)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A password, a token, or another text that nobody but its holder may see.
package struct Confidential: Sendable, Hashable, Withheld {
    /// The secret itself, for whoever has to show it to the other side.
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}
