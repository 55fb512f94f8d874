import Foundation
import Record

/// The file of the key that signs the record's heads, and beside it the public keys that signed before.
struct SealKeyFile: Sendable {
    let path: String

    /// Where the settings say it is; nil where they say nothing and the database is not the private one.
    init?(_ settings: Settings) {
        if let path = settings.sealKey, !path.isEmpty {
            self.path = path
        } else if settings.databaseURL == nil {
            path = settings.stateDirectory + "/seal.key"
        } else {
            return nil
        }
    }

    /// The file that the settings name, for commands that cannot do without.
    static func required(_ settings: Settings) throws -> SealKeyFile {
        guard let file = SealKeyFile(settings) else {
            throw Complaint(
                zh: "请用 LAZARET_SEAL_KEY 指出封存密钥文件。",
                en: "Set LAZARET_SEAL_KEY to the file of the sealing key."
            )
        }
        return file
    }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// The key in the file, read anew at each call, so that a rotation is followed at once.
    func read() throws -> SealKey {
        guard exists else {
            throw Complaint(
                zh: "没有封存密钥文件 \(path);请先运行 lazaret audit key。",
                en: "There is no sealing key at \(path); run 'lazaret audit key' first."
            )
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8), let key = SealKey(pem: text)
        else {
            throw Complaint(
                zh: "\(path) 不是可读的 Ed25519 私钥(PEM)。",
                en: "\(path) cannot be read as an Ed25519 private key in PEM."
            )
        }
        return key
    }

    /// Makes the file with a new key where there is none, readable by its owner alone.
    @discardableResult
    func make() throws -> SealKey {
        let key = SealKey()
        try Self.write(key.pem, to: path, mode: 0o600, replacing: false)
        return key
    }

    /// Puts the new key in the place of the old one, whose public half stays beside it.
    func replace(_ old: SealKey, with new: SealKey) throws {
        try Self.write(old.publicKey.pem, to: "\(path).\(old.publicKey.id).pub", mode: 0o644, replacing: true)
        try Self.write(new.pem, to: path, mode: 0o600, replacing: true)
    }

    /// The public keys that are known here: of the key in the file, and of those before it.
    func publicKeys() throws -> [PublicSealKey] {
        guard exists else { return [] }
        let place = URL(filePath: path)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: place.deletingLastPathComponent().path()
        )
        let before = names.filter { $0.hasPrefix(place.lastPathComponent + ".") && $0.hasSuffix(".pub") }
        return [try read().publicKey]
            + (try before.map { try Self.publicKey(place.deletingLastPathComponent().path() + "/" + $0) })
    }

    /// The public key in a PEM file.
    static func publicKey(_ path: String) throws -> PublicSealKey {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let key = PublicSealKey(pem: text)
        else {
            throw Complaint(
                zh: "\(path) 不是可读的 Ed25519 公钥(PEM)。",
                en: "\(path) cannot be read as an Ed25519 public key in PEM."
            )
        }
        return key
    }

    /// Writes the whole file or nothing: first beside it, on disk, then in its place.
    private static func write(_ text: String, to path: String, mode: mode_t, replacing: Bool) throws {
        let draft = "\(path).\(getpid()).new"
        let complaint = Complaint(zh: "无法写入 \(path)。", en: "\(path) cannot be written.")
        unsafe unlink(draft)
        let file = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw complaint }
        defer { unsafe unlink(draft) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        guard (try? handle.write(contentsOf: Data(text.utf8))) != nil, fsync(file) == 0,
            unsafe (replacing ? rename(draft, path) : link(draft, path)) == 0
        else { throw complaint }
    }
}
