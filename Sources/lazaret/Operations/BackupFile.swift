import Compliance
import LocalCluster
import Postgres
import Store
import StrictJSON
import FileEncryption

/// A sealed backup that has been looked through to its end: nothing of it was changed, nothing is missing.
final class BackupFile {
    let manifest: BackupManifest
    private let reader: DecryptingReader

    init(_ path: String, key: FileEncryptionKey) throws {
        reader = try DecryptingReader(path, key: key)
        guard let (document, _) = try Self.opening(of: reader), let node = try? JSON.read(document),
            let manifest = BackupManifest(node)
        else { throw FileEncryptionError.unreadable(path) }
        self.manifest = manifest
        while try reader.next() != nil {}
    }

    /// Puts what is in the file into an empty database, all of it or nothing, and says what is there then.
    func restore(into database: Database, at url: String) async throws -> Inventory {
        let wanted = max(manifest.dump, manifest.inventory.server)
        let programs = try await DumpPrograms.find(for: wanted)
        let owner = manifest.inventory.boundOwner
        try await Store.makeRoles(manifest.inventory.roles + [owner].compactMap { $0 }, in: database)
        try reader.rewind()
        var rest = try Self.opening(of: reader)?.rest
        try await programs.restore(try ConnectionEnvironment.variables(of: url)) {
            if let part = rest {
                rest = nil
                if !part.isEmpty { return part }
            }
            return try reader.next()
        }
        if let owner { try await Store.bindOwner(as: owner, in: database) }
        // What is granted on the database itself is in no dump.
        try await Store.refuseTemporaryObjects(in: database)
        return try await Store.inventory(of: database)
    }

    /// Begins a stream: how long the manifest is, in four bytes, and the manifest.
    static func beginning(_ manifest: BackupManifest) -> [UInt8] {
        let document = Array(JSON.write(manifest.node).utf8)
        let length = (0..<4).map { UInt8(truncatingIfNeeded: document.count >> (24 - 8 * $0)) }
        return length + document
    }

    /// Reads as far as the manifest goes; nil where the stream ends before it does.
    private static func opening(
        of reader: DecryptingReader
    ) throws -> (document: [UInt8], rest: [UInt8])? {
        var bytes: [UInt8] = []
        while let part = try reader.next() {
            bytes += part
            guard bytes.count >= 4 else { continue }
            let end = 4 + bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            guard end <= longestManifest else { return nil }
            if bytes.count >= end { return (Array(bytes[4..<end]), Array(bytes[end...])) }
        }
        return nil
    }

    private static let longestManifest = 16 << 20
}

extension Inventory {
    /// What the copy lacks or has too much of, a line each; throws where there is anything.
    func requireSame(_ copy: Inventory, _ subject: Text) throws {
        let found = differences(from: copy)
        guard !found.isEmpty else { return }
        let lines = found.map { difference in
            Text(
                zh: "\(difference.what)：备份时 \(difference.here)，恢复后 \(difference.there)",
                en: "\(difference.what): \(difference.here) when backed up, \(difference.there) restored"
            )
        }
        throw BackupRefused(
            message: Text(
                zh: ([subject.zh] + lines.map(\.zh)).joined(separator: "\n"),
                en: ([subject.en] + lines.map(\.en)).joined(separator: "\n")
            )
        )
    }
}

/// Why a backup, or a place to put it, was not taken.
struct BackupRefused: Error {
    let message: Text
}
