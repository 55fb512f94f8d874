import ArgumentParser
import Compliance
import Foundation
import LocalCluster
import Logging
import Postgres
import AuditLog
import Store
import StrictJSON
import FileEncryption

/// Shows that a backup can be restored: by restoring it.
struct BackupVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: Wording.both("Restore a backup into a scratch database, and compare.", "把备份恢复到临时数据库并核对。"),
        discussion: Wording.about(
            """
            在临时文件夹里启动专用的 PostgreSQL，把备份恢复进去，清点每张表，用公钥
            核验各县的封存记录，然后全部删除。正在使用的数据库不受影响，也用不到。
            与备份时有任何不同，退出码为 1。
            """,
            """
            Starts a private PostgreSQL in a temporary folder, restores the backup into
            it, counts every table, verifies the sealed record of every county with the
            public keys, and removes it again. The database in use is not
            touched, nor needed. Exit code 1 where anything is not as it was when the
            backup was taken.
            """,
            examples: "lazaret backup verify monday.backup --key-file backup.key"
        )
    )

    @Argument(help: .both("The backup.", "备份文件。", value: "file"))
    var file: String

    @Option(help: .both("The file that holds the key.", "密钥文件。", value: "file"))
    var keyFile: String

    @OptionGroup var keys: PublicKeyOptions

    @ArgumentParser.Flag(help: .both("Write JSON.", "以 JSON 答复。"))
    var json = false

    func run() async throws {
        let settings = try Settings()
        let (file, keyFile, keys) = (file, keyFile, keys)
        let manifest = try await TerminationSignal.runCancellable {
            let backup = try BackupFile(file, key: try FileEncryptionKey(file: keyFile))
            let copy = try await Self.withScratch { database, url in
                let copy = try await backup.restore(into: database, at: url)
                try await Self.verifyAuditLogs(in: database, keys, settings, file)
                return copy
            }
            try backup.manifest.inventory.requireSame(
                copy,
                Text(zh: "\(file) 恢复后与备份时不同：", en: "\(file) does not restore to what was backed up:")
            )
            return backup.manifest
        }
        try BackupText(file: file, manifest: manifest, json: json)
            .say(Text(zh: "完好", en: "is whole"))
    }

    /// Throws unless the audit log of every county is whole; where no public key of a county is known, its signatures are
    /// not looked at, and that is said.
    private static func verifyAuditLogs(
        in database: Database,
        _ keys: PublicKeyOptions,
        _ settings: Settings,
        _ file: String
    ) async throws {
        for code in try await Store.counties(in: database) {
            let publicKeys = try keys.read(settings, county: code)
            guard !publicKeys.isEmpty else {
                Terminal.note(
                    Text(
                        zh: "县 \(code)：没有公钥（--public-key），审计记录没有核验，只核对了条数和树根。",
                        en:
                            "County \(code): no public key (--public-key): the record was counted and its root compared, but not verified."
                    )[.ofShell]
                )
                continue
            }
            let store = try await Store.open(database, county: code)
                .acting(for: .shell(name: "shell:backup verify"))
            let report = try await store.verify(keys: publicKeys, vouched: Set(keys.vouch))
            guard let fault = report.fault else { continue }
            let words = Text(
                zh: "\(file)：县 \(code)：\(fault.message.zh)",
                en: "\(file): county \(code): \(fault.message.en)"
            )
            throw Problems([Problem(fault.code, at: "", words)])
        }
    }

    /// Gives the closure an empty database of a private PostgreSQL, and removes both whatever becomes of it.
    private static func withScratch<Value>(
        _ body: (Database, String) async throws -> Value
    ) async throws -> Value {
        let logger = try Settings().logger(.error)
        let folder = NSTemporaryDirectory() + "/lazaret-verify-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cluster = try await TerminationSignal.runToEnd {
            try await LocalCluster.start(in: folder, durable: false, logger: logger)
        }
        do {
            try await cluster.createDatabase("verify")
            let url = cluster.connectionString(database: "verify")
            var configuration = Database.Configuration(connections: 2)
            configuration.statementTimeout = .seconds(24 * 3600)
            let database = try Database(url, configuration: configuration, logger: logger)
            let value = try await body(database, url)
            await database.close()
            try await cluster.stop()
            return value
        } catch {
            try? await TerminationSignal.runToEnd { try await cluster.stop() }
            throw error
        }
    }
}
