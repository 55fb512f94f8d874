import Compliance
import Postgres
import Testing

@testable import Store

/// 2021-W31 begins on 2 August, W32 on the 9th, W33 on the 16th.
@Suite("Every part of a week speaks of the same sites, and of visits that stand")
struct SameSetTests {
    private static let now = moment("08-30 09:00")

    private static func week(_ first: String, _ store: Store) async throws -> WeekFigures {
        try await store.weekFigures(ISOWeek(of: day(first)), now: now)
    }

    @Test("A week that is over stays as it was when a site closes and opens again later")
    func past() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02")])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 0, score: 50, gaps: ["A-04"])
            try await visits.add(2, "T-02", "08-04 09:00", grade: 2, score: 95)
            let before = try await Self.week("08-02", store)
            #expect(before.ranking.count == 2 && before.flags.count == 1 && before.criticalGaps.count == 1)
            #expect(before.topItems.map(\.sites) == [1] && before.trend.last?.sites == 2)
            try await store.rewrite("T-01") { site in
                site.periods = [
                    .init(openedOn: day("01-01"), closedOn: day("08-12")),
                    .init(openedOn: day("08-24"), closedOn: nil),
                ]
            }
            #expect(try await Self.week("08-02", store) == before)
            // Closed on Thursday: still of that week, and of the next no more.
            #expect(try await Self.week("08-09", store).ranking.count == 2)
            let closed = try await Self.week("08-16", store)
            #expect(closed.ranking.map(\.site.code) == ["T-02"] && closed.flags == [])
            #expect(closed.trend.map(\.sites) == [2, 2, 2, 2, 2, 2, 2, 1])
            #expect(try await Self.week("08-23", store).flags.map(\.site.code) == ["T-01"])
        }
    }

    @Test("A site that goes on from another: its run, its gaps, the change and the last visit do too")
    func predecessor() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([
                township("T-01", to: day("08-11")), township("T-09", from: day("08-12")),
            ])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 0, score: 50, gaps: ["A-04"])
            try await visits.add(2, "T-01", "08-10 09:00", grade: 0, score: 52, gaps: ["A-04"])
            try await store.rewrite("T-09") { site in
                site.periods = [.init(openedOn: day("08-12"), closedOn: nil, predecessor: "T-01")]
            }
            // Not visited there yet: what the old place left open is still open.
            let moved = try await Self.week("08-09", store)
            #expect(moved.ranking.map(\.site.code).sorted() == ["T-01", "T-09"])
            #expect(moved.flags.map(\.site.code) == ["T-09"] && moved.flags.map(\.inspections) == [2])
            #expect(moved.ranking.first { $0.site.code == "T-09" }?.lastVisit == day("08-10"))
            #expect(try await store.site("T-09").openGaps.map(\.deadline) == [moment("08-04 09:00")])
            try await visits.add(3, "T-09", "08-17 09:00", grade: 0, score: 54, gaps: ["A-04"])
            let week = try await Self.week("08-16", store)
            #expect(week.ranking.map(\.site.code) == ["T-09"] && week.ranking.map(\.previousScore) == [52])
            let flag = try #require(week.flags.first)
            #expect(flag.inspections == 3 && flag.since == day("08-03"))
            #expect(flag.evidence.map(\.summary.site) == ["T-01", "T-01", "T-09"])
            #expect(flag.holders.map(\.site) == ["T-01", "T-09"])
            #expect(week.criticalGaps.map(\.since) == [day("08-03")])
            // The week before the move does not know of it.
            #expect(try await Self.week("08-02", store).flags.map(\.site.code) == ["T-01"])
        }
    }

    @Test("A withdrawn visit counts in no report")
    func withdrawn() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02")])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-02", "08-24 09:00", grade: 2, score: 95)
            let now = moment("08-27 12:00")
            let week = try await store.weekFigures(ISOWeek(of: day("08-23")), now: now)
            let county = try await store.countyFigures(now: now)
            let site = try await store.site("T-01")
            let sites = try await store.sites(kind: nil, now: now)
            try await visits.add(2, "T-01", "08-25 09:00", grade: 0, score: 50, gaps: ["A-01", "A-04"])
            #expect(try await store.weekFigures(ISOWeek(of: day("08-23")), now: now) != week)
            try await store.withdraw(try InspectionRows.id(2), reason: "走错了点位")
            #expect(try await store.weekFigures(ISOWeek(of: day("08-23")), now: now) == week)
            #expect(try await store.countyFigures(now: now) == county)
            #expect(try await store.site("T-01") == site)
            #expect(try await store.sites(kind: nil, now: now) == sites)
        }
    }

    @Test(
        "Every report leaves withdrawn visits and corrected ones out by the view that does, or by what it gave"
    )
    func byView() async throws {
        for file in try SQLFiles.all(in: "reports") {
            let statement = file.text.split(separator: "\n").filter { !$0.hasPrefix("--") }
                .joined(separator: "\n")
            let tables = statement.matches(of: /(?:FROM|JOIN) inspection (\w+)/)
            // The flags read the rest of visits that the view gave, a gap's life who filed what these correct.
            let isMore = ["week_flags.sql", "gap_findings.sql"].contains(file.name)
            #expect(tables.count == (isMore ? 1 : 0), "\(file.name)")
        }
    }

    @Test("The median is of exact scores: of 1125/12 and 281/3 it is 93.7, of 280/3 and 565/6 93.75")
    func median() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02")])
            let visits = InspectionRows(store: store, database: database)
            let (low, high) = (try #require(Rational(280, over: 3)), try #require(Rational(565, over: 6)))
            try await visits.add(1, "T-01", "08-03 09:00", grade: 2, score: low)
            try await visits.add(2, "T-02", "08-03 09:00", grade: 2, score: high)
            let week = try await Self.week("08-02", store)
            #expect(week.trend.last?.medianScore == Rational(375, over: 4))
            #expect(week.trend.last?.medianShown == "93.8")
            #expect(week.ranking.map(\.summary?.score) == [high, low])
        }
    }

    @Test("What all visits found, and what the last ones left open, are two counts")
    func counts() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02")])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 0, score: 50, gaps: ["A-04", "B-02"])
            try await visits.add(2, "T-01", "08-05 09:00", grade: 0, score: 50, gaps: ["A-04*", "A-01"])
            try await visits.add(3, "T-02", "08-05 09:00", grade: 0, score: 50, gaps: ["B-02?"])
            let week = try await Self.week("08-02", store)
            #expect(week.criticalFound == 4)
            #expect(week.criticalGaps.map { "\($0.site.code) \($0.item)" } == ["T-02 B-02"])
        }
    }

    @Test("Of two visits that end together, a correction of the first stays the first")
    func corrected() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01")])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 2, score: 95)
            try await visits.add(2, "T-01", "08-03 09:00", grade: 0, score: 50)
            try await visits.add(3, "T-01", "08-03 09:00", grade: 2, score: 96, revises: 1)
            try await visits.add(4, "T-01", "08-03 09:00", grade: 2, score: 97, revises: 3)
            #expect(try await store.site("T-01").history.map(\.score) == [50, 97])
            let week = try await Self.week("08-02", store)
            #expect(week.ranking.map(\.summary?.score) == [50] && week.flags.map(\.inspections) == [1])
        }
    }

    @Test("A lower score above a higher one is there to be explained")
    func overruled() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02")])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-03 09:00", grade: 2, score: 97)
            try await visits.add(2, "T-02", "08-03 09:00", grade: 1, score: 98)
            try await visits.add(3, "T-02", "08-10 09:00", grade: 1, score: 96)
            try await visits.add(4, "T-01", "08-10 09:00", grade: 2, score: 97)
            #expect(try await Self.week("08-02", store).gradeOverrulesScore)
            #expect(try await !Self.week("08-09", store).gradeOverrulesScore)
        }
    }
}
