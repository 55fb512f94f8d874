import ArgumentParser
import Compliance
import Postgres
import Store
import StrictJSON
import FileEncryption

/// Puts a backup into an empty database.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Restore a backup into an empty database. 把备份恢复到空数据库。",
        discussion: """
            All of it or nothing, and only where nothing has been made yet: a database
            in use is never written over. Roles that the records speak of are made
            without a login where the server lacks them. The sessions and tokens that
            stood when the backup was taken come back with it, those ended since too:
            so all are ended, on the record, unless --keep-sessions is said. Example:

              createdb lazaret_new
              DATABASE_URL=… lazaret restore monday.backup --key-file backup.key
            """
    )

    @Argument(help: ArgumentHelp("The backup.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("The file that holds the key.", valueName: "file"))
    var keyFile: String

    @ArgumentParser.Flag(help: "Let the sessions and tokens of the backup go on.")
    var keepSessions = false

    @ArgumentParser.Flag(help: "Write JSON.")
    var json = false

    func run() async throws {
        let (file, keyFile, keepSessions) = (file, keyFile, keepSessions)
        let (manifest, seals) = try await TerminationSignal.runCancellable {
            let backup = try BackupFile(file, key: try FileEncryptionKey(file: keyFile))
            return (backup.manifest, try await Self.restore(backup, keepSessions))
        }
        try BackupText(file: file, manifest: manifest, json: json)
            .say(Text(zh: "已恢复", en: "is restored"), seals.members, else: .doneAllTheSame)
        RestoredAccess.say(kept: keepSessions)
        if let needed = seals.needed { Terminal.note(needed[.ofShell]) }
    }

    private static func restore(_ backup: BackupFile, _ keepSessions: Bool) async throws -> RequiredSealKeys {
        try await CommandDatabase.withWhole(as: "lazaret restore") { database in
            guard try await Store.isEmpty(database.owner) else {
                throw BackupRefused(
                    message: Text(
                        zh: "数据库不是空的,没有写入任何内容;请恢复到新建的数据库。",
                        en: "The database is not empty, and nothing was written; restore into a new one."
                    )
                )
            }
            try backup.manifest.inventory.requireSame(
                try await backup.restore(into: database.owner, at: database.ownerURL.text),
                Text(zh: "恢复后的数据库与备份时不同:", en: "What was restored is not what was backed up:")
            )
            do {
                if !keepSessions {
                    try await Store.endAllAccess(in: database.owner, as: Actor.operatorAtShell)
                }
            } catch {
                throw CommandError(
                    zh: "备份已恢复，但当时的登录和令牌没能结束，仍然有效。请删掉这个数据库，恢复到另一个新建的数据库。原因：\(error)",
                    en:
                        "The backup is restored, but the sessions and tokens of then could not be ended and still open. Drop this database, and restore into another new one. The cause: \(error)",
                    code: .tryAgain
                )
            }
            return RequiredSealKeys(keys: try await Store.sealKeys(in: database.owner))
        }
    }
}
