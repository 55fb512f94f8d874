import Crypto
import FoundationEssentials
package import StrictJSON

extension Node {
    /// SHA-256 of the tree as JSON on one line, in lower-case hex.
    package var digest: String { Self.digest(ofText: JSON.write(self)) }

    /// SHA-256 of a tree already written, in lower-case hex.
    package static func digest(ofText text: String) -> String {
        SHA256.hash(data: Array(text.utf8))
            .reduce(into: "") { text, byte in
                text += byte < 16 ? "0" : ""
                text += String(byte, radix: 16)
            }
    }
}
