import Compliance
import StrictJSON

/// The tokens that ended with something else, as a person reads it.
struct EndedTokens {
    private let names: [String]

    init(_ names: [String]) { self.names = names }

    /// nil where none ended.
    var line: String? {
        guard !names.isEmpty else { return nil }
        return Text(
            zh: "一并失效的令牌：\(names.joined(separator: "、"))",
            en: "Tokens that ended with it: \(names.joined(separator: ", "))"
        )[.ofShell]
    }
}

extension Node {
    static func names(_ names: [String]) -> Node { .array(names.map(Node.string)) }
}
