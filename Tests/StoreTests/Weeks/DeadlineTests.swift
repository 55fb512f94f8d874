import Compliance
import Postgres
import Testing

@testable import Store

/// Hours by hand: critical 24, major 72; A-01 is major, A-04 critical.
@Suite("A gap that a later visit finds again keeps its deadline")
struct DeadlineTests {
    private static let now = moment("08-30 09:00")

    private static func with(_ body: (Store, InspectionRows) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01")])
            try await body(store, InspectionRows(store: store, database: database))
        }
    }

    /// The open gap of the item at T-01 as the site shows it.
    private static func gap(_ item: String, _ store: Store) async throws -> StandingGap? {
        try await store.site("T-01").openGaps.first { $0.item == item }
    }

    @Test(
        "Until it was seen mended; a later filing may bring it forward, and a withdrawn visit is not of the run"
    )
    func run() async throws {
        try await Self.with { store, visits in
            try await visits.add(2, "T-01", "08-09 09:00", grade: 1, score: 80, gaps: ["A-01"])
            try await visits.add(3, "T-01", "08-16 09:00", grade: 1, score: 80, gaps: ["A-01"])
            #expect(try await Self.gap("A-01", store)?.deadline == moment("08-12 09:00"))
            #expect(try await Self.gap("A-01", store)?.since == day("08-09"))
            // What was filed stays.
            let rows = try await visits.database.query(
                "SELECT deadline FROM gap ORDER BY finished_at DESC LIMIT 1"
            )
            #expect(try rows[0]["deadline"] == moment("08-19 09:00"))
            // A visit of a week before arrives late.
            try await visits.add(1, "T-01", "08-02 09:00", grade: 1, score: 80, gaps: ["A-01"], receipt: 9)
            #expect(try await Self.gap("A-01", store)?.deadline == moment("08-05 09:00"))
            try await store.withdraw(try InspectionRows.id(1), reason: "走错了点位")
            #expect(try await Self.gap("A-01", store)?.deadline == moment("08-12 09:00"))
            // Seen mended on the 12th: the visit of the 16th found it anew.
            try await visits.add(4, "T-01", "08-12 09:00", grade: 2, score: 95)
            #expect(try await Self.gap("A-01", store)?.deadline == moment("08-19 09:00"))
            #expect(try await Self.gap("A-01", store)?.recurrence == .backAgain)
        }
    }

    @Test("Of versions that differ in severity the earlier bound wins")
    func severity() async throws {
        try await Self.with { store, visits in
            try await visits.add(1, "T-01", "08-02 09:00", grade: 1, score: 80, gaps: ["A-01"])
            try await visits.add(
                2,
                "T-01",
                "08-03 09:00",
                grade: 0,
                score: 80,
                gaps: ["A-01"],
                severity: .critical
            )
            #expect(try await Self.gap("A-01", store)?.deadline == moment("08-04 09:00"))
            try await visits.add(
                3,
                "T-01",
                "08-04 09:00",
                grade: 1,
                score: 80,
                gaps: ["A-01"],
                severity: .minor
            )
            #expect(try await Self.gap("A-01", store)?.deadline == moment("08-04 09:00"))
        }
    }

    @Test("A visit that did not ask for the item saw nothing mended; one that did not check it found nothing")
    func notSeen() async throws {
        try await Self.with { store, visits in
            try await visits.add(1, "T-01", "08-02 09:00", grade: 0, score: 80, gaps: ["A-04?"])
            try await visits.add(2, "T-01", "08-04 09:00", grade: 0, score: 80, gaps: ["A-04"])
            #expect(try await Self.gap("A-04", store)?.since == day("08-04"))
            #expect(try await Self.gap("A-04", store)?.deadline == moment("08-05 09:00"))
            try await visits.add(3, "T-01", "08-06 09:00", grade: 2, score: 95, notAsked: ["A-04"])
            try await visits.add(4, "T-01", "08-08 09:00", grade: 0, score: 80, gaps: ["A-04?"])
            try await visits.add(5, "T-01", "08-10 09:00", grade: 0, score: 80, gaps: ["A-04"])
            let gap = try #require(try await Self.gap("A-04", store))
            #expect(gap.since == day("08-04") && gap.deadline == moment("08-05 09:00"))
            #expect(gap.recurrence == .persisting)
            // The visit of the 6th had seen it mended after all.
            try await visits.add(6, "T-01", "08-06 09:00", grade: 2, score: 95, revises: 3)
            #expect(try await Self.gap("A-04", store)?.deadline == moment("08-11 09:00"))
        }
    }

    @Test("A week that is over is judged at its end: what was not due then was not overdue")
    func pastWeek() async throws {
        try await Self.with { store, visits in
            try await visits.add(1, "T-01", "08-08 09:00", grade: 0, score: 80, gaps: ["A-04"])
            let week = try await store.weekFigures(ISOWeek(of: day("08-02")), now: Self.now)
            #expect(week.until == moment("08-09 00:00") && week.isOver)
            #expect(week.criticalGaps.map { $0.deadline < week.until } == [false])
            let running = try await store.weekFigures(ISOWeek(of: day("08-30")), now: Self.now)
            #expect(running.until == Self.now && !running.isOver && running.lastDay == day("08-30"))
            #expect(
                try await store.countyFigures(now: Self.now).worstGaps.map(\.deadline) == [
                    moment("08-09 09:00")
                ]
            )
        }
    }
}
