import Foundation
import Logging
import Postgres
import TestSupport
import Testing

/// What a command finds when it starts: which county, which settings, and others that start at the same moment.
@Suite struct StartingTests {
    @Test func aWrongCountyIsNamedWithThoseThereAreAndIsNotMade() async throws {
        try await TestDatabase.withDatabase { url in
            for county in ["zhen", "yuning"] {
                let made = try await Shell(["DATABASE_URL": url, "LAZARET_COUNTY": county]).run("migrate")
                try #require(made.code == 0, "\(made.error)")
            }
            let wrong = Shell(["DATABASE_URL": url, "LAZARET_COUNTY": "nope"])
            for command in [
                ["week"], ["show", "site", "K-01"], ["user", "list"], ["audit", "list"], ["audit", "verify"],
                ["serve", "--port", "0"], ["serve", "--migrate", "--port", "0"],
            ] {
                let said = try await wrong.run(command)
                #expect(said.code == 69, "\(command): \(said)")
                #expect(said.error.contains("no county 'nope'"), "\(command): \(said)")
                #expect(said.error.contains("there is: yuning, zhen"), "\(command): \(said)")
            }
            let database = try Database(url, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
            let counties = try await database.query("SELECT code FROM county ORDER BY code")
            #expect(try counties.map { try $0["code"] as String } == ["yuning", "zhen"])
            await database.close()
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func firstStartsOnOneStateDirectoryAllSucceed() async throws {
        // A folder that the account of the private PostgreSQL can enter.
        let parent = "/tmp/lazaret-starts-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: 0o755)],
            ofItemAtPath: parent
        )
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let shell = Shell(["LAZARET_STATE": parent + "/state", "LAZARET_COUNTY": "first"])
        let ends = try await withThrowingTaskGroup(of: Shell.Said.self) { group in
            for _ in 0..<6 { group.addTask { try await shell.run("migrate") } }
            return try await group.reduce(into: [Shell.Said]()) { $0.append($1) }
        }
        #expect(ends.map(\.code) == [0, 0, 0, 0, 0, 0], "\(ends.map(\.error))")
        let other = Shell(["LAZARET_STATE": parent + "/state", "LAZARET_COUNTY": "second"])
        let said = try await other.run("week")
        #expect(said.code == 69 && said.error.contains("there is: first"), "\(said)")
    }

    @Test func aPortInUseIsNamedWithWhatToDo() async throws {
        try await TestDatabase.withDatabase { url in
            let shell = Shell(["DATABASE_URL": url, "LAZARET_COUNTY": "first"])
            let made = try await shell.run("migrate")
            try #require(made.code == 0, "\(made.error)")
            try await ServerProcess.with(shell) { server in
                let port = try #require(server.address.split(separator: ":").last)
                let said = try await shell.run("serve", "--port", String(port))
                #expect(said.code == 2, "\(said)")
                #expect(said.error.contains("Port \(port) of 127.0.0.1 is in use by another"), "\(said)")
                #expect(!said.error.contains("errno"), "\(said)")
                #expect(await server.ask("GET", "/healthz")?.status == 200)
            }
        }
    }

    @Test(arguments: [
        ("LAZARET_CONNECTIONS", "81", "has 80 for a server at most"),
        ("LAZARET_CONNECTIONS", "0", "must be a whole number from 1 to 200"),
        ("LAZARET_SITE", "lazaret.example", "must be this site's address"),
        ("LAZARET_SITE", "ftp://lazaret.example", "must be this site's address"),
        ("LAZARET_SITE", "https://lazaret.example/inspect", "must be this site's address"),
        ("LAZARET_SITE", "https://lazaret.example?x=1", "must be this site's address"),
        ("LAZARET_SITE", "https://admin:secret@lazaret.example", "must be this site's address"),
        ("LAZARET_SITE", "https://", "must be this site's address"),
        ("LAZARET_SITE", "https://lazaret.example/\u{301}", "must be this site's address"),
    ])
    func aSettingThatWillNotDoIsNamedBeforeAnythingIsStarted(
        name: String,
        value: String,
        words: String
    ) async throws {
        let said = try await Shell(["LAZARET_STATE": "/nowhere/at/all", name: value]).run("week")
        #expect(said.code == 2, "\(said)")
        #expect(said.error.contains(name) && said.error.contains(words), "\(said)")
    }
}
