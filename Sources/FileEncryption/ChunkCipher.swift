import Crypto
import Foundation

/// How a stream of bytes is sealed, as `docs/backup.md` describes it: the STREAM construction over
/// ChaCha20-Poly1305, so that no chunk can be changed, moved, repeated or left out, nor the end cut off.
struct ChunkCipher {
    /// What every sealed file begins with; the number is that of the format.
    static let magic = Array("lazaret backup 1\n".utf8)
    static let saltLength = 32
    static let nameLength = 8
    static let headerLength = magic.count + nameLength + saltLength
    /// How much a chunk holds, and how much longer it is when sealed.
    static let chunk = 64 << 10
    static let tag = 16

    let header: [UInt8]
    private let key: SymmetricKey
    private var counter: UInt64 = 0

    /// For a new file: a salt that no other has.
    init(_ key: FileEncryptionKey) {
        let salt = (0..<Self.saltLength).map { _ in UInt8.random(in: .min ... .max) }
        self.init(key, header: Self.magic + key.nameBytes + salt)
    }

    /// For a file that is there. The whole header goes into the key: a changed one opens nothing.
    init(_ key: FileEncryptionKey, header: [UInt8]) {
        self.header = header
        self.key = HKDF<SHA256>
            .deriveKey(
                inputKeyMaterial: key.secret,
                salt: header.suffix(Self.saltLength),
                info: header.dropLast(Self.saltLength),
                outputByteCount: 32
            )
    }

    mutating func seal(_ plain: some DataProtocol, isLast: Bool) throws -> [UInt8] {
        let box = try ChaChaPoly.seal(plain, using: key, nonce: try nextNonce(isLast))
        return Array(box.ciphertext) + Array(box.tag)
    }

    /// Nil where the chunk is not the one that was sealed in this place.
    mutating func open(_ sealed: some DataProtocol, isLast: Bool) -> [UInt8]? {
        guard sealed.count > Self.tag, let nonce = try? nextNonce(isLast) else { return nil }
        let box = try? ChaChaPoly.SealedBox(
            nonce: nonce,
            ciphertext: sealed.dropLast(Self.tag),
            tag: sealed.suffix(Self.tag)
        )
        return box.flatMap { try? ChaChaPoly.open($0, using: key) }.map { Array($0) }
    }

    /// Eleven bytes count the chunks, the last one says whether more follow.
    private mutating func nextNonce(_ isLast: Bool) throws -> ChaChaPoly.Nonce {
        defer { counter += 1 }
        let count = (0..<8).map { UInt8(truncatingIfNeeded: counter >> UInt64(56 - 8 * $0)) }
        return try ChaChaPoly.Nonce(data: [0, 0, 0] + count + [isLast ? 1 : 0])
    }
}

extension ChunkCipher: CustomStringConvertible, CustomReflectable {
    /// Nothing is shown of the key.
    var description: String { "ChunkCipher" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
