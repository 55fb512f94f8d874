import FoundationEssentials
import StrictJSON

/// An address that secrets may be sent to: https, or http to this machine itself.
struct SafeAddress: Sendable, Hashable {
    let text: String
    /// Whether it is plain http, which only this machine may be asked by.
    let isPlain: Bool
    let hasQuery: Bool

    private static let thisMachine: Set<String> = ["localhost", "127.0.0.1", "::1", "[::1]"]

    init?(_ text: String) {
        guard let parts = URLComponents(string: text, encodingInvalidCharacters: false),
            let host = parts.host?.lowercased(), !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.fragment == nil
        else { return nil }
        switch parts.scheme?.lowercased() {
        case "https": isPlain = false
        case "http" where Self.thisMachine.contains(host): isPlain = true
        default: return nil
        }
        self.text = text
        hasQuery = parts.query != nil
    }

    /// The address with the parameters added to its query.
    func adding(_ parameters: [(String, String)]) -> String {
        text + (hasQuery ? "&" : "?") + FormText.write(parameters)
    }
}
