import Compliance
import Postgres
import Testing

@testable import Store

/// T-01 closed on 12 August, and goes on from the 13th as T-09; it opened again on the 30th, as another site.
@Suite("A site that goes on from another, seen from everywhere")
struct SuccessorTests {
    private static let now = moment("09-03 09:00")

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
    }

    @Test("Lists, pages, the county and what-if know the same last visit, and the one before")
    func oneTruth() async throws {
        try await TestCounty.with { store, database in
            try await Self.move(store)
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 2, score: 95)
            try await visits.add(2, "T-01", "08-10 09:00", grade: 0, score: 52, gaps: ["A-04"])
            func standing(_ code: String) async throws -> [Rational?] {
                let list = try await store.sites(kind: nil, now: Self.now)
                let county = try await store.countyFigures(now: Self.now)
                let rows = try await store.query(
                    store.standingsQuery([.townshipIsolation], on: Day(Self.now), closed: true)
                )
                let one = try #require(list.first { $0.site.code == code })
                let row = try #require(try rows.first { try $0["code"] == code })
                if let other = county.standings.first(where: { $0.site.code == code }) {
                    #expect(other.latest == one.latest && other.previousScore == one.previousScore)
                }
                #expect(try row["inspection"] as InspectionID? == one.latest?.id)
                #expect(try row["previous_score"] as Rational? == one.previousScore)
                let page = try await store.site(code)
                #expect(page.history.first?.id == one.latest?.id && page.inspections == page.history.count)
                #expect(page.history.dropFirst().first?.score == one.previousScore)
                let all = try await store.visits(of: code).visits
                #expect(all.elements == page.history && all.total == page.inspections)
                return page.history.map(\.score)
            }
            // Not visited there yet: what is known of the place is of the code before.
            #expect(try await standing("T-09") == [52, 95])
            let page = try await store.site("T-09")
            #expect(page.history.map(\.site) == ["T-01", "T-01"])
            #expect(
                page.moves.map { "\($0.isPredecessor) \($0.code) \($0.name.en) \($0.day)" } == [
                    "true T-01 Site T-01 2021-08-13"
                ]
            )
            #expect(try await store.site("T-01").moves.map(\.isPredecessor) == [false])
            // Opened again it is another site: what is found there is none of T-09's.
            _ = try await store.importSites([township("T-01", from: day("08-30"))])
            try await visits.add(3, "T-01", "08-31 09:00", grade: 2, score: 99)
            #expect(try await standing("T-09") == [52, 95])
            try await visits.add(4, "T-09", "08-20 09:00", grade: 1, score: 80)
            #expect(try await standing("T-09") == [80, 52, 95])
            #expect(try await standing("T-01") == [99])
            #expect(try await standing("T-02") == [])
            let record = try await store.sites(SiteFilter(colour: .red), now: Self.now).elements
            #expect(record.map(\.site.code) == [])
        }
    }

    @Test(
        "Whoever is confined to the new site is shown the deadlines that the office sees, and nothing after the move"
    )
    func confined() async throws {
        try await CountyWithAccounts.with { county in
            try await Self.move(county.shell)
            let visits = InspectionRows(store: county.shell, database: county.owner)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 0, score: 50, gaps: ["A-04"])
            try await visits.add(2, "T-01", "08-10 09:00", grade: 0, score: 52, gaps: ["A-04"])
            try await visits.add(3, "T-01", "08-11 09:00", grade: 2, score: 97)
            try await county.shell.withdraw(try InspectionRows.id(3), reason: "点位选错")
            try await visits.add(4, "T-09", "08-20 09:00", grade: 0, score: 55, gaps: ["A-04"])
            _ = try await county.shell.importSites([township("T-01", from: day("08-30"))])
            try await visits.add(5, "T-01", "08-31 09:00", grade: 0, score: 10, gaps: ["A-04", "B-02"])
            try await county.add("nine", .director, duties: ["director@T-09"])
            let (director, _) = try await county.signedIn("nine")

            let (office, own) = (try await county.shell.site("T-09"), try await director.site("T-09"))
            #expect(office.openGaps.map(\.deadline) == [moment("08-04 09:00")])
            #expect(own.openGaps == office.openGaps && own.history == office.history)
            #expect(own.history.map(\.score) == [55, 52, 50] && own.inspections == 3)
            #expect(own.moves == office.moves)
            await #expect(throws: StoreError.noInspection("\(try InspectionRows.id(5))")) {
                try await director.inspection(try InspectionRows.id(5))
            }
            // What was found under the code before stands at the own site; the code, opened again, is another's.
            #expect(try await director.site("T-01").history.isEmpty)
            #expect(try await director.site("T-01").periods.count == 1)
            await #expect(throws: StoreError.noSite("T-02")) { try await director.site("T-02") }
            let seen = try await director.sites(kind: nil, now: Self.now).map(\.site.code)
            #expect(seen == ["T-01", "T-09"])
        }
    }

    @Test("Before the move, whoever directs the new site reads nothing of the old one")
    func planned() async throws {
        try await CountyWithAccounts.with { county in
            try await Self.move(county.shell)
            let visits = InspectionRows(store: county.shell, database: county.owner)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 0, score: 50, gaps: ["A-04"])
            try await county.add("nine", .director, duties: ["director@T-09"])
            let (director, _) = try await county.signedIn("nine")
            #expect(try await director.site("T-01").history.map(\.score) == [50])
            // As if the move were still to come, by the database's own clock.
            try await county.owner.run(
                "UPDATE operation SET opened_on = current_date + 100 WHERE predecessor = 'T-01'"
            )
            await #expect(throws: StoreError.noSite("T-01")) { try await director.site("T-01") }
            await #expect(throws: StoreError.noInspection("\(try InspectionRows.id(1))")) {
                try await director.inspection(try InspectionRows.id(1))
            }
        }
    }

    @Test("A chain of codes is read to its beginning")
    func chain() async throws {
        try await CountyWithAccounts.with { county in
            _ = try await county.shell.importSites([
                RegisterEntry(
                    site: township("T-21", from: day("08-20")).site,
                    duties: [DutyEntry(.director, "院长", since: day("08-20"))],
                    predecessor: .value("T-20"),
                    row: 1
                ),
                RegisterEntry(
                    site: township("T-20", from: day("08-10"), to: day("08-19")).site,
                    predecessor: .value("T-02"),
                    row: 2
                ),
                township("T-02", to: day("08-09")),
            ])
            let visits = InspectionRows(store: county.shell, database: county.owner)
            try await visits.add(1, "T-02", "08-03 09:00", grade: 0, score: 50, gaps: ["A-04"])
            try await visits.add(2, "T-20", "08-12 09:00", grade: 0, score: 52, gaps: ["A-04"])
            try await visits.add(3, "T-21", "08-22 09:00", grade: 0, score: 53, gaps: ["A-04"])
            try await county.add("last", .director, duties: ["director@T-21"])
            let (director, _) = try await county.signedIn("last")
            let own = try await director.site("T-21")
            #expect(own.history.map(\.score) == [53, 52, 50])
            #expect(own.openGaps.map(\.since) == [day("08-03")])
        }
    }
}
