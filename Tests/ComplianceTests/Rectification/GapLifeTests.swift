import Testing

@testable import Compliance

/// Item A-04, critical, 24 hours; all days of August 2021, all values worked out by hand.
@Suite("The life of a gap: runs, states, deadlines, by visits and acts")
struct GapLifeTests {
    static func at(_ text: String) throws -> Instant {
        try #require(Instant("2021-08-\(text.replacing(" ", with: "T")):00+08:00"))
    }

    static func id(_ number: Int) throws -> InspectionID {
        try #require(
            InspectionID("018f0000-0000-7000-8000-0000000000" + (number < 10 ? "0" : "") + "\(number)")
        )
    }

    static func visit(
        _ number: Int,
        _ time: String,
        _ said: String,
        by: Set<String>? = ["inspector1"],
        hours: Int = 24,
        received: String? = nil
    ) throws -> GapFinding {
        let end = try at(time)
        let kind: GapFinding.Kind =
            switch said {
            case "met": .met
            case "fixed": .fixedOnSpot
            default: .found(.critical, .director, deadline: end.adding(seconds: hours * 3600))
            }
        return GapFinding(
            inspection: try id(number),
            finishedAt: end,
            receivedAt: try received.map { try at($0) } ?? end,
            place: number,
            filedBy: by,
            kind: kind
        )
    }

    static func sent(_ number: Int, _ time: String, by: String = "wang") throws -> GapSubmission {
        GapSubmission(
            id: try id(number),
            inspection: try id(1),
            words: "已整改",
            evidence: [],
            at: try at(time),
            by: by,
            duty: "director T-03",
            entry: number
        )
    }

    static func said(
        _ number: Int,
        _ time: String,
        _ verdict: GapVerification.Verdict,
        of subject: GapVerification.Subject
    ) throws -> GapVerification {
        GapVerification(
            of: subject,
            verdict: verdict,
            reason: verdict == .returned ? "照片看不清" : nil,
            at: try at(time),
            by: "inspector2",
            entry: number
        )
    }

    static func moved(_ number: Int, _ time: String, to: String) throws -> DeadlineChange {
        DeadlineChange(
            was: try at("06 10:00"),
            deadline: try at(to),
            reason: "停水",
            at: try at(time),
            by: "admin",
            entry: number
        )
    }

    static func words(_ life: GapLife, at time: String = "31 23:00") throws -> [String] {
        life.runs(at: try at(time))
            .map { "\($0.number) \($0.state.word) +\($0.repeats) \($0.deadline.shanghai)" }
    }

    @Test(
        "Found on the 5th and again on the 8th: one run, one repeat, the first deadline; met on the 9th ends it"
    )
    func repeated() throws {
        var life = GapLife(findings: [
            try Self.visit(1, "05 10:00", "found"), try Self.visit(2, "08 10:00", "found"),
        ])
        #expect(try Self.words(life, at: "05 11:00") == ["1 open +0 2021-08-06 10:00"])
        #expect(try Self.words(life) == ["1 open +1 2021-08-06 10:00"])
        life.findings.append(try Self.visit(3, "09 10:00", "met"))
        #expect(try Self.words(life) == ["1 mended +1 2021-08-06 10:00"])
        life.findings.append(try Self.visit(4, "12 10:00", "found"))
        #expect(try Self.words(life) == ["1 mended +1 2021-08-06 10:00", "2 open +0 2021-08-13 10:00"])
        life.findings.append(try Self.visit(5, "13 10:00", "fixed"))
        #expect(try Self.words(life).last == "2 fixedOnSpot +0 2021-08-13 10:00")
    }

    @Test("Sent, returned, sent again, verified; what is found after that is a run of its own")
    func verified() throws {
        var life = GapLife(
            findings: [try Self.visit(1, "05 10:00", "found")],
            submissions: [try Self.sent(20, "05 15:00"), try Self.sent(22, "06 09:00")],
            verifications: [
                try Self.said(21, "05 18:00", .returned, of: .submission(try Self.id(20))),
                try Self.said(23, "06 12:00", .verified, of: .submission(try Self.id(22))),
            ]
        )
        for (time, state) in [
            ("05 14:00", "open"), ("05 16:00", "submitted"), ("05 19:00", "returned"),
            ("06 09:30", "submitted"),
            ("06 13:00", "verified"),
        ] {
            #expect(try Self.words(life, at: time) == ["1 \(state) +0 2021-08-06 10:00"])
        }
        life.findings.append(try Self.visit(2, "07 10:00", "found"))
        #expect(try Self.words(life) == ["1 verified +0 2021-08-06 10:00", "2 open +0 2021-08-08 10:00"])
    }

    @Test(
        "A visit by the operator, by who sent the answer or by who held a duty since then waits for an inspector"
    )
    func waiting() throws {
        let found = try Self.visit(1, "05 10:00", "found")
        func life(
            _ filers: Set<String>?,
            sent: [GapSubmission] = [],
            duties: [DutyHeld] = []
        ) throws -> GapLife {
            GapLife(
                findings: [found, try Self.visit(2, "09 10:00", "met", by: filers)],
                submissions: sent,
                duties: duties
            )
        }
        func held(_ from: String, _ to: String) throws -> [DutyHeld] {
            [
                DutyHeld(
                    account: "zhao",
                    from: try #require(Day("2021-08-\(from)")),
                    to: try #require(Day("2021-08-\(to)"))
                )
            ]
        }
        #expect(try Self.words(life(nil)) == ["1 waiting +0 2021-08-06 10:00"])
        #expect(try Self.words(life(["zhao"])) == ["1 mended +0 2021-08-06 10:00"])
        #expect(
            try Self.words(life(["zhao"], sent: [Self.sent(20, "06 09:00", by: "zhao")])).first?
                .hasPrefix("1 waiting") == true
        )
        // The duty ended before it was found, changed hands in between, or began after the visit.
        #expect(try Self.words(life(["zhao"], duties: held("01", "04"))).first?.hasPrefix("1 mended") == true)
        #expect(
            try Self.words(life(["zhao"], duties: held("01", "05"))).first?.hasPrefix("1 waiting") == true
        )
        #expect(
            try Self.words(life(["zhao"], duties: held("07", "08"))).first?.hasPrefix("1 waiting") == true
        )
        #expect(try Self.words(life(["zhao"], duties: held("10", "20"))).first?.hasPrefix("1 mended") == true)
        // Confirmed by an inspector it is closed; sent back it is open again.
        var waiting = try life(nil)
        waiting.verifications = [try Self.said(30, "10 09:00", .verified, of: .visit(try Self.id(2)))]
        #expect(try Self.words(waiting) == ["1 verified +0 2021-08-06 10:00"])
        waiting.verifications = [try Self.said(30, "10 09:00", .returned, of: .visit(try Self.id(2)))]
        #expect(try Self.words(waiting) == ["1 returned +0 2021-08-06 10:00"])
        // Found again before that it is the same run, with a deadline since it was seen mended.
        waiting = try life(nil)
        waiting.findings.append(try Self.visit(3, "11 10:00", "found"))
        #expect(try Self.words(waiting) == ["1 open +1 2021-08-12 10:00"])
    }

    @Test(
        "Severities of versions that differ: the earlier bound wins; a deadline that was moved binds before both"
    )
    func deadlines() throws {
        var life = GapLife(findings: [
            try Self.visit(1, "05 10:00", "found", hours: 168),
            try Self.visit(2, "06 10:00", "found", hours: 24),
        ])
        #expect(try Self.words(life) == ["1 open +1 2021-08-07 10:00"])
        life.changes = [try Self.moved(40, "06 12:00", to: "10 18:00")]
        #expect(try Self.words(life) == ["1 open +1 2021-08-10 18:00"])
        #expect(try Self.words(life, at: "06 11:00") == ["1 open +1 2021-08-07 10:00"])
        // It was the run's: the next has its own.
        life.findings += [try Self.visit(3, "08 10:00", "met"), try Self.visit(4, "09 10:00", "found")]
        #expect(try Self.words(life) == ["1 mended +1 2021-08-10 18:00", "2 open +0 2021-08-10 10:00"])
    }

    @Test("A visit that is withdrawn takes its run along; what was sent about it stands, and answers nothing")
    func withdrawn() throws {
        var life = GapLife(
            findings: [try Self.visit(1, "05 10:00", "found")],
            submissions: [try Self.sent(20, "05 15:00")]
        )
        #expect(try Self.words(life) == ["1 submitted +0 2021-08-06 10:00"])
        life.findings = []
        #expect(try Self.words(life) == [])
        life.findings = [try Self.visit(2, "07 10:00", "found")]
        #expect(try Self.words(life) == ["1 open +0 2021-08-08 10:00"])
    }

    @Test("The colours: blue in the last third, yellow when returned or found again, red when overdue")
    func colours() throws {
        func colour(_ life: GapLife, _ time: String) throws -> String {
            let now = try Self.at(time)
            let standing = try #require(life.runs(at: now).last).standing(at: now)
            return "\(standing.colour.map { "\($0)" } ?? "none") \(standing.age)"
        }
        let found = try Self.visit(1, "05 10:00", "found")
        var life = GapLife(findings: [found])
        // 24 hours: the last third begins at 02:00.
        #expect(try colour(life, "06 01:59") == "none 0")
        #expect(try colour(life, "06 02:00") == "blue 0")
        #expect(try colour(life, "06 10:00") == "blue 1")
        #expect(try colour(life, "06 10:01") == "red 1")
        life.submissions = [try Self.sent(20, "06 09:00")]
        #expect(try colour(life, "08 10:00") == "none 3")
        life.verifications = [try Self.said(21, "06 09:30", .returned, of: .submission(try Self.id(20)))]
        #expect(try colour(life, "06 09:45") == "yellow 0")
        #expect(try colour(life, "06 11:00") == "red 1")
        life.verifications = []
        life.submissions = [try Self.sent(20, "06 11:00")]
        #expect(try colour(life, "06 11:30") == "red 1")
        let again = GapLife(findings: [
            try Self.visit(1, "05 10:00", "found", hours: 168), try Self.visit(2, "06 10:00", "found"),
        ])
        #expect(try colour(again, "06 11:00") == "yellow 1")
    }
}
