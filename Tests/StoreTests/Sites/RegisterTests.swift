import Compliance
import Postgres
import Testing

@testable import Store

@Suite("The register")
struct RegisterTests {
    private static let first = Posting(duty: .director, person: "第一任", from: day("01-01"))
    private static let second = Posting(duty: .director, person: "第二任", from: day("08-16"))

    @Test("An import adds, changes and leaves alone, with an audit entry for each that changed")
    func imports() async throws {
        try await TestCounty.with { store, database in
            let entries = [township("T-01", [DutyEntry(Self.first)]), township("T-02")]
            #expect(
                try await store.importSites(entries)
                    == ImportOutcome(added: 2, changed: 0, unchanged: 0)
            )
            #expect(
                try await store.importSites(entries)
                    == ImportOutcome(added: 0, changed: 0, unchanged: 2)
            )
            let moved = [township("T-01", [DutyEntry(Self.second)]), township("T-02")]
            #expect(
                try await store.acting(for: .shell(name: "乙")).importSites(moved)
                    == ImportOutcome(added: 0, changed: 1, unchanged: 1)
            )
            let audit = try await database.query(
                """
                SELECT actor || ' ' || verb || ' ' || object AS said FROM audit_entry
                WHERE object LIKE 'site/%' ORDER BY number
                """
            )
            #expect(
                try audit.map { try $0["said"] as String } == [
                    "甲 add site/T-01", "甲 add site/T-02", "乙 change site/T-01",
                ]
            )
            let site = try await store.site("T-01")
            #expect(site.site == moved[0].site)
            // The new director ended the old one's term the day before.
            let ended = Posting(duty: .director, person: "第一任", from: day("01-01"), to: day("08-15"))
            #expect(site.postings == [Self.second, ended])
        }
    }

    @Test(
        "Days that can only be slips or stand-ins are refused: a duty that began then could never be replaced"
    )
    func implausibleDays() async throws {
        try await TestCounty.with { store, database in
            let today = try await database.query("SELECT current_date AS today")[0]["today"] as Day
            func problems(_ entry: RegisterEntry) async throws -> [String] {
                try await objections { _ = try await store.importSites([entry]) }
            }
            let duty = "implausibleDay /0/director_since"
            for (from, expected) in [
                (Day.last, [duty]), (.first, [duty]), (today + 400, [duty]), (today + 300, []),
            ] {
                let entry = DutyEntry(.director, "某", since: from)
                #expect(try await problems(township("T-01", [entry])) == expected, "\(from)")
            }
            #expect(try await problems(township("T-02", from: .last)) == ["implausibleDay /0/opened"])
            #expect(try await problems(township("T-02", to: .last)) == ["implausibleDay /0/closed"])
        }
    }

    @Test("All that is wrong is said at once, and nothing is written")
    func refused() async throws {
        try await TestCounty.with { store, _ in
            _ = try await store.importSites([township("T-01")])
            let home = Site(
                code: "T-01",
                kind: .homeIsolation,
                name: Text(zh: "", en: "x"),
                township: nil,
                openedOn: day("08-01"),
                closedOn: day("07-01")
            )
            let entries = [
                township("T-02"), RegisterEntry(site: home, row: 2), township("T_3"),
                township("T-02"),
            ]
            do {
                _ = try await store.importSites(entries)
                Issue.record("it was taken")
            } catch let problems as Problems {
                #expect(
                    problems.all.map { "\($0.code) \($0.pointer)" } == [
                        "badName /1/name", "endsBeforeStart /1/closed", "kindFixed /1/kind",
                        "badCode /2/code",
                        "badCode /2/township", "repeated /3/code",
                    ]
                )
            }
            #expect(try await store.sites(kind: nil, now: moment("08-18 09:00")).map(\.site.code) == ["T-01"])
        }
    }

    @Test("Two counties with the same codes never mix")
    func isolation() async throws {
        try await TestCounty.with { store, database in
            try await Store.createCounty("other", name: Text(zh: "邻县", en: "Other"), in: database)
            let other = try await Store.open(database, county: "other").acting(for: .shell(name: "乙"))
            _ = try await store.importSites([township("T-01", [DutyEntry(Self.first)])])
            await #expect(throws: StoreError.noSite("T-01")) { try await other.site("T-01") }
            _ = try await other.importSites([township("T-01"), township("T-02")])
            try await InspectionRows(store: store, database: database)
                .add(1, "T-01", "08-17 09:00", grade: 0, score: 50, gaps: ["A-01"])
            let now = moment("08-18 09:00")
            let figures = try await other.countyFigures(now: now)
            #expect(figures.standings.map(\.latest) == [nil, nil])
            #expect(figures.standings.map(\.director) == [nil, nil])
            #expect(figures.worstGaps == [])
            #expect(try await other.weekFigures(ISOWeek(of: day("08-18")), now: now).inspected == 0)
            #expect(try await other.checklists() == [])
            #expect(try await store.countyFigures(now: now).standings.map(\.director) == ["第一任"])
            let id = try InspectionRows.id(1)
            await #expect(throws: StoreError.noInspection(id.description)) {
                try await other.inspection(id)
            }
        }
    }
}
