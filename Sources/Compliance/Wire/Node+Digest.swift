import Crypto
import FoundationEssentials
package import StrictJSON

extension Node {
    /// SHA-256 of the tree as JSON on one line, in lower-case hex.
    package var digest: String {
        SHA256.hash(data: Array(JSON.write(self).utf8))
            .reduce(into: "") { text, byte in
                text += byte < 16 ? "0" : ""
                text += String(byte, radix: 16)
            }
    }
}
