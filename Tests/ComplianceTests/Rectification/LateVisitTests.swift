import Testing

@testable import Compliance

/// Item A-04 was found on 5 August 2021 at 10:00 and is due on the 6th at 10:00; `wang` answered on the 6th at 09:00, and it
/// was verified at 12:00 (entry 23). All values worked out by hand.
@Suite("The life of a gap: visits that come in late, or are given another day")
struct LateVisitTests {
    private typealias Life = GapLifeTests

    private static func verified() throws -> GapLife {
        GapLife(
            findings: [try Life.visit(1, "05 10:00", "found")],
            submissions: [try Life.sent(22, "06 09:00")],
            verifications: [try Life.said(23, "06 12:00", .verified, of: .submission(try Life.id(22)))]
        )
    }

    @Test(
        "Found after the answer and before its verification, by a visit that came in after that: it is open"
    )
    func overtaken() throws {
        var life = try Self.verified()
        #expect(try Life.words(life) == ["1 verified +0 2021-08-06 10:00"])
        #expect(life.overtaken == [])
        life.findings.append(try Life.visit(2, "06 11:00", "found", received: "07 10:00"))
        #expect(try Life.words(life) == ["1 open +1 2021-08-06 10:00"])
        #expect(life.overtaken == [23])
        // It is answered anew, and verified.
        life.submissions.append(try Life.sent(30, "08 09:00"))
        life.verifications.append(
            try Life.said(31, "08 10:00", .verified, of: .submission(try Life.id(30)))
        )
        #expect(try Life.words(life) == ["1 verified +1 2021-08-06 10:00"])
        #expect(life.overtaken == [23])
    }

    @Test("Found before the answer, however late that comes in: what was verified came after it")
    func foundBeforeAnswer() throws {
        var life = try Self.verified()
        life.findings.append(try Life.visit(2, "06 08:00", "found", received: "07 10:00"))
        #expect(try Life.words(life) == ["1 verified +1 2021-08-06 10:00"])
        #expect(life.overtaken == [])
        // Found met in between by a paper that an inspector has still to confirm, it takes nothing back.
        life.findings.append(try Life.visit(3, "06 11:00", "met", by: nil, received: "07 11:00"))
        #expect(try Life.words(life) == ["1 verified +1 2021-08-06 10:00"])
    }

    @Test("A visit that an inspector confirmed is overtaken in the same way")
    func confirmedVisit() throws {
        var life = GapLife(
            findings: [
                try Life.visit(1, "05 10:00", "found"), try Life.visit(2, "06 08:00", "met", by: nil),
            ],
            verifications: [try Life.said(23, "06 12:00", .verified, of: .visit(try Life.id(2)))]
        )
        #expect(try Life.words(life) == ["1 verified +0 2021-08-06 10:00"])
        // Seen mended at 08:00, it is found again at 11:00 with a deadline of its own.
        life.findings.append(try Life.visit(3, "06 11:00", "found", received: "07 10:00"))
        #expect(try Life.words(life) == ["1 open +1 2021-08-07 11:00"])
        #expect(life.overtaken == [23])
    }

    @Test(
        "A visit that waits until the item is found again can be judged still, once, and ends nothing"
    )
    func unjudged() throws {
        var life = GapLife(
            findings: [
                try Life.visit(1, "05 10:00", "found"), try Life.visit(2, "06 08:00", "met", by: nil),
            ]
        )
        func waiting() -> [InspectionID] {
            life.runs().flatMap { run in life.unjudged(in: run).map(\.inspection) }
        }
        // It waits still, and is judged as what waits.
        #expect(waiting() == [])
        life.findings.append(try Life.visit(3, "07 08:00", "found"))
        life.findings.append(try Life.visit(4, "08 08:00", "met"))
        #expect(try waiting() == [Life.id(2)])
        // Seen mended on the 6th, it has 24 hours from the 7th; what the inspector says on the 9th ends nothing.
        #expect(try Life.words(life) == ["1 mended +1 2021-08-08 08:00"])
        life.verifications = [try Life.said(23, "09 12:00", .verified, of: .visit(try Life.id(2)))]
        #expect(waiting() == [])
        #expect(life.overtaken == [23])
        #expect(try Life.words(life) == ["1 mended +1 2021-08-08 08:00"])
        // Sent back it saw nothing mended, and the first deadline stands.
        life.verifications = [try Life.said(23, "09 12:00", .returned, of: .visit(try Life.id(2)))]
        #expect(waiting() == [])
        #expect(try Life.words(life) == ["1 mended +1 2021-08-06 10:00"])
    }

    @Test("Who filed a visit that is given an earlier day is asked for duties and answers up to its receipt")
    func backdated() throws {
        let held = DutyHeld(
            account: "zhao",
            from: try #require(Day("2021-08-10")),
            to: try #require(Day("2021-08-20"))
        )
        for (received, duties, answers, state) in [
            ("09 10:00", [held], [], "mended"), ("12 10:00", [held], [], "waiting"),
            ("12 10:00", [], [], "mended"), ("12 10:00", [], ["11 09:00"], "submitted"),
            ("10 10:00", [], ["11 09:00"], "mended"),
        ] as [(String, [DutyHeld], [String], String)] {
            let life = GapLife(
                findings: [
                    try Life.visit(1, "05 10:00", "found"),
                    try Life.visit(2, "09 10:00", "met", by: ["zhao"], received: received),
                ],
                submissions: try answers.map { try Life.sent(20, $0, by: "zhao") },
                duties: duties
            )
            #expect(life.runs().first?.state.word.rawValue == state, "\(received) \(answers)")
        }
    }
}
