import Logging
import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// Pages and answers over rows that a superuser damaged: they live, say how many rows they leave out, and the log names
/// each.
@Suite struct LeftOutTests {
    /// The first inspection's id as no client may make it.
    private static let odd = Samples.id(1).description.replacing("-7000-", with: "-4000-")

    /// Two inspections, of T-01 and T-02, and what was done to the rows.
    private static func running(
        _ damage: String,
        _ body: @escaping @Sendable (Client, Log) async throws -> Void
    ) async throws {
        let log = Log()
        try await Server.running(
            log: log,
            prepare: { store, database in
                _ = try await store.file(Samples.filing(1, at: "T-01"), receivedAt: Samples.now)
                _ = try await store.file(Samples.filing(2, at: "T-02"), receivedAt: Samples.now)
                try await database.run(
                    "BEGIN; SET LOCAL session_replication_role = replica; \(damage); COMMIT"
                )
            }
        ) { client in try await body(client, log) }
    }

    private static let note = "Records that could not be read and are left out of this page: 1."

    @Test func everyListLivesWithoutAnInspectionWhoseIDIsNone() async throws {
        let damage = """
            UPDATE inspection SET id = '\(Self.odd)' WHERE id = '\(Samples.id(1))';
            UPDATE gap SET inspection = '\(Self.odd)' WHERE inspection = '\(Samples.id(1))'
            """
        try await Self.running(damage) { client, log in
            for (count, path) in ["/", "/sites", "/weeks/2021-W33"].enumerated() {
                let page = try await client.get(path + "?lang=en")
                #expect(page.status == 200 && page.text.contains(Self.note), "\(path)")
                // The week names the site all the same where a standard is owed to it.
                let isNamed = page.text.contains("/sites/T-01\"") && !path.hasPrefix("/weeks")
                #expect(page.text.contains("/sites/T-02") && !isNamed, "\(path)")
                let lines = log.texts(.error)
                #expect(lines.count == count + 1, "\(path): \(lines)")
                #expect(lines.last?.contains("inspection \(Self.odd): ") == true)
            }
            #expect(try await client.get("/?lang=zh").text.contains("有 1 条记录读不出来，未列入本页"))
            let site = try await client.get("/sites/T-01?lang=en")
            #expect(site.status == 200 && site.text.contains(Self.note))
            #expect(!(try await client.get("/sites/T-02?lang=en").text.contains(Self.note)))

            let week = try JSON.read(try await client.get("/api/v1/weeks/2021-W33").body)
            #expect(week["unreadable"]?.number == "1")
            #expect(week["ranking"]?.array?.map { $0["site"]?["code"]?.string } == ["T-02"])
            for path in ["county", "sites", "sites/T-01", "what-if?kind=townshipIsolation"] {
                let answer = try JSON.read(try await client.get("/api/v1/\(path)").body)
                #expect(answer["unreadable"]?.number == "1", "\(path)")
            }
            for path in ["sites/T-02", "drafts", "checklists", "baselines", "audit", "audit/heads"] {
                let answer = try JSON.read(try await client.get("/api/v1/\(path)").body)
                #expect(answer["unreadable"]?.number == "0", "\(path)")
            }
        }
    }

    @Test func accountsAndVersionsLiveToo() async throws {
        let damage = """
            ALTER TABLE account DROP CONSTRAINT account_roles_known;
            UPDATE account SET roles = '{leader,king}' WHERE county_id = 1 AND name = 'leader';
            UPDATE checklist_version SET document = '{}' WHERE county_id = 1
            """
        try await Self.running(damage) { client, log in
            let cookie = ["Cookie": "lazaret.demo=\(People.secret("keeper"))"]
            let accounts = try await client.stranger.get("/accounts?lang=en", cookie)
            #expect(accounts.status == 200 && accounts.text.contains(Self.note), "\(accounts.status)")
            let checklists = try await client.get("/checklists?lang=en")
            #expect(checklists.status == 200 && checklists.text.contains(Self.note))
            // Of two visits and their version, nothing is left, nor of what is owed of that version at two sites.
            let week = try JSON.read(try await client.get("/api/v1/weeks/2021-W33").body)
            #expect(week["ranking"]?.array?.isEmpty == true)
            #expect(week["unreadable"]?.number == "5")
            let single = try await client.get("/checklists/township-isolation?lang=en")
            #expect(single.status == 500 && single.text.contains("cannot be read (checklist_version "))
            #expect(log.texts(.error).contains { $0.contains("account leader: ") })
            #expect(
                log.texts(.error).contains { $0.contains("checklist_version township-isolation/2021-08: ") }
            )
        }
    }

    @Test func aSingleInspectionThatCannotBeReadSaysSoInWords() async throws {
        let damage = "UPDATE inspection SET filing = '{}' WHERE id = '\(Samples.id(1))'"
        try await Self.running(damage) { client, log in
            let page = try await client.get("/inspections/\(Samples.id(1))?lang=en")
            #expect(page.status == 500)
            #expect(page.text.contains("cannot be read (inspection \(Samples.id(1)))"))
            let problem = try JSON.read(
                try await client.get("/api/v1/inspections/\(Samples.id(1))?lang=en").body
            )
            #expect(problem["detail"]?.string?.hasPrefix("It is on record but cannot be read") == true)
            #expect(log.texts(.error).contains { $0.contains("inspection \(Samples.id(1)): a document") })
            #expect(try await client.get("/inspections/\(Samples.id(2))").status == 200)
        }
    }
}
