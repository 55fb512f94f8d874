import Postgres
import AuditLog
import Testing

@testable import Compliance
@testable import Store

@Suite("An owner who is no superuser")
struct OwnerTests {
    @Test("Such an owner migrates, founds, publishes and makes accounts, and is bound by the policies")
    func plainOwner() async throws {
        try await Self.owning { database in
            try await Store.migrate(database)
            try await Store.createCounty("demo", name: Text(zh: "示范县", en: "Demo"), in: database)
            let shell = try await Store.open(database, county: "demo")
                .acting(for: .shell(name: "shell:tests"))
            _ = try await shell.publish(TestCounty.baseline())
            _ = try await shell.importSites([township("T-01")])
            let form = AccountForm(name: "admin", display: "管理员", roles: ["administrator"])
            try await shell.add(try form.account(), password: CountyWithAccounts.password)
            #expect(try await shell.accounts().map(\.name) == ["admin"])
            let signedIn = try await Store.open(database, county: "demo")
                .signIn(
                    name: "admin",
                    password: CountyWithAccounts.password,
                    from: LoginOrigin(address: "", agent: "")
                )
            guard case .signedIn = signedIn else { return #expect(Bool(false), "nobody could sign in") }
            // Whoever has put the owner's rights off sees no site without saying who acts.
            let seen = try await database.pipeline([
                "SET LOCAL ROLE lazaret_server", "SELECT count(*) FROM site",
            ])
            #expect(try seen[1][0]["count"] == 0)
        }
    }

    @Test("Such an owner brings an old database up to date, and every entry waits to be sealed")
    func upgrade() async throws {
        try await Self.owning { database in
            try await Store.migrate(database, to: Array(try Migration.all.prefix(4)))
            _ = try await database.query(
                "INSERT INTO county (code, name_zh, name_en) VALUES ('demo', '旧县', 'Old')"
            )
            _ = try await database.query(
                """
                INSERT INTO audit_entry (county_id, actor, verb, object)
                SELECT 1, '甲', 'add', 'site/' || n FROM generate_series(1, 1000) AS n
                """
            )
            try await Store.migrate(database)
            let shell = try await Store.open(database, county: "demo")
                .acting(for: .shell(name: "shell:tests"))
            #expect(try await shell.unsealedCount(upTo: 5000) == 1000)
            let page = try await shell.entries(EntryFilter(), limit: 10)
            #expect(page.entries.map(\.entry.actor) == Array(repeating: "甲", count: 10))
            #expect(try await shell.importSites([township("T-01")]).added == 1)
        }
    }

    /// Gives the closure an empty database whose owner may make roles and nothing else, as that owner sees it.
    static func owning(_ body: (Database) async throws -> Void) async throws {
        try await OwnedDatabase.with { try await body($0.database) }
    }
}
