import StrictJSON

/// Where something is found on this site. Each subject spells its own addresses, and nobody else spells any.
struct Link: Sendable, Hashable {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// The same in the API.
    var api: String { "/api/v1" + path }

    /// Whether a browser that follows the address stays on this site. It takes `//` and `/\` at the beginning for
    /// another host, and leaves out tabs and line breaks before it looks.
    static func isHere(_ address: String) -> Bool {
        address.begins(with: "/") && !address.begins(with: "//")
            && !address.unicodeScalars.contains { $0.value < 0x21 || $0.value == 0x7F || $0 == "\\" }
    }
}
