import ArgumentParser
import Compliance
import Foundation
import LocalCluster
import Postgres
import Store
import StrictJSON
import FileEncryption

/// Sealed copies of the whole database.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: Wording.both("Take and verify sealed backups.", "加密备份，并核验备份。"),
        subcommands: [BackupTake.self, BackupVerify.self],
        defaultSubcommand: BackupTake.self
    )
}

/// Copies the database into one sealed file.
struct BackupTake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract: Wording.both("Copy the whole database into one sealed file.", "把整个数据库加密备份成一个文件。"),
        discussion: Wording.about(
            """
            pg_dump 在某一时刻的副本，连同每张表的行数，加密封好：没有密钥的人读不
            了，改动一个字节都会被发现。写完整了文件才有名字。密钥另行保管：没有它，
            备份毫无用处。'take' 可以不写。
            """,
            """
            pg_dump's copy of one moment, with the number of rows of every table, sealed
            so that nobody without the key can read it and no byte of it can be changed
            unnoticed. The file gets its name when it is whole. Keep the key elsewhere:
            without it the backup is worth nothing. 'take' may be left out.
            """,
            examples: """
                lazaret backup --new-key backup.key
                lazaret backup --to monday.backup --key-file backup.key
                """
        )
    )

    @Option(help: .both("The file to write; it must not be there yet.", "写到哪个文件；该文件须尚不存在。", value: "file"))
    var to: String?

    @Option(help: .both("The file that holds the key.", "密钥文件。", value: "file"))
    var keyFile: String?

    @Option(help: .both("Make a new key, and nothing else.", "只生成新密钥，不备份。", value: "file"))
    var newKey: String?

    @ArgumentParser.Flag(help: .both("Write JSON.", "以 JSON 答复。"))
    var json = false

    func validate() throws {
        let isRight = newKey == nil ? to != nil && keyFile != nil : to == nil && keyFile == nil
        guard isRight else { throw ValidationError("Give --to and --key-file, or --new-key alone.") }
    }

    func run() async throws {
        if let newKey {
            let key = FileEncryptionKey()
            try key.write(to: newKey)
            let node: Node = .object([("file", .string(newKey)), ("key", .string(key.name))])
            try Terminal.say(
                json
                    ? JSON.writePretty(node)
                    : Wording.text(
                        "\(newKey)：新密钥 \(key.name)。请另存一份到别处。",
                        "\(newKey): the new key \(key.name). Keep a copy elsewhere."
                    ),
                else: Text(zh: "新密钥已在 \(newKey)。", en: "The new key is in \(newKey).")
            )
        } else if let to, let keyFile {
            let key = try FileEncryptionKey(file: keyFile)
            let manifest = try await TerminationSignal.runCancellable { try await Self.take(to, key) }
            try BackupText(file: to, manifest: manifest, json: json)
                .say(
                    Text(zh: "已写好，密钥 \(key.name)", en: "is written, sealed with the key \(key.name)"),
                    else: Text(zh: "备份 \(to) 已写好，是完整的。", en: "The backup \(to) is written, and whole.")
                )
        }
    }

    /// Puts on every county's record that all of it was copied; a database that waits for an upgrade has no place for
    /// that yet.
    private static func record(_ owner: Database) async throws {
        guard try await Store.pendingSteps(owner).isEmpty else { return }
        for code in try await Store.counties(in: owner) {
            try await Store.open(owner, county: code).acting(for: .operatorAtShell).note("backup", "database")
        }
    }

    private static func take(_ path: String, _ key: FileEncryptionKey) async throws -> BackupManifest {
        try await CommandDatabase.withWhole(as: "lazaret backup") { database in
            try await record(database.owner)
            let variables = try ConnectionEnvironment.variables(of: database.ownerURL.text)
            return try await Store.withSnapshot(of: database.owner) { inventory, snapshot in
                let programs = try await DumpPrograms.find(for: inventory.server)
                let manifest = BackupManifest(
                    takenAt: .now,
                    program: Lazaret.configuration.version,
                    dump: programs.major,
                    inventory: inventory
                )
                let writer = try EncryptingWriter(path, key: key)
                try writer.write(BackupFile.beginning(manifest))
                try await programs.dump(variables, snapshot: snapshot) { try writer.write($0) }
                try writer.finish()
                return manifest
            }
        }
    }
}
