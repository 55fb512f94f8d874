import Compliance
import Foundation
import AuditLog
import StrictJSON
import HTTPServer

/// The file of the key that signs a county's heads, and beside it the public halves of all that ever did.
///
/// Each county has a file of its own. Where it has none, the file that all counties shared before is read, for as long
/// as its key still follows.
struct SealKeyFile: Sendable {
    /// The county's own.
    let path: String
    /// The one from before counties had their own; nil where a folder is named.
    private let shared: String?

    /// Where the settings say it is; nil where they say nothing and the database is not the private one.
    init?(_ settings: Settings, county: String) {
        guard let named = settings.sealKeyPath else { return nil }
        self.init(named, county: county)
    }

    /// `seal.key` keeps a county's key as `seal.COUNTY.key`; a folder keeps it as `COUNTY.key`.
    init(_ named: String, county: String) {
        var isFolder: ObjCBool = false
        let isThere = unsafe FileManager.default.fileExists(atPath: named, isDirectory: &isFolder)
        if isThere, isFolder.boolValue {
            path = named + "/\(county).key"
            shared = nil
        } else {
            path = Self.parts(of: named).stem + ".\(county)" + Self.parts(of: named).ending
            shared = named
        }
    }

    /// The file that the settings name, for commands that cannot do without.
    static func required(_ settings: Settings, county: String) throws -> SealKeyFile {
        // A county's code becomes part of a path: what cannot be one does not.
        guard county.utf8.allSatisfy({ $0 != UInt8(ascii: "/") && $0 != 0 }) else {
            throw CommandError(zh: "没有县“\(county)”。", en: "There is no county '\(county)'.")
        }
        guard let file = SealKeyFile(settings, county: county) else {
            throw CommandError(
                zh: "请用 LAZARET_SEAL_KEY 指出封存密钥文件。",
                en: "Set LAZARET_SEAL_KEY to the file of the sealing key."
            )
        }
        return file
    }

    /// Whether the county has a file of its own.
    var isOwn: Bool { Self.isThere(path) }
    /// The file that is read: the county's own, or the shared one; nil where there is neither.
    private var present: String? { isOwn ? path : shared.flatMap { Self.isThere($0) ? $0 : nil } }

    /// The key in the file, read anew at each call, so that a rotation is followed at once; nil where there is none.
    func read() throws -> SealKey? {
        guard let present else { return nil }
        guard let key = SealKey(pem: String(decoding: try KeyFile.read(present), as: UTF8.self)) else {
            throw CommandError(
                zh: "\(present) 不是可读的 Ed25519 私钥（PEM）。",
                en: "\(present) cannot be read as an Ed25519 private key in PEM."
            )
        }
        return key
    }

    /// Makes the county's own file with a new key where there is none, readable by its owner alone.
    func make() throws -> SealKey {
        let key = SealKey()
        try put(key)
        return key
    }

    /// Keeps the key as the county's own, where it has none.
    func put(_ key: SealKey) throws {
        try Self.write(key.pem, to: path, like: nil, mode: 0o600, replacing: false)
        try keepPublicHalf(of: key)
    }

    /// Makes the new key the county's own. The public half of the old one stays beside it; where the old one was
    /// shared, so does its file, for the counties that go on with it.
    func replace(_ old: SealKey, with new: SealKey) throws {
        try keepPublicHalf(of: old)
        try keepPublicHalf(of: new)
        try Self.write(new.pem, to: path, like: present, mode: 0o600, replacing: true)
    }

    private func keepPublicHalf(of key: SealKey) throws {
        let half = "\(path).\(key.publicKey.id).pub"
        try Self.write(key.publicKey.pem, to: half, like: nil, mode: 0o644, replacing: true)
    }

    /// The public keys that are known here: of the key in the file, and of all whose public halves lie beside it.
    func publicKeys() throws -> [PublicSealKey] {
        let folder = Self.folder(of: path)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let stems = [path, shared].compactMap { $0.map { Self.name(of: $0) + "." } }
        let halves =
            names.filter { name in name.ends(with: ".pub") && stems.contains { name.begins(with: $0) } }
            .sorted().map { folder + "/" + $0 }
        // A shared file is read beside the county's own: it may have signed the first heads.
        let shared = try shared.flatMap { Self.isThere($0) ? $0 : nil }
            .flatMap { try SealKeyFile(own: $0).read()?.publicKey }
        return [try isOwn ? read()?.publicKey : nil, shared].compactMap { $0 }
            + (try halves.map(Self.publicKey))
    }

    private init(own path: String) {
        self.path = path
        shared = nil
    }

    /// The public key in a PEM file.
    static func publicKey(_ path: String) throws -> PublicSealKey {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let key = PublicSealKey(pem: text)
        else {
            throw CommandError(
                zh: "\(path) 不是可读的 Ed25519 公钥（PEM）。",
                en: "\(path) cannot be read as an Ed25519 public key in PEM."
            )
        }
        return key
    }
}

extension SealKeyFile {
    private static func isThere(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    private static func folder(of path: String) -> String {
        let folder = NSString(string: path).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    private static func name(of path: String) -> String { NSString(string: path).lastPathComponent }

    /// A path without its ending, and the ending with its dot.
    private static func parts(of path: String) -> (stem: String, ending: String) {
        let ending = NSString(string: path).pathExtension
        guard !ending.isEmpty else { return (path, "") }
        return (NSString(string: path).deletingPathExtension, "." + ending)
    }

    /// Writes the whole file or nothing: first beside it, on disk, then in its place. It belongs to whom the file
    /// `like` belongs to, so that a server goes on reading what somebody else puts there.
    private static func write(
        _ text: String,
        to path: String,
        like: String?,
        mode: mode_t,
        replacing: Bool
    ) throws {
        let draft = "\(path).\(getpid()).new"
        let failure = CommandError(zh: "无法写入 \(path)。", en: "\(path) cannot be written.")
        unsafe unlink(draft)
        let file = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw failure }
        defer { unsafe unlink(draft) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        if let like, let facts = try? FileManager.default.attributesOfItem(atPath: like),
            let owner = (facts[.ownerAccountID] as? NSNumber)?.uint32Value,
            let group = (facts[.groupOwnerAccountID] as? NSNumber)?.uint32Value,
            let mode = (facts[.posixPermissions] as? NSNumber)?.uint32Value
        {
            guard owner == geteuid() || fchown(file, owner, group) == 0, fchmod(file, mode & 0o640) == 0
            else { throw failure }
        }
        guard (try? handle.write(contentsOf: Data(text.utf8))) != nil, fsync(file) == 0,
            unsafe (replacing ? rename(draft, path) : link(draft, path)) == 0
        else { throw failure }
    }
}
