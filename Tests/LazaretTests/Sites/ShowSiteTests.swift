import Logging
import Postgres
import StrictJSON
import TestSupport
import Testing

/// What a command says of rows that a superuser damaged.
@Suite struct ShowSiteTests {
    @Test(.timeLimit(.minutes(5)))
    func whatCannotBeReadIsLeftOutAndNamedOnStandardError() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let shell = try await CheckpointCounty(in: url).shell
            let database = try Database(url, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
            try await database.run(
                "UPDATE posting SET held_from = '-infinity' WHERE site = 'K-01'; "
                    + "UPDATE operation SET opened_on = '-infinity' WHERE site = 'K-03'"
            )
            await database.close()

            let said = try await shell.run("show", "site", "K-01", "--json")
            let site = try JSON.read(Array(said.output.utf8))
            #expect(said.code == 0 && site["unreadable"]?.number == "1")
            #expect(site["postings"]?.array?.isEmpty == true)
            #expect(said.error.contains("left out: 1\n  posting K-01/director/-infinity: column 'held_from'"))

            let whole = try await shell.run("show", "site", "K-02", "--json")
            #expect(whole.error.isEmpty)
            #expect(try JSON.read(Array(whole.output.utf8))["unreadable"]?.number == "0")

            let single = try await shell.run("show", "site", "K-03")
            #expect(single.code == 1 && single.output.isEmpty)
            #expect(single.error.contains("cannot be read (site K-03)"), "\(single.error)")
        }
    }
}
