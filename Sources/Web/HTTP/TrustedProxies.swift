import HTTPTypes
import Hummingbird

/// The proxies whose word about a request is taken; anybody else could say anything.
///
/// Only `X-Forwarded-For` and `X-Forwarded-Proto` are read. A proxy that sets those lets `Forwarded` of RFC 7239
/// through as the client sent it, so that reading both would let a client choose its address.
package struct TrustedProxies: Sendable, Hashable {
    /// Who asks, and whether nobody could listen on the way.
    struct Origin: Sendable, Hashable {
        var address: String
        var isSecure: Bool
    }

    private let blocks: [AddressBlock]

    package static let none = TrustedProxies([])

    package init(_ blocks: [AddressBlock]) {
        self.blocks = blocks
    }

    /// Where a request comes from that arrived on a connection from `peer`.
    ///
    /// Each proxy appends whom it heard from. Read from the right, the first address that is no trusted proxy is
    /// the client; what stands left of it the client may have made up.
    func origin(_ headers: HTTPFields, peer: NetworkAddress?, isTLS: Bool) -> Origin {
        guard let peer else { return Origin(address: "", isSecure: isTLS) }
        guard trusts(peer) else { return Origin(address: peer.description, isSecure: isTLS) }
        var client = peer
        for word in Self.words("X-Forwarded-For", headers).reversed() {
            guard trusts(client), let address = Self.address(word) else { break }
            client = address
        }
        let protocols = Self.words("X-Forwarded-Proto", headers)
        return Origin(
            address: client.description,
            isSecure: protocols.isEmpty ? isTLS : protocols.allSatisfy { $0.lowercased() == "https" }
        )
    }

    private func trusts(_ address: NetworkAddress) -> Bool {
        blocks.contains { $0.contains(address) }
    }

    /// The members of a list that may be spread over several fields.
    private static func words(_ name: String, _ headers: HTTPFields) -> [String] {
        guard let name = HTTPField.Name(name) else { return [] }
        return headers[values: name]
            .flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
            .map { $0.trimming(while: { $0 == " " || $0 == "\t" }) }
    }

    /// An address, which some proxies write with a port and IPv6 in brackets.
    private static func address(_ word: String) -> NetworkAddress? {
        if let address = NetworkAddress(word) { return address }
        var host = word[...]
        if !host.hasSuffix("]"), let colon = host.lastIndex(of: ":") {
            guard UInt16(host[host.index(after: colon)...]) != nil else { return nil }
            host = host[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        return NetworkAddress(String(host))
    }
}

extension Substring {
    /// The text without such characters at either end.
    fileprivate func trimming(while isBlank: (Character) -> Bool) -> String {
        var rest = drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(rest)
    }
}
