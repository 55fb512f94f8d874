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
        abstract: Wording.both("Restore a backup into an empty database.", "把备份恢复到空数据库。"),
        discussion: Wording.about(
            """
            要么全部恢复，要么什么都不做，而且只恢复到还没有任何内容的数据库：绝不
            覆盖正在使用的。记录提到而服务器没有的数据库角色，建成不能登录的。备份
            时有效的会话和令牌也随之回来，包括后来已经结束的：所以全部结束，并记录
            在案，除非写了 --keep-sessions。
            """,
            """
            All of it or nothing, and only where nothing has been made yet: a database
            in use is never written over. Roles that the records speak of are made
            without a login where the server lacks them. The sessions and tokens that
            stood when the backup was taken come back with it, those ended since too:
            so all are ended, on the record, unless --keep-sessions is said.
            """,
            examples: """
                createdb lazaret_new
                DATABASE_URL=… lazaret restore monday.backup --key-file backup.key
                """
        )
    )

    @Argument(help: .both("The backup.", "备份文件。", value: "file"))
    var file: String

    @Option(help: .both("The file that holds the key.", "密钥文件。", value: "file"))
    var keyFile: String

    @ArgumentParser.Flag(help: .both("Let the sessions and tokens of the backup go on.", "备份里的会话和令牌继续有效。"))
    var keepSessions = false

    @ArgumentParser.Flag(help: .both("Write JSON.", "以 JSON 答复。"))
    var json = false

    func run() async throws {
        let (file, keyFile, keepSessions) = (file, keyFile, keepSessions)
        let (manifest, sealKeys) = try await TerminationSignal.runCancellable {
            let backup = try BackupFile(file, key: try FileEncryptionKey(file: keyFile))
            return (backup.manifest, try await Self.restore(backup, keepSessions))
        }
        try BackupText(file: file, manifest: manifest, json: json)
            .say(Text(zh: "已恢复", en: "is restored"), sealKeys.members, else: .doneAllTheSame)
        Terminal.note(Self.sessionsMessage(kept: keepSessions))
        if let message = sealKeys.message { Terminal.note(message[.ofShell]) }
    }

    /// What a restored backup means for whoever was signed in when it was taken.
    private static func sessionsMessage(kept: Bool) -> String {
        kept
            ? Wording.text(
                "备份时的登录和令牌随之恢复，包括此后已结束的；请核对，或逐个结束。",
                "The sessions and tokens of the backup are back, those that were ended since too: look through them."
            )
            : Wording.text(
                "备份时的登录和令牌已全部结束（已记录在案）；请重新登录，并重新签发令牌。密码恢复为备份时的。",
                "The sessions and tokens of the backup were ended, on the record: people sign in anew, with the passwords of then, and programs need new tokens."
            )
    }

    private static func restore(_ backup: BackupFile, _ keepSessions: Bool) async throws -> RequiredSealKeys {
        try await CommandDatabase.withWhole(as: "lazaret restore") { database in
            guard try await Store.isEmpty(database.owner) else {
                throw BackupRefused(
                    message: Text(
                        zh: "数据库不是空的，没有写入任何内容；请恢复到新建的数据库。",
                        en: "The database is not empty, and nothing was written; restore into a new one."
                    )
                )
            }
            try backup.manifest.inventory.requireSame(
                try await backup.restore(into: database.owner, at: database.ownerURL.text),
                Text(zh: "恢复后的数据库与备份时不同：", en: "What was restored is not what was backed up:")
            )
            do {
                if !keepSessions {
                    try await Store.endAllAccess(in: database.owner, as: .operatorAtShell)
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

/// The keys that the restored audit log goes on with: no backup holds them.
private struct RequiredSealKeys: Sendable {
    /// The key of each county's last head, by the county's code.
    let keys: [(county: String, key: String)]

    /// As a member of a document.
    var members: [(String, Node)] {
        [("sealKeys", .object(keys.map { ($0.county, .string($0.key)) }))]
    }

    /// What has to be brought, in words; nil where nothing was ever sealed.
    var message: Text? {
        guard !keys.isEmpty else { return nil }
        return Text(
            zh: (["审计记录要用原来的密钥继续封存，备份里没有密钥。请按 LAZARET_SEAL_KEY 放回密钥文件，在此之前什么都不会封存："]
                + keys.map { "县 \($0.county)：密钥 \($0.key)" })
                .joined(separator: "\n"),
            en: ([
                "The record goes on under the key that sealed it, and no backup holds that. Put the key's file where LAZARET_SEAL_KEY says; until then nothing is sealed:"
            ]
                + keys.map { "county \($0.county): key \($0.key)" })
                .joined(separator: "\n")
        )
    }
}
