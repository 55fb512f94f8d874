import Compliance
import Postgres
import Testing

@testable import Store

/// Rows that a superuser damaged, in a county of four township sites; 2021-W33 begins on 16 August.
@Suite("What cannot be read is left out of a list, named, and takes nothing else with it")
struct UnreadableRowTests {
    private static let week = ISOWeek(of: day("08-16"))
    private static let now = moment("08-20 12:00")
    /// The critical item of the visits' gaps.
    private static let critical = "A-02"

    /// T-01 best, T-02 next, T-03 below the minimum twice, T-04 not visited; then what the superuser did.
    private static func with(_ damage: String, _ body: (Store) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites((1...4).map { township("T-0\($0)") })
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-10 09:00", grade: 1, score: 80)
            try await visits.add(2, "T-01", "08-18 09:00", grade: 2, score: 95, gaps: [critical])
            try await visits.add(3, "T-02", "08-18 09:00", grade: 2, score: 93, gaps: [critical])
            try await visits.add(4, "T-03", "08-10 09:00", grade: 0, score: 60)
            try await visits.add(5, "T-03", "08-18 09:00", grade: 0, score: 50)
            try await database.run("BEGIN; SET LOCAL session_replication_role = replica; \(damage); COMMIT")
            let fresh = try await Store.open(database, county: "demo")
            try await body(fresh.acting(for: .shell(name: "甲")))
        }
    }

    /// An id as `InspectionRows` makes them.
    private static func id(_ number: Int, version: Int = 7) -> String {
        "018f0000-0000-\(version)000-8000-00000000000\(number)"
    }

    private static func names(_ rows: UnreadableRows) -> [String] {
        rows.all.map { "\($0.table) \($0.key)" }
    }

    @Test("An id of another version: every list stands without that inspection, which counts once")
    func identity() async throws {
        let other = Self.id(2, version: 4)
        let damage = """
            UPDATE inspection SET id = '\(other)' WHERE id = '\(Self.id(2))';
            UPDATE gap SET inspection = '\(other)' WHERE inspection = '\(Self.id(2))'
            """
        try await Self.with(damage) { store in
            let week = try await store.weekFigures(Self.week, now: Self.now)
            #expect(week.ranking.map(\.site.code) == ["T-02", "T-03", "T-04"])
            #expect(week.criticalGaps.map(\.site.code) == ["T-02"])
            // Four were open, of which T-02 and T-03 are left with 93 and 50.
            #expect(week.trend.last?.sites == 4 && week.trend.last?.inspected == 2)
            #expect(week.trend.last?.medianScore == Rational(143, over: 2))
            #expect(week.flags.map(\.site.code) == ["T-03"])
            #expect(Self.names(week.unreadable) == ["inspection \(other)"])
            #expect(week.unreadable.all.first?.why.contains("'inspection'") == true)

            let county = try await store.countyFigures(now: Self.now)
            #expect(county.standings.map(\.site.code) == ["T-02", "T-03", "T-04"])
            #expect(county.worstGaps.map(\.site.code) == ["T-02"])
            #expect(Self.names(county.unreadable) == ["inspection \(other)"])

            let sites = try await store.sites(kind: nil, now: Self.now)
            #expect(sites.map(\.site.code) == ["T-02", "T-03", "T-04"])
            #expect(Self.names(sites.unreadable) == ["inspection \(other)"])

            let site = try await store.site("T-01")
            #expect(site.history.map(\.id.description) == [Self.id(1)] && site.openGaps == [])
            #expect(Self.names(site.unreadable) == ["inspection \(other)"])
        }
    }

    @Test(
        "An unknown word or a digest without its document",
        arguments: [
            ("UPDATE inspection SET kind = 'nightly'", ["inspection"]),
            ("UPDATE inspection SET grade = 'splendid'", ["inspection"]),
            ("UPDATE inspection SET exact_score = 'NaN'", ["inspection"]),
            ("UPDATE inspection SET checklist_digest = sha256('gone')", ["inspection", "checklist_version"]),
            ("UPDATE inspection SET baseline_digest = sha256('gone')", ["inspection", "baseline_version"]),
        ]
    )
    func words(damage: String, tables: [String]) async throws {
        try await Self.with("\(damage) WHERE id = '\(Self.id(3))'") { store in
            let week = try await store.weekFigures(Self.week, now: Self.now)
            #expect(week.ranking.map(\.site.code) == ["T-01", "T-03", "T-04"])
            #expect(week.trend.last?.inspected == (damage.contains("kind =") ? 3 : 2))
            #expect(week.unreadable.all.map(\.table) == tables)
            #expect(week.unreadable.all.first?.key == Self.id(3))
            #expect(week.versions.map(\.inspections) == [tables.count == 1 ? 3 : 2])
        }
    }

    @Test("A gap of an item that its checklist does not have, and a site of no known kind or day")
    func gapsAndSites() async throws {
        let damage = "UPDATE gap SET item = 'Z-99' WHERE inspection = '\(Self.id(2))'"
        try await Self.with(damage) { store in
            let week = try await store.weekFigures(Self.week, now: Self.now)
            #expect(week.ranking.count == 4)
            #expect(week.criticalGaps.map(\.site.code) == ["T-02"])
            #expect(week.topItems.map(\.item) == [Self.critical] && week.topItems.first?.sites == 1)
            #expect(Self.names(week.unreadable) == ["gap \(Self.id(2))/Z-99"])
        }
        let unknown = "ALTER TABLE site DROP CONSTRAINT site_kind_known; UPDATE site SET kind = 'castle'"
        try await Self.with("\(unknown) WHERE code = 'T-04'") { store in
            let sites = try await store.sites(kind: nil, now: Self.now)
            #expect(sites.count == 3 && Self.names(sites.unreadable) == ["site T-04"])
        }
        try await Self.with("UPDATE operation SET opened_on = '-infinity' WHERE site = 'T-04'") { store in
            #expect(try await store.countyFigures(now: Self.now).standings.count == 3)
            let sites = try await store.sites(kind: nil, now: Self.now)
            #expect(Self.names(sites.unreadable) == ["site T-04"])
            await #expect(throws: UnreadableRow.self) { try await store.site("T-04") }
        }
    }

    @Test("Nobody is flagged without evidence that can be read")
    func flags() async throws {
        try await Self.with("UPDATE inspection SET grade = 'bad' WHERE site = 'T-03'") { store in
            let week = try await store.weekFigures(Self.week, now: Self.now)
            #expect(week.flags == [])
            #expect(
                Set(Self.names(week.unreadable)) == ["inspection \(Self.id(5))", "inspection \(Self.id(4))"]
            )
        }
        try await Self.with("UPDATE inspection SET grade = 'bad' WHERE id = '\(Self.id(4))'") { store in
            let flag = try #require(try await store.weekFigures(Self.week, now: Self.now).flags.first)
            #expect(flag.evidence.map(\.summary.id.description) == [Self.id(5)])
        }
    }

    @Test("Drafts, accounts, versions and what-ifs are lists too")
    func others() async throws {
        let damage = """
            INSERT INTO draft (county_id, id, site, fields, saved_at, saved_by, owner)
            VALUES (1, '\(Self.id(8))', 'T-01', '{}', now(), '甲', '甲'),
                (1, '\(Self.id(9, version: 1))', 'T-01', '{}', now(), '甲', '甲');
            INSERT INTO account (county_id, name, display, roles) VALUES (1, 'good', 'x', '{leader}');
            ALTER TABLE account DROP CONSTRAINT account_roles_known;
            INSERT INTO account (county_id, name, display, roles) VALUES (1, 'odd', 'x', '{leader,king}');
            UPDATE checklist_version SET document = '{}' WHERE code = 'county-isolation'
            """
        try await Self.with(damage) { store in
            let drafts = try await store.drafts(site: nil)
            #expect(drafts.map(\.id.description) == [Self.id(8)])
            #expect(Self.names(drafts.unreadable) == ["draft \(Self.id(9, version: 1))"])
            let accounts = try await store.accounts()
            #expect(accounts.map(\.name) == ["good"] && Self.names(accounts.unreadable) == ["account odd"])
            let checklists = try await store.checklists()
            #expect(checklists.map(\.code) == ["township-isolation"])
            #expect(Self.names(checklists.unreadable) == ["checklist_version county-isolation/2021-08"])
            // The visits' documents are empty, so that none of them can be scored again.
            let answers = try await store.whatIf(
                latestOf: .townshipIsolation,
                checklist: nil,
                baseline: nil,
                now: Self.now
            )
            #expect(answers.isEmpty && answers.unreadable.count == 3)
        }
    }

    @Test("A version that cannot be read is left out where it is shown; nothing is held against another")
    func versions() async throws {
        let damage = "UPDATE baseline_version SET effective_from = '-infinity'"
        try await Self.with(damage) { store in
            let baselines = try await store.baselines()
            #expect(baselines.isEmpty && baselines.unreadable.all.map(\.table) == ["baseline_version"])
            await #expect(throws: UnreadableRow.self) {
                try await store.standard("township-isolation", version: nil, on: day("08-18"))
            }
        }
    }

    @Test("Who asks for the very inspection is told that it cannot be read")
    func single() async throws {
        try await Self.with("SELECT 1") { store in
            let id = try InspectionRows.id(3)
            let error = await #expect(throws: UnreadableRow.self) { try await store.inspection(id) }
            #expect(error?.table == "inspection" && error?.key == id.description)
            #expect(error?.message.en.contains("cannot be read (inspection \(id))") == true)
        }
    }
}
