import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

/// InspectionRows whose grade could not be worked out, among others; 2021-W33 begins on 16 August.
@Suite("A visit without a grade in the figures")
struct UndecidedFiguresTests {
    private static let week = ISOWeek(of: day("08-16"))
    private static let now = moment("08-20 12:00")

    private static func with(_ body: (Store, InspectionRows) async throws -> Void) async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites((1...6).map { township("T-0\($0)") })
            try await body(store, InspectionRows(store: store, database: database))
        }
    }

    /// Adds visits to one site, a day each from 2 August on: 0 below the minimum, 2 meets it, nil neither.
    private static func add(_ grades: [Int?], to site: Int, _ visits: InspectionRows) async throws {
        for (place, grade) in grades.enumerated() {
            let day = "08-\(place < 8 ? "0" : "")\(2 + place) 09:00"
            try await visits.add(
                100 * site + place,
                "T-0\(site)",
                day,
                grade: grade,
                score: grade == 0 ? 50 : 95
            )
        }
    }

    @Test("It neither ends nor extends a run below the minimum")
    func runs() async throws {
        try await Self.with { store, visits in
            try await Self.add([2, 0, 0, nil], to: 1, visits)  // below twice, then unknown: flagged still
            try await Self.add([0, nil, 0, nil, nil], to: 2, visits)  // one run of two
            try await Self.add([0, nil, 2], to: 3, visits)  // ended by the good visit
            try await Self.add([2, nil, nil], to: 4, visits)  // never below
            try await Self.add([nil, nil], to: 5, visits)
            try await Self.add([nil, 0], to: 6, visits)  // what came before the run is not of it
            let flags = try await store.weekFigures(Self.week, now: Self.now).flags
            #expect(flags.map(\.site.code) == ["T-01", "T-02", "T-06"])
            #expect(flags.map(\.inspections) == [2, 2, 1])
            #expect(flags.map(\.since) == [day("08-03"), day("08-02"), day("08-03")])
            #expect(flags.map(\.undecided) == [1, 3, 0])
            #expect(
                flags.map { $0.evidence.map(\.id) }
                    == [
                        [try InspectionRows.id(101), try InspectionRows.id(102)],
                        [try InspectionRows.id(200), try InspectionRows.id(202)],
                        [try InspectionRows.id(601)],
                    ]
            )
        }
    }

    @Test("A run is followed back over a hundred visits, and those without a grade count among them")
    func hundred() async throws {
        try await Self.with { store, visits in
            // 60 below, each followed by one without a grade: the latest hundred visits hold 50 of the run.
            for place in 0..<60 {
                let (hour, minute) = (place / 30, place % 30 * 2)
                let time = { (at: Int) in "08-02 \(10 + hour):\(at < 10 ? "0" : "")\(at)" }
                try await visits.add(2 * place, "T-01", time(minute), grade: 0, score: 50)
                try await visits.add(2 * place + 1, "T-01", time(minute + 1), grade: nil, score: 50)
            }
            let flag = try #require(try await store.weekFigures(Self.week, now: Self.now).flags.first)
            #expect(flag.inspections == 50)
            #expect(flag.evidence.count == 10)
            #expect(try flag.evidence.last?.id == InspectionRows.id(118))
        }
    }

    @Test("It stands first in ranking, county page and list of sites, without a rank and not as zero")
    func lists() async throws {
        try await Self.with { store, visits in
            try await visits.add(1, "T-02", "08-16 09:00", grade: 2, score: 95)
            try await visits.add(2, "T-03", "08-16 09:00", grade: 0, score: 50)
            try await visits.add(3, "T-04", "08-16 09:00", grade: nil, score: 55)
            try await visits.add(4, "T-05", "08-17 09:00", grade: nil, score: 99)
            try await visits.add(5, "T-06", "08-17 09:00", grade: 2, score: 91)
            let figures = try await store.weekFigures(Self.week, now: Self.now)
            #expect(figures.ranking.map(\.site.code) == ["T-04", "T-05", "T-02", "T-06", "T-03", "T-01"])
            #expect(figures.ranking.map(\.rank) == [nil, nil, 1, 2, 3, nil])
            #expect(figures.ranking.map { $0.summary == nil } == [false, false, false, false, false, true])
            #expect(figures.ranking.map(\.summary?.score) == [55, 99, 95, 91, 50, nil])
            let county = try await store.countyFigures(now: Self.now).standings.map(\.site.code)
            #expect(county == ["T-04", "T-05", "T-01", "T-02", "T-03", "T-06"])
            let sites = try await store.sites(kind: nil, now: Self.now)
            #expect(sites.map(\.site.code) == county)
            #expect(sites[0].latest?.grade == nil && sites[0].latest?.score == 55)
            // The trend counts it as itself.
            let last = try #require(figures.trend.last)
            #expect(last.inspected == 5 && last.undecided == 2)
            #expect(last.grades.map(\.count) == [1, 2])
            #expect(figures.trend.dropLast().allSatisfy { $0.undecided == 0 })
        }
    }

    @Test("Below the minimum are all grades of which the checklist says so")
    func severalBelow() async throws {
        try await Self.with { store, visits in
            let members = try #require(try TestCounty.checklist("township-isolation").node.object)
                .map { member in
                    switch member.name {
                    case "version": Node.Member("version", "four")
                    case "effectiveFrom": Node.Member("effectiveFrom", "2021-08-02")
                    case "grades": Node.Member("grades", .array(Self.grades))
                    default: member
                    }
                }
            var visits = visits
            visits.checklist = try Checklist(Node(.object(members)))
            _ = try await store.publish(try #require(visits.checklist))
            // Closed, poor, poor; then fair, which is not below the minimum.
            for (number, grade) in [0, 1, 1].enumerated() {
                try await visits.add(number, "T-01", "08-1\(number) 09:00", grade: grade, score: 50)
            }
            for (number, grade) in [1, 2].enumerated() {
                try await visits.add(10 + number, "T-02", "08-1\(number) 09:00", grade: grade, score: 65)
            }
            let flags = try await store.weekFigures(Self.week, now: Self.now).flags
            #expect(flags.map(\.site.code) == ["T-01"] && flags.map(\.inspections) == [3])
            #expect(flags.first?.evidence.map(\.grade?.isBelowMinimum) == [true, true, true])
            // Beside another form with fewer grades, whoever is below the minimum ranks below who is not.
            try await visits.add(20, "T-03", "08-16 09:00", grade: 1, score: 69)
            visits.checklist = nil
            try await visits.add(21, "T-04", "08-16 09:00", grade: 1, score: 71)
            let ranking = try await store.weekFigures(Self.week, now: Self.now).ranking
            #expect(ranking.prefix(2).map(\.site.code) == ["T-04", "T-03"])
            // 69.95 is shown beside the threshold of its own checklist.
            try await visits.add(22, "T-05", "08-17 09:00", grade: 0, score: Rational(1_399, over: 20) ?? 0)
            let shown = try await store.site("T-05").history.first?.shown
            #expect(shown == "69.95")
        }
    }

    private static let grades: [Node] = [
        ("closed", "${score} < 40", true), ("poor", "${score} < 60", true), ("fair", "${score} < 80", nil),
        ("good", "true()", nil),
    ]
    .map { (code: String, when: String, below: Bool?) in
        .object([
            ("grade", .string(code)), ("colour", "red"), ("title", .object([("zh", "级"), ("en", "Grade")])),
            ("when", .string(when)), ("belowMinimum", below.map { .bool($0) }),
        ])
    }

    @Test("Coverage counts homes without a grade apart from those below the minimum")
    func coverage() async throws {
        try await Self.with { store, visits in
            let homes = ["H-1", "H-2", "H-3"]
                .map { code in
                    RegisterEntry(
                        site: Site(
                            code: code,
                            kind: .homeIsolation,
                            name: Text(zh: code, en: code),
                            township: Township(code: "T-01", name: Text(zh: "T-01乡", en: "Township T-01")),
                            openedOn: day("01-01")
                        ),
                        row: 1
                    )
                }
            _ = try await store.importSites(homes)
            for (number, grade) in [0, 2, nil].enumerated() {
                try await visits.add(number + 1, "T-01", "08-16 0\(number):00", grade: grade, score: 50)
            }
            try await visits.database.run(
                """
                SET session_replication_role = replica;
                UPDATE inspection SET site_kind = 'homeIsolation',
                    site = 'H-' || (extract(hour FROM finished_at AT TIME ZONE INTERVAL '08:00') + 1);
                RESET session_replication_role
                """
            )
            let coverage = try await store.countyFigures(now: Self.now).others.first
            #expect(coverage?.kind == .homeIsolation && coverage?.sites == 3 && coverage?.inspected == 3)
            #expect(coverage?.belowMinimum == 1 && coverage?.undecided == 1)
        }
    }
}
