import StrictJSON

/// `https://host:port/path?query`, and no other form, so that no two readers can take it for two addresses.
struct WebAddress: Sendable {
    let text: String
    let host: Host
    let isPlain: Bool
    let hasQuery: Bool

    static let most = 1000

    /// nil where it is none; one with a user or password in it is none.
    init?(_ text: String) {
        guard text.utf8.count <= Self.most, text.utf8.allSatisfy(Self.isPlain) else { return nil }
        let start = text.cut(to: 8).lowercased()
        isPlain = start.begins(with: "http://")
        guard isPlain || start.isExactly("https://") else { return nil }
        let rest = text.dropFirst(isPlain ? 7 : 8)
        let authority = String(
            rest.split(where: { $0 == "/" || $0 == "?" }, atMost: 1, keepingEmpty: true)[0]
        )
        // A colon in brackets is the host's.
        let parts =
            authority.begins(with: "[")
            ? authority.split(at: "]", atMost: 1, keepingEmpty: true)
            : authority.split(at: ":", atMost: 1, keepingEmpty: true)
        var port: Substring?
        if authority.begins(with: "[") {
            guard parts.count == 2, parts[1].isEmpty || parts[1].begins(with: ":") else { return nil }
            port = parts[1].isEmpty ? nil : parts[1].dropFirst()
        } else {
            port = parts.count == 2 ? parts[1] : nil
        }
        if let port {
            guard (1...5).contains(port.utf8.count), port.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(port), (1...65_535).contains(number)
            else { return nil }
        }
        guard let host = Host(authority.begins(with: "[") ? parts[0] + "]" : String(parts[0])) else {
            return nil
        }
        self.text = text
        self.host = host
        hasQuery = rest.holds("?")
    }

    /// What may stand in an address at all; `@` only behind the host, which has none.
    static func isPlain(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"\"#<>\\^`{|}".utf8.contains(byte)
    }
}
