package import StrictJSON

/// One figure of a result and what it comes from, down to the clause (`domain.md` §4.7).
package struct Explanation: Sendable, Hashable {
    package let kind: Kind
    /// The code of what is explained: an item, a section, a parameter; nil for the result's own figures.
    package let code: String?
    package let title: Text
    /// What it came to.
    package let value: Text
    /// How well the paper behind it was read; nil where there is no paper.
    package let verified: Verification?
    package let parts: [Explanation]

    package enum Kind: String, Sendable, CaseIterable {
        case result, floor, grade, section, item, condition, answer, minimum, formula, parameter, fact,
            visitDate, clause

        /// Whether people know it by its code; grades, parameters and facts are called by their titles.
        fileprivate var isCalledByCode: Bool {
            switch self {
            case .grade, .condition, .parameter, .fact, .visitDate: false
            default: true
            }
        }
    }

    init(
        _ kind: Kind,
        _ code: String? = nil,
        title: Text,
        value: Text,
        verified: Verification? = nil,
        parts: [Explanation] = []
    ) {
        self.kind = kind
        self.code = code
        self.title = title
        self.value = value
        self.verified = verified
        self.parts = parts
    }

    /// The tree field by field; `parts` only where there are any.
    package var node: Node {
        .object([
            ("kind", .string(kind.rawValue)),
            ("code", code.map(Node.string)),
            ("title", title.node),
            ("value", value.node),
            ("verified", verified.map { .string($0.rawValue) }),
            ("parts", parts.isEmpty ? nil : .array(parts.map(\.node))),
        ])
    }

    /// The tree as lines, each part indented under what it belongs to.
    package func text(in language: Language, indent: Int = 0) -> String {
        let name = [kind.isCalledByCode ? code : nil, title[language]].compactMap { $0 }
            .joined(separator: " ")
        let trust = verified.map { " [\($0.title[language])]" } ?? ""
        let line = String(repeating: "  ", count: indent) + name + ": " + value[language] + trust
        return ([line] + parts.map { $0.text(in: language, indent: indent + 1) }).joined(separator: "\n")
    }
}
