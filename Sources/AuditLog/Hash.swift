import Crypto

/// A SHA-256, 32 bytes.
package struct Hash: Sendable, Hashable {
    package let bytes: [UInt8]

    /// 32 zero bytes: what stands for the head before the first.
    package static let zero = Hash(unchecked: Array(repeating: 0, count: length))
    static let length = 32

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The bytes of a hash; nil where they are not 32.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// Reads 64 lower-case hexadecimal digits.
    package init?(hex: String) {
        guard hex.utf8.count == 2 * Self.length, let bytes = [UInt8](hex: hex) else { return nil }
        self.bytes = bytes
    }

    /// The hash of the bytes.
    package init(of data: [UInt8]) {
        bytes = Array(SHA256.hash(data: data))
    }

    /// RFC 6962: a leaf is the hash of a zero byte and its data.
    package static func leaf(_ data: [UInt8]) -> Hash {
        Hash(of: [0] + data)
    }

    /// RFC 6962: a node is the hash of a one byte, what is left of it and what is right of it.
    package static func node(_ left: Hash, _ right: Hash) -> Hash {
        Hash(of: [1] + left.bytes + right.bytes)
    }

    /// In lower-case hexadecimal digits.
    package var hex: String { bytes.hex }
}

extension [UInt8] {
    private static let digits = Array<UInt8>("0123456789abcdef".utf8)

    /// In lower-case hexadecimal digits.
    package var hex: String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * count)
        for byte in self {
            text.append(Self.digits[Int(byte >> 4)])
            text.append(Self.digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads lower-case hexadecimal digits, two a byte.
    package init?(hex: String) {
        guard hex.utf8.count.isMultiple(of: 2) else { return nil }
        self = []
        reserveCapacity(hex.utf8.count / 2)
        var digits = hex.utf8.makeIterator()
        while let high = digits.next(), let low = digits.next() {
            guard let high = Self.value(high), let low = Self.value(low) else { return nil }
            append(high << 4 | low)
        }
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
