import Compliance
import Testing

@testable import Store

@Suite("Where a gap stands in its item's past")
struct RecurrenceTests {
    @Test("New, persisting, back again: by the order of visits, not of arrival")
    func byOrderOfVisits() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02")])
            let visits = InspectionRows(store: store, database: database)
            // Number 4 arrives first, number 2 last.
            try await visits.add(4, "T-01", "08-23 09:00", grade: 1, score: 80, gaps: ["A-01"])
            try await visits.add(1, "T-01", "08-02 09:00", grade: 1, score: 80, gaps: ["A-01"])
            try await visits.add(3, "T-01", "08-16 09:00", grade: 1, score: 80, gaps: ["A-01"])
            try await visits.add(9, "T-02", "08-01 09:00", grade: 1, score: 80, gaps: ["A-01"])
            #expect(try await visits.past("A-01", at: 1) == "new 08-02")
            #expect(try await visits.past("A-01", at: 3) == "persisting 08-02")
            #expect(try await visits.past("A-01", at: 4) == "persisting 08-02")
            // The visit that found it mended arrives three weeks late, and the past is another.
            try await visits.add(2, "T-01", "08-09 09:00", grade: 1, score: 80, gaps: ["A-02"])
            #expect(try await visits.past("A-01", at: 3) == "backAgain 08-16")
            #expect(try await visits.past("A-01", at: 4) == "persisting 08-16")
            #expect(try await visits.past("A-02", at: 2) == "new 08-09")
        }
    }

    @Test("A revised visit counts no more, and what was mended on the spot is back again when it returns")
    func revisionsAndMending() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01")])
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-01", "08-02 09:00", grade: 1, score: 80, gaps: ["A-01"])
            try await visits.add(2, "T-01", "08-09 09:00", grade: 1, score: 80, gaps: ["A-01*"])
            try await visits.add(3, "T-01", "08-16 09:00", grade: 1, score: 80, gaps: ["A-01"])
            #expect(try await visits.past("A-01", at: 2) == "persisting 08-02")
            #expect(try await visits.past("A-01", at: 3) == "backAgain 08-16")
            // The correction says that it had not been mended after all.
            try await visits.add(4, "T-01", "08-09 09:00", grade: 1, score: 80, gaps: ["A-01"], revises: 2)
            #expect(try await visits.past("A-01", at: 3) == "persisting 08-02")
            // And then that there had been nothing at all on the first visit.
            try await visits.add(5, "T-01", "08-02 09:00", grade: 1, score: 80, revises: 1)
            #expect(try await visits.past("A-01", at: 3) == "persisting 08-09")
        }
    }

    @Test("A run of more than a hundred visits begins where it began")
    func bound() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01")])
            let visits = InspectionRows(store: store, database: database)
            for number in 0..<103 {
                let time = "\(number % 24 < 10 ? "0" : "")\(number % 24):00"
                try await visits.add(
                    number,
                    "T-01",
                    "08-0\(number / 24 + 1) \(time)",
                    grade: 0,
                    score: 10,
                    gaps: ["A-01"]
                )
            }
            #expect(try await visits.past("A-01", at: 102) == "persisting 08-01")
            let week = try await store.weekFigures(.init(of: day("08-05")), now: moment("08-05 12:00"))
            #expect(week.flags.map(\.inspections) == [103])
            #expect(week.flags.first?.evidence.map(\.number) == Array(1...10) + Array(94...103))
        }
    }
}
