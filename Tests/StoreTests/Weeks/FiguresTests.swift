import Compliance
import Testing

@testable import Store

/// Five township sites over two weeks; 2021-W33 begins on 16 August. T-05 closed before it, T-06 opens after.
@Suite("The figures of a small county, worked out by hand")
struct FiguresTests {
    private static let week = ISOWeek(of: day("08-16"))
    private static let now = moment("08-20 12:00")
    private static let director = Posting(duty: .director, person: "四乡卫生院院长", from: day("01-01"))

    private static func with(_ body: (Store) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            let sites = [
                township("T-01"), township("T-02"), township("T-03"), township("T-04", [DutyEntry(director)]),
                township("T-05", to: day("08-15")), township("T-06", from: day("08-23")),
            ]
            _ = try await store.importSites(sites)
            let visits = InspectionRows(store: store, database: database)
            // The week before.
            try await visits.add(1, "T-01", "08-10 09:00", grade: 1, score: 80, gaps: ["A-01"])
            try await visits.add(2, "T-03", "08-11 09:00", grade: 0, score: 60)
            try await visits.add(3, "T-04", "08-12 09:00", grade: 0, score: 50, gaps: ["A-01"])
            // This week: T-01 twice, the later counts; T-02 as good as T-01; T-03 not at all.
            try await visits.add(4, "T-01", "08-16 00:00", grade: 0, score: 40, gaps: ["A-01", "A-02"])
            try await visits.add(5, "T-01", "08-18 09:00", grade: 2, score: 95, gaps: ["A-01"])
            try await visits.add(6, "T-02", "08-19 09:00", grade: 2, score: 95)
            try await visits.add(7, "T-04", "08-17 09:00", grade: 2, score: 99)
            try await visits.add(
                8,
                "T-04",
                "08-17 09:00",
                grade: 0,
                score: 55,
                gaps: ["A-01", "A-02*"],
                revises: 7
            )
            try await body(store)
        }
    }

    @Test("Ranking: grade, then score; equals share a rank; who was not inspected comes last and is no zero")
    func ranking() async throws {
        try await Self.with { store in
            let ranking = try await store.weekFigures(Self.week, now: Self.now).ranking
            #expect(ranking.map(\.site.code) == ["T-01", "T-02", "T-04", "T-03"])
            #expect(ranking.map(\.rank) == [1, 1, 3, nil])
            #expect(ranking.map(\.summary?.score) == [95, 95, 55, nil])
            #expect(ranking.map(\.previousScore) == [80, nil, 50, 60])
            #expect(ranking.map(\.lastVisit) == [day("08-18"), day("08-19"), day("08-17"), day("08-11")])
            #expect(ranking.map(\.director) == [nil, nil, "四乡卫生院院长", nil])
        }
    }

    @Test("Flags: the unbroken run below the minimum, with who directed the site then")
    func flags() async throws {
        try await Self.with { store in
            let flags = try await store.weekFigures(Self.week, now: Self.now).flags
            #expect(flags.map(\.site.code) == ["T-04", "T-03"])
            #expect(flags.map(\.inspections) == [2, 1])
            #expect(flags.map(\.since) == [day("08-12"), day("08-11")])
            #expect(flags.map(\.director) == [Self.director, nil])
            #expect(
                flags.first?.evidence.map(\.summary.id) == [
                    try InspectionRows.id(3), try InspectionRows.id(8),
                ]
            )
            // A week earlier T-01 had not been below the minimum yet.
            let before = try await store.weekFigures(Self.week.previous, now: Self.now).flags
            #expect(before.map(\.site.code) == ["T-03", "T-04"])
        }
    }

    @Test("Failing items, critical gaps and versions come from the week's last visits")
    func items() async throws {
        try await Self.with { store in
            let figures = try await store.weekFigures(Self.week, now: Self.now)
            // A-01 at T-01 and T-04, A-02 at T-04 (mended on the spot, and yet it fell short); asked at all three.
            #expect(figures.topItems.map(\.item) == ["A-01", "A-02"])
            #expect(figures.topItems.map(\.sites) == [2, 1])
            #expect(figures.topItems.map(\.inspected) == [3, 3])
            #expect(figures.versions.map(\.inspections) == [4])
            #expect(figures.versions.first?.title.zh == "乡镇集中隔离点检查表")
            #expect(figures.versions.first?.baselineTitle == (try TestCounty.baseline()).title)
            #expect(figures.versions.first?.baselineDigest == (try TestCounty.baseline().node.digest))
        }
    }

    @Test("What nobody checked fails nowhere, and was checked nowhere; what was mended on the spot was found")
    func unchecked() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02"), township("T-03")])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-17 09:00", grade: 1, score: 80, gaps: ["A-01", "A-02?"])
            try await visits.add(2, "T-02", "08-18 09:00", grade: 1, score: 80, gaps: ["A-01?", "A-02?"])
            try await visits.add(3, "T-03", "08-19 09:00", grade: 1, score: 80, gaps: ["A-01*"])
            let items = try await store.weekFigures(Self.week, now: Self.now).topItems
            // A-01 at T-01 and T-03, of these two; A-02 nobody checked but at T-03, where it was met.
            #expect(
                items.map(\.item) == ["A-01"] && items.map(\.sites) == [2] && items.map(\.inspected) == [2]
            )
        }
    }

    @Test("The trend: eight weeks, the oldest first, with the middle score")
    func trend() async throws {
        try await Self.with { store in
            let trend = try await store.weekFigures(Self.week, now: Self.now).trend
            #expect(trend.count == 8)
            #expect(trend.map(\.week).last == Self.week)
            #expect(trend.map(\.sites) == [5, 5, 5, 5, 5, 5, 5, 4])
            #expect(trend.map(\.inspected) == [0, 0, 0, 0, 0, 0, 3, 3])
            #expect(trend.map(\.medianScore) == [nil, nil, nil, nil, nil, nil, 60, 95])
            #expect(trend.last?.grades.map(\.count) == [1, 2])
            #expect(trend.last?.grades.map(\.grade.colour) == [.red, .blue])
        }
    }

    @Test("The county at a glance: the latest visits of the sites that are open today")
    func county() async throws {
        try await Self.with { store in
            let figures = try await store.countyFigures(now: Self.now)
            #expect(figures.standings.map(\.site.code) == ["T-01", "T-02", "T-03", "T-04"])
            #expect(figures.standings.map(\.latest?.score) == [95, 95, 60, 55])
            #expect(figures.standings.map(\.previousScore) == [40, nil, nil, 50])
            #expect(figures.standings.map(\.inspectedThisWeek) == [true, true, false, true])
            #expect(figures.worstGaps.map { "\($0.site.code) \($0.item)" } == ["T-01 A-01", "T-04 A-01"])
            #expect(figures.worstGaps.map(\.since) == [day("08-10"), day("08-12")])
            #expect(figures.others.map(\.sites) == [0, 0, 0])
            #expect(figures.others.map(\.kind) == [.homeIsolation, .checkpoint, .zone])
        }
    }

    @Test("The site: what stands, newest first, and what is open")
    func site() async throws {
        try await Self.with { store in
            let site = try await store.site("T-04")
            #expect(site.history.map(\.score) == [55, 50])
            #expect(site.inspections == 2)
            #expect(site.openGaps.map(\.item) == ["A-01"])
            await #expect(throws: StoreError.noSite("T-99")) { try await store.site("T-99") }
        }
    }
}

@Test(
    "The middle score is the middle one, or halfway between two",
    arguments: [
        ([], nil), ([80], 80), ([90, 70], 80), ([61, 90, 70], 70),
        ([50, 61, 90, 70], Rational(131, over: 2)),
    ] as [([Rational], Rational?)]
)
func median(scores: [Rational], expected: Rational?) {
    #expect(TrendPoint.median(scores) == expected)
}
