import NIOCore
import StrictJSON

/// An IPv4 or IPv6 address; an IPv4 one written as IPv6 is the IPv4 one.
package struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
    /// Four bytes or sixteen.
    let bytes: [UInt8]
    /// The one way to write it.
    package let description: String

    /// Nil for what is no address: names, zones and ports are none.
    package init?(_ text: String) {
        guard text.utf8.count <= 45, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let socket = try? SocketAddress(ipAddress: text, port: 0)
        else {
            return nil
        }
        self.init(socket)
    }

    /// The address of a connection's other end; nil for a unix socket.
    init?(_ socket: SocketAddress) {
        guard let text = socket.ipAddress else { return nil }
        switch socket {
        case .v4: self.init(bytes: text.split(at: ".").compactMap { UInt8($0) }, text)
        case .v6:
            let bytes = Self.sixteen(of: text)
            let isMapped = bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
            let four = Array(bytes.suffix(4))
            self.init(
                bytes: isMapped ? four : bytes,
                isMapped ? four.map(String.init).joined(separator: ".") : text
            )
        default: return nil
        }
    }

    private init?(bytes: [UInt8], _ text: String) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
        description = text
    }

    /// The bytes of an IPv6 address as the system writes it, a zone left out.
    private static func sixteen(of text: String) -> [UInt8] {
        let address = text.split(at: "%", atMost: 1)[0]
        guard let gap = address.utf8.firstRange(of: "::".utf8) else { return groups(address) }
        let (before, after) = (groups(address[..<gap.lowerBound]), groups(address[gap.upperBound...]))
        return before + [UInt8](repeating: 0, count: max(0, 16 - before.count - after.count)) + after
    }

    private static func groups(_ text: Substring) -> [UInt8] {
        text.split(at: ":")
            .flatMap { group -> [UInt8] in
                if group.holds(".") { return group.split(at: ".").compactMap { UInt8($0) } }
                let value = UInt16(group, radix: 16) ?? 0
                return [UInt8(value >> 8), UInt8(value & 0xFF)]
            }
    }
}

/// All addresses that begin with the same bits, such as `10.0.0.0/8`; a single address is a block of one.
package struct AddressBlock: Sendable, Hashable {
    private let base: NetworkAddress
    private let length: Int

    /// Nil for what is no block, and for one whose address has bits beyond its length: it could be meant otherwise.
    package init?(_ text: String) {
        let parts = text.split(at: "/", atMost: 1, keepingEmpty: true).map(String.init)
        guard let base = NetworkAddress(parts[0]) else { return nil }
        self.base = base
        guard parts.count == 2 else {
            length = base.bytes.count * 8
            return
        }
        guard parts[1].utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            let length = Int(parts[1]), length <= base.bytes.count * 8
        else { return nil }
        self.length = length
        guard (length..<base.bytes.count * 8).allSatisfy({ !Self.bit($0, of: base) }) else { return nil }
    }

    package func contains(_ address: NetworkAddress) -> Bool {
        address.bytes.count == base.bytes.count
            && (0..<length).allSatisfy { Self.bit($0, of: address) == Self.bit($0, of: base) }
    }

    private static func bit(_ index: Int, of address: NetworkAddress) -> Bool {
        address.bytes[index / 8] & (0x80 >> UInt8(index % 8)) != 0
    }
}
