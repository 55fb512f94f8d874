import Compliance
import Postgres
import Testing

@testable import Store

/// A-01 was found on 18 August 2021, 09:00, and is due on the 19th, 09:00 (`CountyWithGap`).
@Suite("Visits that were sent back, corrections, and deadlines that bind nothing")
struct SentBackTests {
    /// As lists have it: the state, the deadline, and whether it is overdue on the 22nd.
    private static func listed(_ gap: CountyWithGap) async throws -> String {
        var filter = GapFilter()
        (filter.item, filter.standing) = ("A-01", .all)
        let page = try await gap.county.shell.gaps(filter, now: moment("08-22 09:00"))
        filter.isOverdue = true
        let overdue = try await gap.county.shell.gaps(filter, now: moment("08-22 09:00"))
        #expect(overdue.elements.map(\.standing.isOverdue) == overdue.elements.map { _ in true })
        return page.elements
            .map { "\($0.state) \($0.deadline.shanghai)\(overdue.elements.isEmpty ? "" : " overdue")" }
            .joined(separator: ", ")
    }

    private static func visit(
        _ gap: CountyWithGap,
        _ number: Int,
        _ time: String,
        isMet: Bool,
        by filer: String?,
        revises: Int? = nil
    ) async throws {
        try await gap.rows.add(
            number,
            "T-01",
            time,
            grade: 1,
            score: 80,
            gaps: isMet ? [] : ["A-01"],
            revises: revises,
            severity: .critical,
            filedBy: filer
        )
    }

    private static func move(_ gap: CountyWithGap, to deadline: String) async throws -> GapActOutcome {
        let was = try #require(try await gap.county.shell.gap("T-01", "A-01").run?.deadline)
        return try await gap.store("admin")
            .moveDeadline(of: "A-01", site: "T-01", was: was, to: moment(deadline), why: "停水")
    }

    @Test(
        "Found met by the director, sent back and found again: the first deadline stands, in lists and on pages"
    )
    func sentBack() async throws {
        try await CountyWithGap.with { gap in
            try await Self.visit(gap, 2, "08-18 15:00", isMet: true, by: "wang")
            #expect(try await gap.state() == "waiting +0 2021-08-19 09:00")
            await #expect(throws: StoreError.gap(.closed)) { try await Self.move(gap, to: "08-25 18:00") }
            #expect(try await gap.verify("li", 2, .returned, visit: true) == .done)
            try await Self.visit(gap, 3, "08-20 09:00", isMet: false, by: "li")
            #expect(try await gap.state() == "open +1 2021-08-19 09:00")
            #expect(try await Self.listed(gap) == "open 2021-08-19 09:00 overdue")
            #expect(try await gap.rows.past("A-01", at: 3) == "persisting 08-18")
        }
    }

    @Test(
        "After a visit was sent back a deadline binds; while one is not judged, none does, and that is said"
    )
    func deadlines() async throws {
        try await CountyWithGap.with { gap in
            try await Self.visit(gap, 2, "08-18 15:00", isMet: true, by: "wang")
            _ = try await gap.verify("li", 2, .returned, visit: true)
            #expect(try await Self.move(gap, to: "08-25 18:00") == .done)
            #expect(try await gap.state() == "returned +0 2021-08-25 18:00")
            #expect(try await Self.listed(gap) == "returned 2021-08-25 18:00")
            #expect(try await gap.county.said("move%") == ["move gap/T-01/A-01 停水"])
        }
        try await CountyWithGap.with { gap in
            try await Self.visit(gap, 2, "08-18 15:00", isMet: true, by: nil)
            #expect(try await gap.submit("wang", 20) == .done)
            #expect(try await gap.state() == "submitted +0 2021-08-19 09:00")
            await #expect(throws: StoreError.gap(.closed)) { try await Self.move(gap, to: "08-26 18:00") }
            #expect(try await gap.county.said("move%") == [])
        }
    }

    /// Found on the 18th at 9:00, met by the director's own visit on the 19th, found again on the 20th at 9:00: seen mended in
    /// between, it has a day from then.
    private static func foundAgain(_ gap: CountyWithGap) async throws {
        try await visit(gap, 2, "08-19 15:00", isMet: true, by: "wang")
        try await visit(gap, 3, "08-20 09:00", isMet: false, by: "li")
        #expect(try await gap.state() == "open +1 2021-08-21 09:00")
    }

    @Test(
        "A visit that waited is judged still when the item was found again: sent back, the first deadline stands"
    )
    func sentBackLate() async throws {
        try await CountyWithGap.with { gap in
            try await Self.foundAgain(gap)
            #expect(try await gap.verify("li", 2, .returned, visit: true) == .done)
            #expect(try await gap.state() == "open +1 2021-08-19 09:00")
            #expect(try await Self.listed(gap) == "open 2021-08-19 09:00 overdue")
            await #expect(throws: StoreError.gap(.decided)) { try await gap.verify("zhao", 2, visit: true) }
            #expect(try await gap.county.said("return%") == ["return gap/T-01/A-01 照片看不清"])
        }
    }

    @Test("Confirmed after the item was found again, it closes nothing, and the deadline is what it was")
    func confirmedLate() async throws {
        try await CountyWithGap.with { gap in
            try await Self.foundAgain(gap)
            // What was answered since is judged itself, and not made late by sending back what was before.
            #expect(try await gap.submit("wang", 20, visit: 3) == .done)
            await #expect(throws: StoreError.gap(.outdated)) {
                try await gap.verify("li", 2, .returned, visit: true)
            }
            #expect(try await gap.verify("li", 2, visit: true) == .done)
            #expect(try await gap.state() == "submitted +1 2021-08-21 09:00")
            #expect(try await gap.county.shell.gap("T-01", "A-01").life.overtaken.count == 1)
            #expect(try await gap.verify("zhao", 20) == .done)
            #expect(try await gap.state() == "verified +1 2021-08-21 09:00")
        }
    }

    @Test("It is judged after the gap was closed, too; what closed it, or saw nothing mended, is not")
    func judgedAfterTheEnd() async throws {
        try await CountyWithGap.with { gap in
            try await Self.foundAgain(gap)
            try await Self.visit(gap, 4, "08-21 08:00", isMet: true, by: "li")
            #expect(try await gap.state() == "mended +1 2021-08-21 09:00")
            for visit in [1, 3, 4] {
                await #expect(throws: StoreError.gap(.closed)) {
                    try await gap.verify("zhao", visit, visit: true)
                }
            }
            #expect(try await gap.verify("zhao", 2, .returned, visit: true) == .done)
            #expect(try await gap.state() == "mended +1 2021-08-19 09:00")
        }
    }

    @Test("A deadline that is not after the finding is said to be none, where it stands")
    func beforeFound() async throws {
        try await CountyWithGap.with { gap in
            for deadline in ["08-18 09:00", "08-01 09:00"] {
                let problems = await #expect(throws: Problems.self) { try await Self.move(gap, to: deadline) }
                #expect(problems?.all.map(\.pointer) == ["/deadline"])
                #expect(problems?.all.map(\.code) == ["deadlineBeforeFound"])
            }
            let outcome = try await Self.move(gap, to: "08-18 09:01")
            #expect(outcome == .done)
        }
    }

    @Test("A correction closes only where all who filed in its line may, however long it is")
    func corrections() async throws {
        try await CountyWithGap.with { gap in
            try await Self.visit(gap, 2, "08-18 15:00", isMet: true, by: "wang")
            try await Self.visit(gap, 3, "08-18 15:00", isMet: true, by: "zhao", revises: 2)
            #expect(try await gap.state() == "waiting +0 2021-08-19 09:00")
            try await Self.visit(gap, 4, "08-18 15:00", isMet: true, by: "li", revises: 3)
            #expect(try await gap.state() == "waiting +0 2021-08-19 09:00")
            #expect(try await Self.listed(gap) == "waiting 2021-08-19 09:00")
            #expect(try await gap.verify("li", 4, visit: true) == .done)
        }
        for (first, state) in [("zhao", "mended"), (nil, "waiting")] {
            try await CountyWithGap.with { gap in
                try await Self.visit(gap, 2, "08-18 15:00", isMet: true, by: first)
                try await Self.visit(gap, 3, "08-18 15:00", isMet: true, by: "li", revises: 2)
                #expect(try await gap.state() == "\(state) +0 2021-08-19 09:00")
                #expect(try await Self.listed(gap) == "\(state) 2021-08-19 09:00")
            }
        }
    }

    @Test("Answered in time and again after it: in time; answered first after it: overdue")
    func answeredTwice() async throws {
        for (hours, word) in [(["18 12", "20 12"], ""), (["20 12", "21 12"], " overdue")] {
            try await CountyWithGap.with { gap in
                for (place, hour) in hours.enumerated() {
                    _ = try await gap.county.owner.query(
                        """
                        INSERT INTO submission VALUES (1, \(try InspectionRows.id(20 + place)), 'T-01', 'A-01',
                            \(try InspectionRows.id(1)), '已整改', '{}', \(moment("08-\(hour):00"))::timestamptz, 'wang', 'director',
                            \(90_000 + place))
                        """
                    )
                }
                #expect(try await Self.listed(gap) == "submitted 2021-08-19 09:00\(word)")
            }
        }
    }
}
