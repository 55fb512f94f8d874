import Compliance
import StrictJSON

/// What a form sent, by name as it is spelt; a field that may stand once and stands twice makes the form unreadable.
package struct FormFields: Sendable, Withheld {
    private let values: [Name: [String]]

    /// A name that only looks like another is another.
    private struct Name: Hashable {
        let text: String

        static func == (one: Name, other: Name) -> Bool { one.text.isExactly(other.text) }
        func hash(into hasher: inout Hasher) {
            for byte in text.utf8 { hasher.combine(byte) }
        }
    }

    package init(_ fields: [(name: String, value: String)]) {
        values = Dictionary(grouping: fields) { Name(text: $0.name) }.mapValues { $0.map(\.value) }
    }

    /// The values of a field that may stand several times, blanks left out.
    package func all(_ name: String) -> [String] {
        (values[Name(text: name)] ?? []).map(\.trimmed).filter { !$0.isEmpty }
    }

    /// The value without blanks around it; nil where the field is missing or blank.
    package func one(_ name: String) -> String? {
        guard let value = values[Name(text: name)]?.first?.trimmed, !value.isEmpty else { return nil }
        return value
    }

    /// The value as it was typed, for what blanks are part of; nil where the field is missing.
    package func exactly(_ name: String) -> String? { values[Name(text: name)]?.first }

    /// Names that stand more than once, but for those that may.
    package func repeated(except allowed: (String) -> Bool) -> [String] {
        values.filter { $0.value.count > 1 && !allowed($0.key.text) }.keys.map(\.text).sorted()
    }

    /// What follows one of the prefixes in the names that begin with it.
    package func names(after prefixes: String...) -> [String] {
        let found = prefixes.flatMap { prefix in
            values.keys.filter { $0.text.begins(with: prefix) }
                .map { Name(text: String($0.text.unicodeScalars.dropFirst(prefix.unicodeScalars.count))) }
        }
        return Set(found).map(\.text).sorted()
    }
}
