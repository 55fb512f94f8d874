import Crypto
import FoundationEssentials
package import StrictJSON

extension Node {
    /// SHA-256 of the tree as JSON on one line, in lower-case hex.
    package var digest: String { Self.digest(ofText: JSON.write(self)) }

    /// SHA-256 of a tree already written, in lower-case hex.
    package static func digest(ofText text: String) -> String {
        var hex: [UInt8] = []
        hex.reserveCapacity(2 * SHA256.byteCount)
        for byte in SHA256.hash(data: Array(text.utf8)) {
            hex.append(digit(byte >> 4))
            hex.append(digit(byte & 15))
        }
        return String(decoding: hex, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
