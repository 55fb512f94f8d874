import Compliance
import Crypto
import FoundationEssentials

/// The key that signs the heads: Ed25519, as PEM files that openssl reads too.
package struct SealKey: Sendable, Withheld {
    private let key: Curve25519.Signing.PrivateKey

    /// What stands before the 32 bytes of the key in PKCS #8 (RFC 8410).
    private static let prefix: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]

    /// A key that nobody had before.
    package init() {
        key = Curve25519.Signing.PrivateKey()
    }

    /// Reads a private key's PEM text; nil where it is none of Ed25519.
    package init?(pem: String) {
        guard let raw = PEM.read(pem, "PRIVATE KEY", after: Self.prefix),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
        else { return nil }
        self.key = key
    }

    /// The private key as PEM text; whoever has it can sign.
    package var pem: String {
        PEM.write(Self.prefix + Array(key.rawRepresentation), "PRIVATE KEY")
    }

    package var publicKey: PublicSealKey { PublicSealKey(key.publicKey) }

    /// The head's signature: 64 bytes over its text.
    package func sign(_ head: TreeHead) throws -> [UInt8] {
        Array(try key.signature(for: Array(head.text.utf8)))
    }
}

/// What a head's signature is checked with; it may be known to everybody.
package struct PublicSealKey: Sendable, Hashable {
    /// The key itself, 32 bytes.
    package let bytes: [UInt8]

    /// What stands before them in SubjectPublicKeyInfo (RFC 8410).
    private static let prefix: [UInt8] = [
        0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]

    fileprivate init(_ key: Curve25519.Signing.PublicKey) {
        bytes = Array(key.rawRepresentation)
    }

    /// Reads a public key's PEM text; nil where it is none of Ed25519.
    package init?(pem: String) {
        guard let raw = PEM.read(pem, "PUBLIC KEY", after: Self.prefix),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
        else { return nil }
        self.init(key)
    }

    package var pem: String { PEM.write(Self.prefix + bytes, "PUBLIC KEY") }

    /// SHA-256 of the key.
    package var digest: Hash { Hash(of: bytes) }

    /// How heads name the key: the first sixteen digits of its digest.
    package var id: String { String(digest.hex.prefix(16)) }

    /// Whether the key made that signature of the text.
    package func signed(_ text: String, _ signature: [UInt8]) -> Bool {
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        return key?.isValidSignature(signature, for: Array(text.utf8)) ?? false
    }
}

/// DER in base64 between two lines that say what it is.
private enum PEM {
    static func write(_ bytes: [UInt8], _ label: String) -> String {
        "-----BEGIN \(label)-----\n\(Data(bytes).base64EncodedString())\n-----END \(label)-----\n"
    }

    /// The 32 bytes after the prefix; nil where there is anything else.
    static func read(_ text: String, _ label: String, after prefix: [UInt8]) -> [UInt8]? {
        let lines = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let (begin, end) = ("-----BEGIN \(label)-----", "-----END \(label)-----")
        guard lines.hasPrefix(begin), lines.hasSuffix(end), lines.count > begin.count + end.count else {
            return nil
        }
        let body = lines.dropFirst(begin.count).dropLast(end.count).filter { $0 != " " }
        guard let data = Data(base64Encoded: String(body)) else { return nil }
        let bytes = Array(data)
        guard bytes.starts(with: prefix), bytes.count == prefix.count + Hash.length else { return nil }
        return Array(bytes.dropFirst(prefix.count))
    }
}
