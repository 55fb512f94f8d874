import Compliance
import Postgres
import Testing

@testable import Store

/// What the tables can say of sites in time, beyond what an import says so far; 2021-W32 begins on 9 August.
@Suite("The register in time")
struct RegisterInTimeTests {
    private static let now = moment("08-30 09:00")

    private static func week(_ first: String, in store: Store) async throws -> WeekFigures {
        try await store.weekFigures(ISOWeek(of: day(first)), now: now)
    }

    @Test(
        "A site that closes and opens again under its code is of the weeks of both periods, and of none between"
    )
    func periods() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01", to: day("08-12")), township("T-02")])
            try await InspectionRows(store: store, database: database)
                .add(1, "T-01", "08-10 09:00", grade: 0, score: 50)
            try await store.rewrite("T-01") { site in
                site.periods.append(.init(openedOn: day("08-24"), closedOn: nil, predecessor: "T-02"))
            }
            for (first, codes) in [
                ("08-09", ["T-01", "T-02"]), ("08-16", ["T-02"]), ("08-23", ["T-01", "T-02"]),
            ] {
                let week = try await Self.week(first, in: store)
                #expect(week.ranking.map(\.site.code).sorted() == codes, "\(first)")
                #expect(week.trend.last?.sites == codes.count)
                #expect(week.flags.map(\.site.code) == (codes.count == 2 ? ["T-01"] : []))
            }
            #expect(try await Self.week("08-09", in: store).ranking.first?.site.closedOn == day("08-12"))
            let site = try await store.site("T-01").site
            #expect(site.openedOn == day("08-24") && site.closedOn == nil)
            #expect(try await store.countyFigures(now: Self.now).standings.count == 2)
            #expect(
                try await store.countyFigures(now: moment("08-18 09:00")).standings.map(\.site.code) == [
                    "T-02"
                ]
            )
        }
    }

    @Test("Names of sites and townships change from a day on; weeks before say what was so then")
    func names() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02")])
            try await InspectionRows(store: store, database: database)
                .add(1, "T-01", "08-10 09:00", grade: 0, score: 50)
            try await store.rewrite("T-01") { site in
                site.descriptions.append(
                    .init(
                        since: day("08-17"),
                        name: Text(zh: "新名", en: "New"),
                        township: "T-02",
                        address: "新宾馆",
                        capacity: 99,
                        place: .init(latitude: "33.123456", longitude: "113.500000", datum: "GCJ-02")
                    )
                )
            }
            let (then, since) = (
                try await Self.week("08-09", in: store), try await Self.week("08-16", in: store)
            )
            #expect(then.ranking.first { $0.site.code == "T-01" }?.site == township("T-01").site)
            let site = try #require(since.ranking.first { $0.site.code == "T-01" }?.site)
            #expect(site.name == Text(zh: "新名", en: "New") && site.capacity == 99 && site.address == "新宾馆")
            #expect(site.township == township("T-02").site.township)
            #expect(
                then.flags.first?.site.name == township("T-01").site.name
                    && since.flags.first?.site.name.en == "New"
            )

            let record = try #require(try await store.register(of: ["T-01"]).sites["T-01"])
            #expect(record.descriptions.map(\.since) == [nil, day("08-17")])
            #expect(record.descriptions.last?.place?.latitude == "33.123456")
            // An import speaks of from today on, and keeps where it lies.
            let entry = RegisterEntry(site: township("T-01").site, row: 1)
            #expect(try await store.importSites([entry]).changed == 1)
            let imported = try #require(try await store.register(of: ["T-01"]).sites["T-01"])
            #expect(imported.descriptions.map(\.township) == ["T-01", "T-02", "T-01"])
            #expect(imported.descriptions.last?.place == record.descriptions.last?.place)
        }
    }

    @Test(
        "A corrected term keeps its id; what was said before stays, with the entry and the moment that replaced it"
    )
    func terms() async throws {
        try await TestCounty.with { store, database in
            let misspelt = Posting(duty: .director, person: "王一", from: day("01-01"))
            _ = try await store.importSites([township("T-01", [DutyEntry(misspelt)])])
            try await store.rewrite("T-01") { site in
                let term = try #require(site.terms.first)
                site.terms = [.init(id: term.id, Posting(duty: .director, person: "王壹", from: day("02-01")))]
            }
            #expect(try await store.site("T-01").postings.map(\.person) == ["王壹"])
            let rows = try await database.query(
                """
                SELECT p.person, p.replaced_at IS NULL AS stands, count(*) OVER (PARTITION BY p.id) AS of_one, r.verb,
                    p.replaced_at <= r.happened_at + INTERVAL '1 second' AS with_it
                FROM posting p LEFT JOIN audit_entry r ON r.county_id = p.county_id AND r.number = p.replaced_by
                    AND r.object = 'site/T-01'
                ORDER BY p.entry
                """
            )
            #expect(try rows.map { try $0["person"] as String } == ["王一", "王壹"])
            #expect(try rows.map { try $0["stands"] as Bool } == [false, true])
            #expect(try rows.map { try $0["of_one"] as Int } == [2, 2])
            #expect(try rows[0]["verb"] as String? == "change" && rows[0]["with_it"] as Bool? == true)

            // Withdrawn: nobody held it.
            try await store.rewrite("T-01") { site in site.terms = [] }
            #expect(try await store.site("T-01").postings == [])
            #expect(try await database.query("SELECT FROM posting").count == 2)
        }
    }

    @Test("The same register again changes nothing, whoever holds which duties; each township has its entry")
    func again() async throws {
        try await TestCounty.with { store, database in
            let duties: [Responsible] = [
                .director, .partyHead, .governmentHead, .deputyInCharge, .expert, .police,
            ]
            let entries = (1...30)
                .map { number in
                    township(
                        "N-\(number)",
                        duties.map { DutyEntry($0, "某\($0)\(number)", since: day("01-01")) }
                    )
                }
            #expect(try await store.importSites(entries).added == 30)
            #expect(try await store.importSites(entries).unchanged == 30)
            let said = try await database.query(
                "SELECT count(*) FROM audit_entry WHERE object LIKE 'township/N-%' AND verb = 'add'"
            )
            #expect(try said[0]["count"] == 30)
        }
    }
}
