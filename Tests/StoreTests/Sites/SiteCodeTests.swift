import AuditLog
import Compliance
import Postgres
import Testing

@testable import Store

/// A code is one whatever its capitals.
@Suite("Codes of sites")
struct SiteCodeTests {
    @Test("The database sorts codes as Swift does")
    func sortKeys() async throws {
        try await TestCounty.with { _, database in
            var codes = ["P-2", "p-10", "P-010", "A-1-10", "A-1-9", "0", "-", "9z9Z9", "x00y", "T-03"]
            codes += [String(repeating: "9", count: 32), String(repeating: "1a", count: 16)]
            let rows = try await database.query(
                "SELECT c, natural_key(c) AS key FROM unnest(\(codes)::text[]) AS c ORDER BY natural_key(c), c"
            )
            for row in rows {
                let (code, key): (String, String) = (try row["c"], try row["key"])
                #expect(SiteCode.sortKey(code) == key)
            }
            let inSwift = codes.sorted { (SiteCode.sortKey($0), $0) < (SiteCode.sortKey($1), $1) }
            let inSQL = try rows.map { row in try row["c"] as String }
            #expect(inSQL == inSwift && inSQL.count == codes.count)
        }
    }

    @Test("A site is found, filed against and imported by its code with whatever capitals, and keeps its own")
    func eitherWay() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("Pa-1")])
            for code in ["Pa-1", "PA-1", "pa-1"] {
                #expect(try await store.site(code).site.code == "Pa-1")
            }
            // The same again, typed otherwise, is the same site.
            let again = township("pA-1")
            let same = RegisterEntry(
                site: Site(
                    code: again.site.code,
                    kind: .townshipIsolation,
                    name: township("Pa-1").site.name,
                    township: township("Pa-1").site.township,
                    openedOn: again.site.openedOn
                ),
                row: 1
            )
            #expect(try await store.importSites([same]) == ImportOutcome(added: 0, changed: 0, unchanged: 1))
            #expect(try await store.sites(now: moment("08-20 12:00")).total == 1)
            // Two rows of one file that differ in capitals alone are one site twice.
            await #expect(throws: Problems.self) {
                try await store.importSites([township("Q-1"), township("q-1")])
            }
            // Past the import, the database says so itself.
            await #expect(throws: PostgresError.self) {
                try await database.query(
                    "INSERT INTO site (county_id, code, kind) VALUES (\(store.county.id), 'PA-1', 'zone')"
                )
            }
            for code in ["ＰＡ-1", "pa_1", "pa-1%", "", "ſ"] {
                await #expect(throws: StoreError.noSite(code)) { try await store.site(code) }
            }
        }
    }

    @Test("A visit that is filed by other capitals is one of the site, and the same again is the same visit")
    func filed() async throws {
        try await TestCounty.with { store, _ in
            _ = try await store.importSites([township("T-01"), township("T-02")])
            let node = try FilingTests.filing(1, site: "t-01")
            for _ in 1...2 {
                _ = try await store.file(node, receivedAt: FilingTests.now)
                let filed = try await store.inspection(try InspectionRows.id(1))
                #expect(filed.filing.site == "T-01" && filed.site.code == "T-01")
            }
            _ = try await store.file(try FilingTests.filing(1, site: "T-01"), receivedAt: FilingTests.now)
            let id = try InspectionRows.id(1)
            await #expect(throws: StoreError.conflict(id)) {
                try await store.file(try FilingTests.filing(1, site: "t-02"), receivedAt: FilingTests.now)
            }
            _ = try await store.file(
                try FilingTests.filing(2, site: "t-01", revises: 1),
                receivedAt: FilingTests.now
            )
            #expect(try await store.site("t-01").history.map(\.id) == [try InspectionRows.id(2)])
        }
    }

    @Test("A county that has both of a code keeps both, each found by its own, and the record says so")
    func twins() async throws {
        try await OwnerTests.owning { database in
            try await Store.migrate(database, to: Array(try Migration.all.prefix(24)))
            _ = try await database.query(
                "INSERT INTO county (code, name_zh, name_en) VALUES ('demo', '示范县', 'Demo')"
            )
            _ = try await database.query(
                """
                INSERT INTO site (county_id, code, kind)
                SELECT county_id, c, 'zone' FROM county, unnest('{P-2,p-2,P-10,q-1}'::text[]) AS c
                """
            )
            _ = try await database.query(
                "INSERT INTO operation (county_id, site, opened_on, entry) SELECT county_id, code, '2021-01-01', 0 FROM site"
            )
            _ = try await database.query(
                """
                INSERT INTO site_description (county_id, site, since, name_zh, name_en, address, entry)
                SELECT county_id, code, '-infinity', code, code, '', 0 FROM site
                """
            )
            try await Store.migrate(database)
            let store = try await Store.open(database, county: "demo").acting(for: .shell(name: "甲"))
            #expect(try await store.site("P-2").site.code == "P-2")
            #expect(try await store.site("p-2").site.code == "p-2")
            #expect(try await store.site("Q-1").site.code == "q-1")
            let codes = try await store.sites(now: moment("08-20 12:00")).elements.map(\.site.code)
            #expect(codes == ["P-2", "p-2", "P-10", "q-1"])
            let said = try await store.entries(EntryFilter(object: "twin/"), limit: 10).entries
            #expect(said.map(\.entry.object) == ["twin/p-2"])
            #expect(said.first?.entry.reason == "differs from another code in capitals alone: P-2")
            let queued = try await database.query(
                "SELECT q.leaf = leaf_hash(e) AS same FROM audit_entry e JOIN audit_queue q USING (county_id, number) WHERE e.object = 'twin/p-2'"
            )
            let same = try queued.map { row in try row["same"] as Bool }
            #expect(same == [true])
        }
    }
}
