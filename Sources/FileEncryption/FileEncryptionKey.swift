import Crypto
import Foundation
import Glibc

/// The secret that backups are sealed with: 32 random bytes, kept as hex in a file that only its owner can read.
package struct FileEncryptionKey: Sendable {
    let secret: SymmetricKey

    static let length = 32

    /// A new one.
    package init() {
        secret = SymmetricKey(size: .bits256)
    }

    /// Reads a key file.
    package init(file path: String) throws(FileEncryptionError) {
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: 4096) else {
            throw .keyFile(path, zh: "打不开", en: "it cannot be opened")
        }
        guard let bytes = Self.bytes(String(decoding: data, as: UTF8.self)) else {
            throw .keyFile(path, zh: "应为 64 个十六进制数字", en: "it should hold 64 hexadecimal digits")
        }
        var facts = stat()
        guard unsafe fstat(file.fileDescriptor, &facts) == 0, facts.st_mode & 0o077 == 0 else {
            throw .keyFile(path, zh: "别人也能读写它，请改为 0600", en: "others can reach it; make it 0600")
        }
        secret = SymmetricKey(data: bytes)
    }

    /// Writes the key file, which must not be there yet.
    package func write(to path: String) throws(FileEncryptionError) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw .keyFile(
                path,
                zh: "无法新建：\(FileEncryptionError.system)",
                en: "it cannot be made: \(FileEncryptionError.system)"
            )
        }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data((hex + "\n").utf8))
            try handle.synchronize()
        } catch {
            throw .keyFile(path, zh: "无法写入：\(error)", en: "it cannot be written: \(error)")
        }
    }

    /// Tells keys apart without telling them: eight bytes that follow from the key.
    package var name: String { Self.hex(nameBytes) }

    var nameBytes: [UInt8] {
        bytes(
            of: HKDF<SHA256>
                .deriveKey(
                    inputKeyMaterial: secret,
                    info: Array("lazaret backup key name".utf8),
                    outputByteCount: 8
                )
        )
    }

    private var hex: String { Self.hex(bytes(of: secret)) }

    private func bytes(of key: SymmetricKey) -> [UInt8] { unsafe key.withUnsafeBytes { unsafe Array($0) } }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        let digits = Array(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        guard digits.count == 2 * length else { return nil }
        let values = digits.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard values.count == digits.count else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }
}

extension FileEncryptionKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Of a key, its name alone is ever shown.
    package var description: String { "FileEncryptionKey \(name)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
