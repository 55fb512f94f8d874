import Testing

@testable import Compliance

extension GapLifeTests {
    @Test(
        "A visit that waited and was sent back saw nothing mended: the deadline stays, and one given after that binds"
    )
    func sentBack() throws {
        var life = GapLife(
            findings: [
                try Self.visit(1, "05 10:00", "found"), try Self.visit(2, "06 08:00", "met", by: ["wang"]),
            ],
            verifications: [try Self.said(30, "06 09:00", .returned, of: .visit(try Self.id(2)))],
            duties: [
                DutyHeld(
                    account: "wang",
                    from: try #require(Day("2021-08-01")),
                    to: try #require(Day("2021-08-31"))
                )
            ]
        )
        #expect(try Self.words(life, at: "06 08:30") == ["1 waiting +0 2021-08-06 10:00"])
        #expect(try Self.words(life) == ["1 returned +0 2021-08-06 10:00"])
        life.changes = [try Self.moved(40, "06 09:30", to: "10 18:00")]
        #expect(try Self.words(life) == ["1 returned +0 2021-08-10 18:00"])
        life.changes = []
        life.findings.append(try Self.visit(3, "07 10:00", "found"))
        #expect(try Self.words(life) == ["1 open +1 2021-08-06 10:00"])
        let run = try #require(life.runs().last)
        #expect(run.standing(at: try Self.at("07 11:00")).isOverdue)
        #expect(run.dueFrom == (try Self.at("05 10:00")))
        // Not sent back, it did: the finding after it has a deadline of its own.
        life.verifications = []
        #expect(try Self.words(life) == ["1 open +1 2021-08-08 10:00"])
        // Sent back it closes nothing either, whatever is known of its filer by now.
        life.verifications = [try Self.said(30, "06 09:00", .returned, of: .visit(try Self.id(2)))]
        life.duties = []
        #expect(try Self.words(life) == ["1 open +1 2021-08-06 10:00"])
    }

    @Test("While a visit saw it mended and is not judged, an answer does not let a deadline bind")
    func answeredWhileWaiting() throws {
        var life = GapLife(
            findings: [
                try Self.visit(1, "05 10:00", "found"), try Self.visit(2, "06 08:00", "met", by: nil),
            ],
            submissions: [try Self.sent(20, "06 09:00")]
        )
        #expect(try Self.words(life) == ["1 submitted +0 2021-08-06 10:00"])
        #expect(life.runs().last?.wasSeenMended == true)
        life.changes = [try Self.moved(40, "06 09:30", to: "10 18:00")]
        #expect(try Self.words(life) == ["1 submitted +0 2021-08-06 10:00"])
    }

    @Test("A correction closes only where all who filed it and what it corrects may")
    func corrections() throws {
        let duties = [
            DutyHeld(
                account: "zhao",
                from: try #require(Day("2021-08-01")),
                to: try #require(Day("2021-08-31"))
            )
        ]
        for (filers, state) in [
            (["inspector1", "inspector2"], "mended"), (["inspector1", "zhao"], "waiting"),
            (["zhao"], "waiting"),
            (nil, "waiting"),
        ] as [(Set<String>?, String)] {
            let life = GapLife(
                findings: [
                    try Self.visit(1, "05 10:00", "found"), try Self.visit(2, "09 10:00", "met", by: filers),
                ],
                duties: duties
            )
            #expect(try Self.words(life) == ["1 \(state) +0 2021-08-06 10:00"])
        }
        // So it is with one of them having answered: from when it was found up to the visit.
        for (time, state) in [("06 09:00", "waiting"), ("10 09:00", "mended")] {
            let life = GapLife(
                findings: [
                    try Self.visit(1, "05 10:00", "found"),
                    try Self.visit(2, "09 10:00", "met", by: ["inspector1", "wang"]),
                ],
                submissions: [try Self.sent(20, time)]
            )
            #expect(try Self.words(life) == ["1 \(state) +0 2021-08-06 10:00"])
        }
    }

    @Test(
        "Answered in time and once more after it is in time; sent back or found again, it counts from there"
    )
    func answeredTwice() throws {
        func isOverdue(_ life: GapLife) throws -> Bool {
            let now = try Self.at("09 10:00")
            return try #require(life.runs(at: now).last).standing(at: now).isOverdue
        }
        var life = GapLife(
            findings: [try Self.visit(1, "05 10:00", "found")],
            submissions: [try Self.sent(20, "06 09:00"), try Self.sent(21, "06 11:00")]
        )
        #expect(try Self.words(life) == ["1 submitted +0 2021-08-06 10:00"])
        #expect(try !isOverdue(life))
        #expect(life.runs().last?.answeredAt == (try Self.at("06 09:00")))
        // The second is sent back, and the third came late.
        life.verifications = [try Self.said(30, "06 12:00", .returned, of: .submission(try Self.id(21)))]
        #expect(try isOverdue(life))
        life.submissions.append(try Self.sent(22, "06 13:00"))
        #expect(try Self.words(life) == ["1 submitted +0 2021-08-06 10:00"])
        #expect(try isOverdue(life))
        // Found again in between, with none sent back.
        life.verifications = []
        life.submissions.removeLast()
        life.findings.append(try Self.visit(2, "06 10:30", "found"))
        #expect(try isOverdue(life))
        #expect(life.runs().last?.answeredAt == (try Self.at("06 11:00")))
    }
}
