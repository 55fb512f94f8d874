import Compliance
import Testing

@testable import Store

/// 2021-W31 begins on 2 August, W32 on the 9th, W33 on the 16th.
@Suite("Who is named for which visits of a run below the minimum")
struct FlagTests {
    private static let week = ISOWeek(of: day("08-02"))
    private static let now = moment("08-30 09:00")
    private static let first = Posting(duty: .director, person: "前任院长", from: day("01-01"), to: day("08-05"))
    private static let second = Posting(duty: .director, person: "现任院长", from: day("08-06"))

    private static func with(
        _ postings: [Posting] = [],
        _ body: (Store, InspectionRows) async throws -> Void
    ) async throws {
        // A term that ends is followed by a vacancy, if nobody else takes over.
        let duties = postings.flatMap { term in
            [DutyEntry(term.duty, term.person, since: term.from)]
                + (term.to.map { [DutyEntry(term.duty, nil, since: $0 + 1)] } ?? [])
        }
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01", duties), township("T-02")])
            try await body(store, InspectionRows(store: store, database: database))
        }
    }

    private static func flag(_ store: Store, _ week: ISOWeek = week) async throws -> Flag? {
        try await store.weekFigures(week, now: now).flags.first { $0.site.code == "T-01" }
    }

    @Test("Row 10: another director since the 6th; each has the own visit, and the change is said")
    func changedHands() async throws {
        try await Self.with([Self.first, Self.second]) { store, visits in
            try await visits.add(1, "T-01", "08-05 09:00", grade: 0, score: 60, gaps: ["A-04"])
            try await visits.add(2, "T-01", "08-07 09:00", grade: 0, score: 60, gaps: ["A-04"])
            let flag = try #require(try await Self.flag(store))
            #expect(flag.inspections == 2 && flag.isPersisting && flag.changedHands)
            #expect(flag.holders.map(\.posting) == [Self.first, Self.second])
            #expect(flag.holders.map(\.visits) == [1, 1])
            #expect(flag.holders.map(\.first) == [day("08-05"), day("08-07")])
            #expect(flag.present == Self.second && flag.vacantSince == nil)
        }
    }

    @Test("A successor is not named for days before, nor whoever left for days after; nobody is said so")
    func vacancy() async throws {
        try await Self.with([Self.first]) { store, visits in
            try await visits.add(1, "T-01", "08-04 09:00", grade: 0, score: 60)
            try await visits.add(2, "T-01", "08-07 09:00", grade: 0, score: 60)
            let flag = try #require(try await Self.flag(store))
            #expect(flag.holders.map(\.posting) == [Self.first, nil])
            #expect(flag.wasVacant && !flag.changedHands)
            #expect(flag.director == nil && flag.present == nil && flag.vacantSince == day("08-06"))
        }
        try await Self.with([Self.first, Self.second]) { store, visits in
            try await visits.add(1, "T-01", "08-04 09:00", grade: 0, score: 60)
            // The week ends after the change: whoever follows is there, and none of the visits is theirs.
            let flag = try #require(try await Self.flag(store))
            #expect(flag.holders.map(\.posting) == [Self.first] && !flag.changedHands)
            #expect(flag.director == Self.first && flag.present == Self.second)
            let ranked = try await store.weekFigures(Self.week, now: Self.now).ranking
            #expect(ranked.first { $0.site.code == "T-01" }?.director == "前任院长")
        }
    }

    @Test("A week says nothing of a term's end that came after it")
    func laterEnd() async throws {
        try await Self.with([Self.first, Self.second]) { store, visits in
            try await visits.add(1, "T-01", "07-28 09:00", grade: 0, score: 60)
            let flag = try #require(try await Self.flag(store, Self.week.previous))
            let then = Posting(duty: .director, person: "前任院长", from: day("01-01"))
            #expect(flag.holders.map(\.posting) == [then] && flag.present == then)
        }
    }

    @Test("One visit alone is not persisting; a second one makes it so")
    func once() async throws {
        try await Self.with { store, visits in
            try await visits.add(1, "T-01", "08-03 09:00", grade: 0, score: 60, gaps: ["A-04"])
            #expect(try await Self.flag(store)?.isPersisting == false)
            try await visits.add(2, "T-01", "08-10 09:00", grade: 0, score: 60, gaps: ["A-04"])
            #expect(try await Self.flag(store, Self.week.next)?.isPersisting == true)
            // The week before stays what it was.
            #expect(try await Self.flag(store)?.isPersisting == false)
        }
    }

    @Test("Row 4: A-04 was met at the second visit and B-02 was not: each visit names its own items")
    func anotherItem() async throws {
        try await Self.with { store, visits in
            try await visits.add(1, "T-01", "08-05 09:00", grade: 0, score: 60, gaps: ["A-04", "A-01"])
            try await visits.add(2, "T-01", "08-07 09:00", grade: 0, score: 60, gaps: ["B-02"])
            let flag = try #require(try await Self.flag(store))
            #expect(flag.evidence.map { $0.notMet.map(\.code) } == [["A-04"], ["B-02"]])
            #expect(flag.criticalItems.map(\.code) == ["A-04", "B-02"])
            #expect(flag.criticalItems.map(\.notMet) == [1, 1])
            #expect(flag.evidence.first?.notMet.first?.text.zh.isEmpty == false)
        }
    }

    @Test(
        "Row 6: below the minimum by what was not checked alone is not shown to hold, and nothing was found"
    )
    func notChecked() async throws {
        try await Self.with { store, visits in
            try await visits.add(1, "T-01", "08-05 09:00", grade: 0, score: 95, gaps: ["A-04?"])
            let alone = try #require(try await Self.flag(store))
            #expect(alone.isUnproven && alone.evidence.map(\.summary.floor) == [.unproven])
            #expect(alone.evidence.map { $0.notChecked.map(\.code) } == [["A-04"]])
            #expect(alone.evidence.allSatisfy { $0.notMet.isEmpty })
            let standing = try await store.countyFigures(now: moment("08-06 09:00")).standings.first
            #expect(standing?.latest?.floor == .unproven)
            #expect(try await store.site("T-01").history.map(\.floor) == [.unproven])
            // One item found unmet breaks it.
            try await visits.add(2, "T-01", "08-07 09:00", grade: 0, score: 90, gaps: ["A-04?", "B-02"])
            let both = try #require(try await Self.flag(store))
            #expect(!both.isUnproven && both.evidence.map(\.summary.floor) == [.unproven, .broken])
        }
    }

    @Test("Twenty visits are all shown; of twenty-one, the first ten and the last ten, with one left out")
    func evidence() async throws {
        try await Self.with([Self.first, Self.second]) { store, visits in
            for number in 1...21 {
                let day = number < 12 ? "08-05" : "08-06"
                let hour = (number < 12 ? number : number - 11) + 8
                let time = "\(day) \(hour < 10 ? "0" : "")\(hour):00"
                try await visits.add(number, "T-01", time, grade: 0, score: 60, gaps: ["A-04"])
                guard number > 19 else { continue }
                let flag = try #require(try await Self.flag(store))
                #expect(flag.evidence.count == 20 && flag.leftOut == number - 20)
                #expect(
                    flag.evidence.map(\.number)
                        == (number == 20 ? Array(1...20) : Array(1...10) + Array(12...21))
                )
                // All visits have their director, shown or not.
                #expect(flag.holders.map(\.visits) == [11, number - 11])
            }
        }
    }

    @Test("A week that has not begun has no flags, and shows who is in operation")
    func future() async throws {
        try await Self.with { store, visits in
            try await visits.add(1, "T-01", "08-25 09:00", grade: 0, score: 60)
            let now = moment("08-29 23:59")
            #expect(try await store.weekFigures(ISOWeek(of: day("08-23")), now: now).flags.count == 1)
            let next = try await store.weekFigures(ISOWeek(of: day("08-30")), now: now)
            #expect(next.flags == [] && next.ranking.count == 2)
            #expect(
                try await store.weekFigures(ISOWeek(of: day("08-30")), now: moment("08-30 00:00")).flags.count
                    == 1
            )
        }
    }
}
