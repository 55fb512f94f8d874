import Foundation
import FoundationNetworking
import Glibc
import Logging
import Postgres
import StrictJSON
import TestSupport
import Testing

/// The files of the keys that seal, one a county, and what is said where one is missing, wrong, or open to others.
@Suite struct SealKeyTests {
    @Test(.timeLimit(.minutes(5))) func eachCountyHasItsOwnKeyAndRotatesIt() async throws {
        try await CountyWithKeys.with { county in
            let (here, far) = (county.shell("test"), county.shell("far"))
            try #require(try await far.run("migrate").code == 0)
            for shell in [here, far] { try await county.done(shell, "audit", "key") }
            #expect(county.files == ["seal.far.key", "seal.test.key"])
            for shell in [here, far] { try await county.done(shell, "audit", "seal") }
            try await county.done(here, "audit", "key", "--rotate")
            for shell in [here, far] {
                try await county.done(shell, "audit", "list")
                try await county.done(shell, "audit", "seal")
                try await county.done(shell, "audit", "verify")
            }
            // A copy of another county's key is not taken, and nothing is signed with it.
            try county.copy("seal.test.key", to: "seal.far.key")
            try await county.done(far, "audit", "list")
            let refused = try await far.run("audit", "seal")
            #expect(
                refused.code == 1 && refused.error.contains("Nothing announces the key"),
                "\(refused.error)"
            )
            #expect(try await far.run("audit", "key", "--rotate").code == 1)
        }
    }

    @Test(.timeLimit(.minutes(5))) func theFileThatCountiesSharedGoesOnUntilEachHasItsOwn() async throws {
        try await CountyWithKeys.with { county in
            let (here, far) = (county.shell("test"), county.shell("far"))
            try #require(try await far.run("migrate").code == 0)
            // As it was before: one file, and both counties sealed with it.
            try await county.done(here, "audit", "key")
            try county.move("seal.test.key", to: "seal.key")
            try await county.run("ALTER FUNCTION key_follows(integer, text) RENAME TO key_follows_kept")
            try await county.run(
                "CREATE FUNCTION key_follows(integer, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'"
            )
            for shell in [here, far] { try await county.done(shell, "audit", "seal") }
            try await county.run("DROP FUNCTION key_follows(integer, text)")
            try await county.run("ALTER FUNCTION key_follows_kept(integer, text) RENAME TO key_follows")

            try await county.done(here, "audit", "key", "--rotate")
            #expect(county.files == ["seal.key", "seal.test.key"])
            for shell in [here, far] {
                try await county.done(shell, "audit", "list")
                try await county.done(shell, "audit", "seal")
                try await county.done(shell, "audit", "verify")
            }
            // A third county does not begin with it, and is given its own.
            let third = county.shell("third")
            try #require(try await third.run("migrate").code == 0)
            #expect(try await third.run("audit", "seal").code == 2)
            try await county.done(third, "audit", "key")
            try await county.done(third, "audit", "seal")
            #expect(county.files == ["seal.key", "seal.test.key", "seal.third.key"])
        }
    }

    @Test(.timeLimit(.minutes(5))) func aMissingKeyIsNotMadeAnewAndALostOneCostsAWord() async throws {
        try await CountyWithKeys.with { county in
            let shell = county.shell("test")
            // What is not there yet is made; there is nothing to be lost.
            #expect(try await shell.run("audit", "seal").error.contains("run 'lazaret audit key' first"))
            #expect(try await shell.run("audit", "key", "--lost", "--reason", "x").code == 2)
            let first = try await county.done(shell, "audit", "key", "--json")
            let old = try #require(try JSON.read(Array(first.output.utf8))["id"]?.string)
            try await county.done(shell, "audit", "seal")
            #expect(
                try await shell.run("audit", "key", "--lost", "--reason", "x").error.contains("is not lost")
            )
            try county.move("seal.test.key", to: "elsewhere")
            try await county.done(shell, "audit", "list")
            for command in [["seal"], ["key"], ["key", "--rotate"]] {
                let said = try await shell.run(["audit"] + command)
                #expect(said.code == 2 && said.error.contains(old) && said.error.contains("Put it back"))
                #expect(!said.error.contains("run 'lazaret audit key'"))
            }
            #expect(county.files == ["elsewhere"])
            #expect(try await shell.run("audit", "key", "--lost").code == 2)

            let lost = try await county.done(shell, "audit", "key", "--lost", "--reason", "火灾", "--json")
            let new = try #require(try JSON.read(Array(lost.output.utf8))["id"]?.string)
            #expect(lost.error.contains("--vouch \(new)"))
            try await county.done(shell, "audit", "seal")
            let doubted = try await shell.run("audit", "verify")
            #expect(doubted.code == 1 && doubted.output.contains(new), "\(doubted.output)")
            let vouched = try await county.done(shell, "audit", "verify", "--vouch", new)
            #expect(vouched.output.contains("taken on your word"))
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: [0o604, 0o640, 0o660, 0o666])
    func aKeyThatOthersReachSealsNothing(mode: Int) async throws {
        try await CountyWithKeys.with { county in
            let shell = county.shell("test")
            try await county.done(shell, "audit", "key")
            let key = county.folder + "/seal.test.key"
            // What belongs to root may be read by a group: a server's account is given it so.
            let isAllowed = mode == 0o640 && geteuid() == 0
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
            let said = try await shell.run("audit", "seal")
            #expect(said.code == (isAllowed ? 0 : 2))
            #expect(isAllowed || said.error.contains("chmod 600 \(key)"), "\(said.error)")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
            try await county.done(shell, "audit", "seal")
        }
    }

    @Test func whatElseLiesBesideTheKeyIsNoneOfTheCountys() async throws {
        try await CountyWithKeys.with { county in
            let shell = county.shell("test")
            try await county.done(shell, "audit", "key")
            try await county.done(shell, "audit", "seal")
            for name in ["stranger.pub", "seal.other.key.0123456789abcdef.pub"] {
                try Data("ssh-ed25519 AAAA".utf8).write(to: URL(filePath: "\(county.folder)/\(name)"))
            }
            try await county.done(shell, "audit", "verify")
        }
    }

    /// The server starts all the same, says what it does not do, and goes on by itself.
    @Test(.timeLimit(.minutes(5))) func aRestoredDatabaseIsSealedOnlyOnceItsKeyIsBack() async throws {
        try await CountyWithKeys.with { county in
            let shell = county.shell("test")
            let made = try await county.done(shell, "audit", "key", "--json")
            let id = try #require(try JSON.read(Array(made.output.utf8))["id"]?.string)
            try await county.done(shell, "audit", "seal")
            let (vault, file) = (county.folder + "/vault", county.folder + "/backup")
            try await county.done(shell, "backup", "--new-key", vault)
            try await county.done(shell, "backup", "--to", file, "--key-file", vault)
            try await TestDatabase.withDatabase { empty in
                let restored = Shell([
                    "DATABASE_URL": empty, "LAZARET_COUNTY": "test",
                    "LAZARET_SEAL_KEY": county.folder + "/new/seal.key",
                ])
                try FileManager.default.createDirectory(
                    atPath: county.folder + "/new",
                    withIntermediateDirectories: false
                )
                let said = try await restored.run("restore", file, "--key-file", vault, "--json")
                try #require(said.code == 0, "\(said.error)")
                #expect(said.error.contains(id) && said.error.contains("until then nothing is sealed"))
                #expect(try JSON.read(Array(said.output.utf8))["sealKeys"]?["test"]?.string == id)

                let database = try Database(empty, logger: CountyWithKeys.quiet)
                try await county.settle(database, token: county.token)
                try await ServerProcess.with(restored, token: county.token) { server in
                    // As if nothing had waited for long, however long a busy machine took to come here.
                    let fresh = "UPDATE audit_queue SET queued_at = clock_timestamp()"
                    try await database.run(fresh)
                    #expect(await server.ask("GET", "/readyz")?.status == 200)
                    var page = ""
                    for _ in 0..<600 where !page.contains("Nothing is sealed at present") {
                        try await Task.sleep(for: .milliseconds(100))
                        try await database.run(fresh)
                        page = try await server.text("/audit?lang=en")
                    }
                    #expect(page.contains("Nothing is sealed at present") && page.contains(id))
                    try await database.run(
                        "UPDATE audit_queue SET queued_at = clock_timestamp() - INTERVAL '2 minutes'"
                    )
                    #expect(await server.ask("GET", "/readyz")?.status == 503)
                    #expect(try await server.text("/audit?lang=en").contains("has not been sealed for"))
                    #expect(try await server.text("/metrics").contains("\nlazaret_sealing_stopped 1\n"))
                    #expect(try await restored.run("audit", "verify").code == 1)
                    #expect(
                        try FileManager.default.contentsOfDirectory(atPath: county.folder + "/new") == []
                    )
                    try county.copy("seal.test.key", to: "new/seal.test.key")
                    for _ in 0..<900 where await server.ask("GET", "/readyz")?.status != 200 {
                        try await Task.sleep(for: .milliseconds(100))
                    }
                    #expect(await server.ask("GET", "/readyz")?.status == 200)
                    #expect(try await server.text("/metrics").contains("\nlazaret_sealing_stopped 0\n"))
                    #expect(try await !server.text("/audit?lang=en").contains("Nothing is sealed"))
                }
                // As the record has it.
                try await database.run("UPDATE api_token SET revoked_at = clock_timestamp()")
                await database.close()
                #expect(try await restored.run("audit", "verify").code == 0)
            }
        }
    }
}

/// A county in a database of its own, and a folder where keys lie as `seal.key` says.
private struct CountyWithKeys {
    let url: String
    let folder: String
    let token: String

    static let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    static func with(_ body: (CountyWithKeys) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let county = try await CheckpointCounty(in: url)
                let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
                try await body(CountyWithKeys(url: url, folder: folder, token: county.token))
            }
        }
    }

    func shell(_ county: String) -> Shell {
        Shell([
            "DATABASE_URL": url, "LAZARET_COUNTY": county, "LAZARET_SEAL_KEY": folder + "/seal.key",
        ])
    }

    @discardableResult
    func done(_ shell: Shell, _ arguments: String...) async throws -> Shell.Said {
        let said = try await shell.run(arguments)
        try #require(said.code == 0, "\(arguments): \(said.error)\(said.output)")
        return said
    }

    /// What lies in the folder, public halves apart.
    var files: [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (names ?? []).filter { !$0.hasSuffix(".pub") }.sorted()
    }

    func copy(_ name: String, to other: String) throws {
        let text = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
        try text.write(to: URL(filePath: "\(folder)/\(other)"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600],
            ofItemAtPath: "\(folder)/\(other)"
        )
    }

    func move(_ name: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: "\(folder)/\(other)")
    }

    func run(_ script: String) async throws {
        let database = try Database(url, logger: Self.quiet)
        try await database.run(script)
        await database.close()
    }

    /// Lets the token stand in a restored database, whatever restoring ended.
    func settle(_ database: Database, token: String) async throws {
        try await database.run("UPDATE api_token SET revoked_at = NULL")
    }
}

extension ServerProcess {
    /// The text that a page answers with.
    fileprivate func text(_ path: String) async throws -> String {
        let url = try #require(URL(string: address + path))
        var request = URLRequest(url: url, timeoutInterval: 20)
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        let (data, _) = try await URLSession.shared.data(for: request)
        return String(decoding: data, as: UTF8.self)
    }
}
