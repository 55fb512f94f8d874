import Compliance
import LocalCluster
import Postgres
import Store
import StrictJSON
import Vault

/// A sealed backup that has been looked through to its end: nothing of it was changed, nothing is missing.
final class BackupFile {
    let manifest: BackupManifest
    private let reader: SealedReader

    init(_ path: String, key: VaultKey) throws {
        reader = try SealedReader(path, key: key)
        let refused = VaultError.unreadable(path)
        guard let first = try reader.next(), let (document, _) = Self.split(first),
            let node = try? JSON.read(document), let manifest = BackupManifest(node)
        else { throw refused }
        self.manifest = manifest
        while try reader.next() != nil {}
    }

    /// Puts what is in the file into an empty database, all of it or nothing, and says what is there then.
    func restore(into database: Database, at url: String) async throws -> Inventory {
        let wanted = max(manifest.dump, manifest.inventory.server)
        let programs = try await DumpPrograms.find(for: wanted)
        try await Store.makeRoles(manifest.inventory.roles, in: database)
        try reader.rewind()
        var rest = try reader.next().flatMap { Self.split($0)?.rest }
        try await programs.restore(try ConnectionEnvironment.variables(of: url)) {
            if let part = rest {
                rest = nil
                if !part.isEmpty { return part }
            }
            return try reader.next()
        }
        return try await Store.inventory(of: database)
    }

    /// Begins a stream: how long the manifest is, in four bytes, and the manifest.
    static func beginning(_ manifest: BackupManifest) -> [UInt8] {
        let document = Array(JSON.write(manifest.node).utf8)
        let length = (0..<4).map { UInt8(truncatingIfNeeded: document.count >> (24 - 8 * $0)) }
        return length + document
    }

    private static func split(_ bytes: [UInt8]) -> (document: [UInt8], rest: [UInt8])? {
        guard bytes.count >= 4 else { return nil }
        let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count >= 4 + length else { return nil }
        return (Array(bytes[4..<(4 + length)]), Array(bytes[(4 + length)...]))
    }
}

extension Inventory {
    /// What the copy lacks or has too much of, a line each; throws where there is anything.
    func requireSame(_ copy: Inventory, _ subject: Text) throws {
        let found = differences(from: copy)
        guard !found.isEmpty else { return }
        let lines = found.map { difference in
            Text(
                zh: "\(difference.what):备份时 \(difference.here),恢复后 \(difference.there)",
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
