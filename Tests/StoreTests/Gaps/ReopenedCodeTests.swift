import Compliance
import Postgres
import Testing

@testable import Store

/// T-01 closed on 12 August and goes on as T-09 from the 13th; its code was opened again on the 30th, as another site.
@Suite("Gaps of a code that was opened again after its site moved away")
struct ReopenedCodeTests {
    private static func move(_ store: Store) async throws {
        _ = try await store.importSites([
            township("T-01", to: day("08-12")), township("T-02"),
            RegisterEntry(
                site: township("T-09", from: day("08-13")).site,
                duties: [DutyEntry(.director, "九号院长", since: day("08-13"))],
                predecessor: .value("T-01"),
                row: 3
            ),
        ])
        let duty = DutyEntry(.director, "新一号院长", since: day("08-30"))
        _ = try await store.importSites([township("T-01", from: day("08-30"), [duty])])
    }

    /// Site, item, number, first day and number of findings of each run.
    private static func runs(_ store: Store, _ site: String? = nil) async throws -> [String] {
        let rows = try await store.query(
            """
            SELECT r.*, (r.since AT TIME ZONE INTERVAL '08:00')::date AS day
            FROM gap_runs(\(store.county.id), \(orNull: site)::text, NULL) AS r ORDER BY r.site, r.item, r.number
            """
        )
        return try rows.map { row in
            let parts: [String] = [try row["site"], try row["item"]]
            let figures = [
                "\(try row["number"] as Int)", "\(try row["day"] as Day)", "\(try row["findings"] as Int)",
            ]
            return (parts + figures).joined(separator: " ")
        }
    }

    @Test(
        "What was found before the move goes on under the new code alone; what is found since is the code's own"
    )
    func once() async throws {
        try await CountyWithAccounts.with { county in
            let store = county.shell
            try await Self.move(store)
            let visits = InspectionRows(store: store, database: county.owner)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 0, score: 50, gaps: ["A-04", "B-02"])
            try await visits.add(2, "T-09", "08-20 09:00", grade: 0, score: 55, gaps: ["A-04"])
            try await visits.add(3, "T-01", "08-31 09:00", grade: 0, score: 10, gaps: ["A-04"])
            // B-02 was met at T-09 on the 20th, which ended it there.
            let all = ["T-01 A-04 1 2021-08-31 1", "T-09 A-04 1 2021-08-03 2", "T-09 B-02 1 2021-08-03 1"]
            #expect(try await Self.runs(store) == all)
            #expect(try await Self.runs(store, "T-01") == [all[0]])
            #expect(try await Self.runs(store, "T-09") == Array(all[1...]))
            let listed = try await store.gaps(now: moment("09-03 09:00"))
            #expect(listed.elements.map { "\($0.site) \($0.item)" }.sorted() == ["T-01 A-04", "T-09 A-04"])

            // A page each, which says where the other stands; an item of before the move has none here, and is led to.
            let (own, moved) = (try await store.gap("T-01", "A-04"), try await store.gap("T-09", "A-04"))
            #expect(own.visits.map(\.inspection) == [try InspectionRows.id(3)] && own.earlierAs == "T-09")
            #expect(own.goesOnAs == nil && own.runs.map(\.since) == [moment("08-31 09:00")])
            #expect(try moved.visits.map(\.inspection) == [InspectionRows.id(1), InspectionRows.id(2)])
            #expect(moved.earlierAs == nil && moved.runs.map(\.repeats) == [1])
            await #expect(throws: StoreError.noGap(site: "T-01", item: "B-02")) {
                try await store.gap("T-01", "B-02")
            }
            #expect(try await store.earlierGap("T-01", "B-02") == "T-09")
            #expect(try await store.earlierGap("T-02", "B-02") == nil)

            // The visit of the 31st found it for the first time: by its deadline alone it is due.
            let past = try await store.query(
                """
                SELECT p.* FROM inspection i
                CROSS JOIN LATERAL gaps_past(1, i.site, ARRAY['A-04'], ARRAY['notMet'], i.finished_at, i.place) AS p
                WHERE i.id = \(try InspectionRows.id(3))
                """
            )
            #expect(try past.first?["in_previous"] == false && past.first?["ever_before"] == false)
            #expect(try past.first?["since"] == day("08-31"))
            #expect(try await store.site("T-01").openGaps.map(\.item) == ["A-04"])

            // Whoever is confined to the reopened code does not read where the site moved to, and is shown the same.
            try await county.add("one", .director, duties: ["director@T-01"])
            let director = try await county.signedIn("one").store
            #expect(try await Self.runs(director) == [all[0]])
            #expect(try await director.gap("T-01", "A-04").runs.map(\.since) == [moment("08-31 09:00")])

            // Closed once more, what is its own stays in the list.
            _ = try await store.importSites([township("T-01", from: day("08-30"), to: day("09-02"))])
            #expect(try await Self.runs(store) == all)
        }
    }

    @Test(
        "Lists, standings, weeks and flags of a code that was opened again are of the visits since, or of the time before"
    )
    func standings() async throws {
        try await CountyWithAccounts.with { county in
            let (store, now) = (county.shell, moment("09-01 09:00"))
            try await Self.move(store)
            let visits = InspectionRows(store: store, database: county.owner)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 0, score: 50, gaps: ["A-04"])
            try await visits.add(2, "T-09", "08-20 09:00", grade: 0, score: 55, gaps: ["A-04"])
            let (first, second) = (try InspectionRows.id(1), try InspectionRows.id(2))

            let listed = try await store.sites(kind: nil, now: now)
            let latest = Dictionary(uniqueKeysWithValues: listed.map { ($0.site.code, $0.latest?.id) })
            #expect(latest == ["T-01": nil, "T-02": nil, "T-09": second])
            let standings = try await store.countyFigures(now: now).standings
            #expect(standings.filter { $0.latest != nil }.map(\.site.code) == ["T-09"])
            #expect(try await store.site("T-01").history.isEmpty)
            #expect(try await store.site("T-09").history.map(\.id) == [second, first])

            let week = ISOWeek(of: day("08-31"))
            let figures = try await store.weekFigures(week, now: now)
            #expect(figures.flags.map(\.site.code) == ["T-09"] && figures.flags.map(\.inspections) == [2])
            let lastVisits = figures.ranking.map { "\($0.site.code) \($0.lastVisit.map { "\($0)" } ?? "–")" }
            #expect(lastVisits.sorted() == ["T-01 –", "T-02 –", "T-09 2021-08-20"])
            // As of the first week T-01 is what it was.
            let then = try await store.weekFigures(ISOWeek(of: day("08-03")), now: now).flags
            #expect(then.map(\.site.code) == ["T-01"] && then.map(\.inspections) == [1])

            // What is said of flags before a change is confirmed is the same.
            let known = try await store.register(of: ["T-01", "T-09"])
            let flagged = try await store.flagVisits(Array(known.sites.keys))
            let history = FlagHistory(known.sites, flagged, today: day("09-01"))
            #expect(history.runs(of: "T-01").mapValues(\.count) == [ISOWeek(of: day("08-03")): 1])
            #expect(history.runs(of: "T-09")[week]?.count == 2)
        }
    }

    @Test("A site that moved and came back to its first code is one all along")
    func back() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([
                township("T-05", to: day("08-05")), township("T-06", from: day("08-06"), to: day("08-10")),
            ])
            _ = try await store.importSites([township("T-05", from: day("08-11"))])
            try await database.run(
                """
                UPDATE operation SET predecessor = 'T-05' WHERE site = 'T-06';
                UPDATE operation SET predecessor = 'T-06' WHERE site = 'T-05' AND opened_on = '2021-08-11'
                """
            )
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-05", "08-03 09:00", grade: 0, score: 50, gaps: ["A-04"])
            try await visits.add(2, "T-06", "08-08 09:00", grade: 0, score: 50, gaps: ["A-04"])
            try await visits.add(3, "T-05", "08-15 09:00", grade: 0, score: 50, gaps: ["A-04"])
            #expect(try await Self.runs(store) == ["T-05 A-04 1 2021-08-03 3"])
        }
    }
}
