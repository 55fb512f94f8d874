import StrictJSON

/// What a form sent, by name; a field that may stand once and stands twice makes the form unreadable.
struct FormFields: Sendable {
    private let values: [String: [String]]

    init(_ fields: [(name: String, value: String)]) {
        values = Dictionary(grouping: fields) { $0.name }.mapValues { $0.map(\.value) }
    }

    /// The values of a field that may stand several times, blanks left out.
    func all(_ name: String) -> [String] {
        (values[name] ?? []).map(\.trimmed).filter { !$0.isEmpty }
    }

    /// The value without blanks around it; nil where the field is missing or blank.
    func one(_ name: String) -> String? {
        guard let value = values[name]?.first?.trimmed, !value.isEmpty else { return nil }
        return value
    }

    /// The value as it was typed, for what blanks are part of; nil where the field is missing.
    func exactly(_ name: String) -> String? { values[name]?.first }

    /// Names that stand more than once, but for those that may.
    func repeated(except allowed: (String) -> Bool) -> [String] {
        values.filter { $0.value.count > 1 && !allowed($0.key) }.keys.sorted()
    }

    /// What follows the prefix in the names that begin with it.
    func names(after prefix: String) -> [String] {
        values.keys.filter { $0.begins(with: prefix) }
            .map { String($0.unicodeScalars.dropFirst(prefix.unicodeScalars.count)) }.sorted()
    }
}
