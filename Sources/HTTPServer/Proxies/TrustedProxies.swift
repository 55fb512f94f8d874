import HTTPTypes
import Hummingbird
import StrictJSON

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

    func trusts(_ address: NetworkAddress) -> Bool {
        blocks.contains { $0.contains(address) }
    }

    /// The members of a list that may be spread over several fields.
    private static func words(_ name: String, _ headers: HTTPFields) -> [String] {
        guard let name = HTTPField.Name(name) else { return [] }
        return headers[values: name]
            .flatMap { $0.split(at: ",", keepingEmpty: true) }
            .map { $0.trimming { $0 == " " || $0 == "\t" } }
    }

    /// An address, which some proxies write with a port and IPv6 in brackets.
    private static func address(_ word: String) -> NetworkAddress? {
        if let address = NetworkAddress(word) { return address }
        // Whatever is an address is ASCII, where a `Character` is a byte.
        guard word.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        var host = word[...]
        if !host.ends(with: "]"), let port = host.split(at: ":", keepingEmpty: true).last, port != host {
            guard UInt16(port) != nil else { return nil }
            host = host[..<port.startIndex].dropLast()
        }
        if host.begins(with: "["), host.ends(with: "]") {
            host = host.dropFirst().dropLast()
        } else if host.holds(":") {
            return nil
        }
        return NetworkAddress(String(host))
    }
}
