import Crypto
import Foundation
import Glibc
import Testing

@testable import FileEncryption

/// Sealed files: what goes in comes out, and nothing else ever does.
@Suite struct FileEncryptionTests {
    /// Gives the closure a folder that is removed afterwards.
    private static func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "lazaret-vault-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private static func seal(_ bytes: [UInt8], to path: String, _ key: FileEncryptionKey) throws {
        let writer = try EncryptingWriter(path, key: key)
        // In odd pieces, as a program writes them.
        for start in stride(from: 0, to: bytes.count, by: 10_007) {
            try writer.write(bytes[start..<min(bytes.count, start + 10_007)])
        }
        try writer.finish()
    }

    private static func open(_ path: String, _ key: FileEncryptionKey) throws -> [UInt8] {
        let reader = try DecryptingReader(path, key: key)
        var bytes: [UInt8] = []
        while let part = try reader.next() { bytes += part }
        return bytes
    }

    private static func sample(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    @Test(arguments: [1, 65_535, 65_536, 65_537, 131_072, 200_000])
    func whatGoesInComesOut(count: Int) throws {
        try Self.withFolder { folder in
            let (path, key) = (folder + "/file", FileEncryptionKey())
            let plain = Self.sample(count)
            try Self.seal(plain, to: path, key)
            #expect(try Self.open(path, key) == plain)
            #expect(!FileManager.default.fileExists(atPath: path + ".part"))
            var facts = stat()
            #expect(unsafe stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
            // A header of 57 bytes, and 16 more for every chunk begun.
            #expect(Int(facts.st_size) == 57 + count + 16 * ((count + 65_535) / 65_536))
        }
    }

    /// The format as the documentation has it, put together anew from the parts of the library.
    @Test func theFormatIsTheOneDescribed() throws {
        try Self.withFolder { folder in
            let (path, keyPath) = (folder + "/file", folder + "/key")
            let key = FileEncryptionKey()
            try key.write(to: keyPath)
            let plain = Self.sample(65_536 + 5)
            try Self.seal(plain, to: path, key)

            let digits = try String(contentsOfFile: keyPath, encoding: .utf8).dropLast()
            #expect(digits.count == 64)
            let secret = stride(from: 0, to: 64, by: 2)
                .compactMap { UInt8(digits.dropFirst($0).prefix(2), radix: 16) }
            let bytes = try Data(contentsOf: URL(filePath: path))
            #expect(bytes.prefix(17) == Data("lazaret backup 1\n".utf8))
            let fileKey = HKDF<SHA256>
                .deriveKey(
                    inputKeyMaterial: SymmetricKey(data: secret),
                    salt: bytes[25..<57],
                    info: bytes[0..<25],
                    outputByteCount: 32
                )
            let second = bytes[(57 + 65_536 + 16)...]
            let nonce = try ChaChaPoly.Nonce(data: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
            let box = try ChaChaPoly.SealedBox(
                nonce: nonce,
                ciphertext: second.dropLast(16),
                tag: second.suffix(16)
            )
            #expect(Array(try ChaChaPoly.open(box, using: fileKey)) == Array(plain.suffix(5)))
        }
    }

    @Test func aChangeOfAnyByteIsRefused() throws {
        try Self.withFolder { folder in
            let (path, key) = (folder + "/file", FileEncryptionKey())
            try Self.seal(Self.sample(65_536 + 100), to: path, key)
            let whole = try Data(contentsOf: URL(filePath: path))
            let places =
                Array(0..<80) + [65_600, 65_608, 65_609, 65_610] + Array(whole.count - 30..<whole.count)
            for place in places {
                var changed = whole
                changed[place] ^= 0x10
                try changed.write(to: URL(filePath: path))
                #expect(throws: FileEncryptionError.self, "byte \(place)") { try Self.open(path, key) }
            }
        }
    }

    @Test func aFileCutOffAnywhereIsRefused() throws {
        try Self.withFolder { folder in
            let (path, key) = (folder + "/file", FileEncryptionKey())
            try Self.seal(Self.sample(3 * 65_536), to: path, key)
            let whole = try Data(contentsOf: URL(filePath: path))
            let sealed = 65_536 + 16
            for count in [0, 1, 56, 57, 58, 57 + sealed, 57 + 2 * sealed, whole.count - 1] {
                try whole.prefix(count).write(to: URL(filePath: path))
                #expect(throws: FileEncryptionError.self, "\(count) bytes") { try Self.open(path, key) }
            }
            try (whole + [0]).write(to: URL(filePath: path))
            #expect(throws: FileEncryptionError.self) { try Self.open(path, key) }
        }
    }

    @Test func chunksInAnotherOrderOrOfAnotherFileAreRefused() throws {
        try Self.withFolder { folder in
            let (path, other, key) = (folder + "/file", folder + "/other", FileEncryptionKey())
            try Self.seal(Self.sample(3 * 65_536), to: path, key)
            try Self.seal(Self.sample(3 * 65_536), to: other, key)
            let whole = try Data(contentsOf: URL(filePath: path))
            let stranger = try Data(contentsOf: URL(filePath: other))
            let (start, sealed) = (57, 65_536 + 16)
            let chunks = (0..<3).map { whole[(start + $0 * sealed)..<(start + ($0 + 1) * sealed)] }
            let header = whole.prefix(start)
            let wrong: [Data] = [
                header + chunks[1] + chunks[0] + chunks[2],
                header + chunks[0] + chunks[0] + chunks[1] + chunks[2],
                header + chunks[0] + chunks[2],
                header + stranger[start..<(start + sealed)] + chunks[1] + chunks[2],
            ]
            for bytes in wrong {
                try bytes.write(to: URL(filePath: path))
                #expect(throws: FileEncryptionError.self) { try Self.open(path, key) }
            }
            try (header + chunks[0] + chunks[1] + chunks[2]).write(to: URL(filePath: path))
            #expect(try Self.open(path, key) == Self.sample(3 * 65_536))
        }
    }

    @Test func anotherKeyIsNamed() throws {
        try Self.withFolder { folder in
            let (path, key, other) = (folder + "/file", FileEncryptionKey(), FileEncryptionKey())
            try Self.seal([1, 2, 3], to: path, key)
            let error = #expect(throws: FileEncryptionError.self) { try Self.open(path, other) }
            #expect(error?.en.contains(key.name) == true && error?.en.contains(other.name) == true)
        }
    }

    @Test func nothingIsWrittenOverAndNothingHalfIsLeft() throws {
        try Self.withFolder { folder in
            let (path, key) = (folder + "/file", FileEncryptionKey())
            try Self.seal([1], to: path, key)
            #expect(throws: FileEncryptionError.self) { try EncryptingWriter(path, key: key) }
            #expect(try Self.open(path, key) == [1])

            let begun = folder + "/begun"
            do {
                let writer = try EncryptingWriter(begun, key: key)
                try writer.write(Self.sample(100_000))
                #expect(throws: FileEncryptionError.self) { try EncryptingWriter(begun, key: key) }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file"])

            // What a killed process left behind is written over.
            try Data(Self.sample(300_000)).write(to: URL(filePath: begun + ".part"))
            try Self.seal([2], to: begun, key)
            #expect(try Self.open(begun, key) == [2])
        }
    }

    @Test func aKeyFileThatOthersCanReadIsRefused() throws {
        try Self.withFolder { folder in
            let path = folder + "/key"
            let key = FileEncryptionKey()
            try key.write(to: path)
            #expect(try FileEncryptionKey(file: path).name == key.name)
            #expect(throws: FileEncryptionError.self) { try FileEncryptionKey().write(to: path) }
            #expect(unsafe chmod(path, 0o640) == 0)
            #expect(throws: FileEncryptionError.self) { try FileEncryptionKey(file: path) }
            #expect(unsafe chmod(path, 0o600) == 0)
            try Data("0123".utf8).write(to: URL(filePath: path))
            #expect(throws: FileEncryptionError.self) { try FileEncryptionKey(file: path) }
        }
    }
}
