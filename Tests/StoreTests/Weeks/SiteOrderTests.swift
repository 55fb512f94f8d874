import Compliance
import Testing

@testable import Store

/// Sites whose codes are not of one length stand in the order of their numbers: C-2 before C-10.
@Suite("The order of sites in weeks")
struct SiteOrderTests {
    private static let week = ISOWeek(of: day("08-16"))
    private static let now = moment("08-20 12:00")

    private static func with(_ body: (Store, InspectionRows) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites(
                ["C-10", "C-2", "T-11", "C-1", "T-09", "T-9a"].map { township($0) }
            )
            try await body(store, InspectionRows(store: store, database: database))
        }
    }

    @Test("Sites that nobody inspected")
    func missing() async throws {
        try await Self.with { store, _ in
            let ranking = try await store.weekFigures(Self.week, now: Self.now).ranking
            #expect(ranking.map(\.site.code) == ["C-1", "C-2", "C-10", "T-09", "T-9a", "T-11"])
        }
    }

    @Test("Sites of one rank, their critical gaps and flags, on the week and at the county's one look")
    func equals() async throws {
        try await Self.with { store, visits in
            for (number, code) in ["C-10", "C-2", "T-09", "C-1"].enumerated() {
                try await visits.add(
                    number + 1,
                    code,
                    "08-17 09:00",
                    grade: 0,
                    score: 50,
                    gaps: ["A-01"],
                    severity: .critical
                )
            }
            let figures = try await store.weekFigures(Self.week, now: Self.now)
            let order = ["C-1", "C-2", "C-10", "T-09"]
            #expect(figures.ranking.map(\.site.code) == order + ["T-9a", "T-11"])
            #expect(figures.ranking.map(\.rank) == [1, 1, 1, 1, nil, nil])
            #expect(figures.criticalGaps.map(\.site.code) == order)
            #expect(figures.flags.map(\.site.code) == order)
            let county = try await store.countyFigures(now: Self.now)
            #expect(county.worstGaps.map(\.site.code) == order)
            #expect(county.standings.map(\.site.code) == order + ["T-9a", "T-11"])
        }
    }
}
