import CLibCurl
import StrictJSON

/// How far webhooks reach beside the public Internet. An administrator of a county types their addresses, and must not thereby
/// make this server ask what stands beside it.
package struct Reach: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Private networks (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, fc00::/7), for receivers in the
    /// county's own.
    package static let privateToo = Reach(rawValue: 1)
    /// This machine itself, by http too: for tests and labs.
    package static let loopbackToo = Reach(rawValue: 2)

    var kinds: AddressKinds {
        var kinds: AddressKinds = .public
        if contains(.privateToo) { kinds.insert(.private) }
        if contains(.loopbackToo) { kinds.insert(.loopback) }
        return kinds
    }
}

/// Kinds of IP addresses. What is none of them (link-local, multicast, unspecified, reserved) is never connected to.
struct AddressKinds: OptionSet, Sendable {
    let rawValue: Int32

    static let `public` = AddressKinds(rawValue: lazaret_public)
    static let loopback = AddressKinds(rawValue: lazaret_loopback)
    static let `private` = AddressKinds(rawValue: lazaret_private)

    init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The kind of an address written as usual, `10.0.0.1` or `fd00::1`; nil where it is none.
    init?(written text: String) {
        let kind = unsafe lazaret_kind_of_written(text)
        guard kind >= 0 else { return nil }
        self.init(rawValue: kind)
    }
}

/// What names a machine in an address: a name of DNS in ASCII, or an IP address as usual.
struct Host: Sendable {
    /// As an address has it: an IPv6 address in brackets.
    let text: String
    /// nil for a name: what that leads to is seen only when it is connected to.
    let kind: AddressKinds?

    /// Whether it is this machine as everybody writes it.
    var isThisMachine: Bool { ["localhost", "127.0.0.1", "[::1]"].contains(text) }

    /// nil where it is neither; IP addresses in other than the usual form (`0x7f.1`, `2130706433`) are neither.
    init?(_ typed: String) {
        guard typed.utf8.count <= 253, typed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        let typed = typed.lowercased()
        let isBracketed = typed.begins(with: "[") && typed.ends(with: "]")
        let bare = isBracketed ? String(typed.dropFirst().dropLast()) : typed
        if let kind = AddressKinds(written: bare) {
            let isSix = bare.holds(":")
            guard isSix || !isBracketed else { return nil }
            text = isSix ? "[\(bare)]" : bare
            self.kind = kind
            return
        }
        let labels = typed.split(at: ".", keepingEmpty: true)
        guard labels.allSatisfy(Self.isLabel), let last = labels.last,
            !last.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !last.begins(with: "0x")
        else { return nil }
        text = typed
        kind = nil
    }

    /// Whether it can stand between the dots of a name.
    static func isLabel(_ text: Substring) -> Bool {
        (1...63).contains(text.utf8.count) && !text.begins(with: "-") && !text.ends(with: "-")
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
            }
    }
}
