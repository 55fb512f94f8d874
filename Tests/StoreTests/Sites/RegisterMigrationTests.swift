import AuditLog
import Compliance
import Postgres
import Testing

@testable import Store

@Suite("The register in time takes over what was on record")
struct RegisterMigrationTests {
    private static func with(_ body: (SealedLog) async throws -> Void) async throws {
        try await OwnerTests.owning { database in
            try await Store.migrate(database, to: Array(try Migration.all.prefix(16)))
            try await OldCounty.fill(database, filings: 1000)
            let entries: SQL =
                "SELECT md5(string_agg(e::text, ',' ORDER BY number)) AS all FROM audit_entry e WHERE number <= 1005"
            let before: String = try await database.query(entries)[0]["all"]
            try await Store.migrate(database)
            #expect(try await database.query(entries)[0]["all"] == before)
            let store = try await Store.open(database, county: "demo").acting(for: .shell(name: "甲"))
            try await body(SealedLog(store: store, database: database))
        }
    }

    /// What the tables come to, held against the record.
    private static func findings(_ log: SealedLog) async throws -> [String] {
        try await log.seal()
        let report = try await log.store.verify(keys: [log.key.publicKey], evidence: 1)
        #expect(report.fault == nil)
        let findings = try #require(report.evidence)
        #expect(findings.held[.inspections] == 1000 && findings.held[.sites] == 3)
        // The account is of this test alone: no entry adds it.
        return findings.first.map { "\($0.object) \($0.part)" }.filter { !$0.hasPrefix("account/") }
    }

    @Test("In place, by an owner who is no superuser: pages say the same, and a thousand filings verify")
    func carriedOver() async throws {
        try await Self.with { log in
            let site = try await log.store.site("T-01")
            #expect(site.site.name == Text(zh: "一号点", en: "Site one"))
            #expect(site.site.township == Township(code: "01", name: Text(zh: "城关镇", en: "Chengguan")))
            #expect(site.site.address == "老学校" && site.site.capacity == 50 && site.inspections == 1000)
            #expect(site.postings.map(\.person) == ["李院长", "赵书记", "王院长"])
            #expect(try await log.store.site("T-02").site.closedOn == day("12-31"))
            #expect(try await Self.findings(log) == [])

            // From now on in the form of now; what was carried over stays provable.
            let next = DutyEntry(.director, "孙院长", since: day("09-01"))
            let entry = RegisterEntry(site: site.site, duties: [next], row: 1)
            #expect(try await log.store.importSites([entry]).changed == 1)
            #expect(try await Self.findings(log) == [])
            #expect(
                try await log.store.site("T-01").postings
                    .map { "\($0.person) \($0.from) \($0.to.map { "\($0)" } ?? "")" }
                    == [
                        "孙院长 2021-09-01 ", "赵书记 2021-01-01 ", "李院长 2021-08-16 2021-08-31",
                        "王院长 2021-01-01 2021-08-15",
                    ]
            )
        }
    }

    @Test(
        "What an owner then changes who gives himself the right to is found",
        arguments: [
            (
                "site_description", "SET name_zh = '别处' WHERE site = 'T-01'",
                "site/T-01 site, township and duties"
            ),
            ("operation", "SET closed_on = NULL WHERE site = 'T-02'", "site/T-02 site, township and duties"),
            (
                "posting", "SET person = '别人' WHERE site = 'C-01' AND person = '专家'",
                "site/C-01 site, township and duties"
            ),
            (
                "township_name", "SET name_en = 'x' WHERE township = '02'",
                "site/T-02 site, township and duties"
            ),
            (
                "posting", "SET replaced_by = 5000, replaced_at = now() WHERE person = '赵书记'",
                "site/T-01 entry"
            ),
        ]
    )
    func changed(table: String, change: String, named: String) async throws {
        try await Self.with { log in
            let refused = await #expect(throws: PostgresError.self) {
                try await log.database.run("UPDATE \(table) SET county_id = county_id; DELETE FROM \(table)")
            }
            #expect(refused?.sqlState == "42501")
            try await log.database.run("GRANT UPDATE ON \(table) TO CURRENT_USER; UPDATE \(table) \(change)")
            #expect(try await Self.findings(log) == [named])
        }
    }

    @Test(
        "What was replaced since is held against the entry of then",
        arguments: ["UPDATE posting SET held_from = '2021-08-17'", "UPDATE posting SET entry = 5"]
    )
    func replaced(change: String) async throws {
        try await Self.with { log in
            let site = try await log.store.site("T-01").site
            let next = DutyEntry(.director, "孙院长", since: day("09-01"))
            _ = try await log.store.importSites([RegisterEntry(site: site, duties: [next], row: 1)])
            try await log.database.run(
                "GRANT UPDATE ON posting TO CURRENT_USER; \(change) WHERE person = '李院长' AND replaced_at IS NOT NULL"
            )
            #expect(try await Self.findings(log).map { $0.prefix(9) } == ["site/T-01"])
        }
    }
}
