import Testing

@testable import Compliance

@Suite("Gaps")
struct GapTests {
    @Test("Each says what was required, observed and missing, what it costs and when it is due")
    func gaps() throws {
        let standard = try Standard.sample([
            .number("A-01", .critical, points: 3, is: .atLeast, "6", partial: .proportional),
            .number("A-02", .major, points: 2, is: .atMost, "37"),
            .number("A-03", points: 1, is: .equals, "14"),
            .sample(
                "A-04",
                answer: .date,
                minimum: .bound(.atLeast, Formula("${visit_date} - 30"))
            ),
            .sample("A-05", .major), .sample("A-06"),
        ])
        let result = standard.score([
            "A-01": .number(4), "A-02": .number("38.5"), "A-03": .number(10), "A-04": .date(.visit - 37),
            "A-06": .yes,
        ])
        // 4 of 6 medics earn 2 of 3 points.
        #expect(result.gaps.map(\.item) == ["A-01", "A-02", "A-03", "A-04", "A-05"])
        #expect(result.gaps.map(\.shortfall) == [2, "1.5", 4, 7, nil])
        #expect(result.gaps.map(\.pointsLost) == [1, 2, 1, 1, 1])
        #expect(result.gaps.map(\.deadlineHours) == [24, 72, 168, 168, 72])
        #expect(result.gaps.map(\.severity) == [.critical, .major, .minor, .minor, .major])
        #expect(result.gaps.map(\.status) == [.notMet, .notMet, .notMet, .notMet, .notChecked])
        let required = [(Direction.atLeast, 6), (.atMost, 37), (.equals, 14)] as [(Direction, Rational)]
        #expect(
            result.gaps.prefix(3).map(\.required)
                == required.map { Outcome.Required(direction: $0, value: .number($1)) }
        )
        #expect(result.gaps[3].required == Outcome.Required(direction: .atLeast, value: .date(.visit - 30)))
        #expect(result.gaps.map(\.observed).prefix(2) == [.number(4), .number("38.5")])
        #expect(result.gaps[4].required == nil && result.gaps[4].observed == nil)
    }

    @Test("A deadline is the end of the visit and its hours, less what is left of a second")
    func deadline() throws {
        let visit = try #require(Instant("2021-08-18T09:00:00.5+08:00"))
        let standard = try Standard.sample([.sample("A-01", .critical), .sample("A-02", .minor)])
        let deadlines = standard.score([:]).gaps.map { "\($0.deadline(from: visit))" }
        // 24 hours and 168 hours later.
        #expect(deadlines == ["2021-08-19T01:00:00.500000Z", "2021-08-25T01:00:00.500000Z"])
    }

    @Test("Each says what closing it alone would do")
    func ifClosed() throws {
        let standard = try Standard.sample([
            .sample("A-01", .critical, points: 10), .sample("A-02", .major, points: 10),
            .sample("A-03", points: 80),
        ])
        let result = standard.score(["A-01": .no, "A-02": .no, "A-03": .yes])
        // 80 of 100 with the floor broken. Closing A-01 alone: 90, but a major gap is open. Closing A-02 alone: 90,
        // with the floor still broken.
        #expect(result.score == 80)
        #expect(result.grade?.code == "belowMinimum")
        #expect(result.gap("A-01")?.ifClosed == IfClosed(score: 90, grade: "basicallyMeets"))
        #expect(result.gap("A-02")?.ifClosed == IfClosed(score: 90, grade: "belowMinimum"))
        #expect(result.lift == Lift(items: ["A-01"], grade: "basicallyMeets", score: 90))
    }

    @Test("What nobody checked cannot have been fixed on the spot: the major gap counts")
    func notCheckedIsNotFixed() throws {
        let standard = try Standard.sample([.sample("A-01", .major, points: 5), .sample("A-02", points: 95)])
        let unchecked = standard.score(["A-01": .notChecked, "A-02": .yes], fixed: ["A-01"])
        #expect(unchecked.gap("A-01")?.fixedOnSpot == false)
        #expect(unchecked.grade?.code == "basicallyMeets")
        let fixed = standard.score(["A-01": .no, "A-02": .yes], fixed: ["A-01"])
        #expect(fixed.gap("A-01")?.fixedOnSpot == true)
        #expect(fixed.grade?.code == "meets")
    }

    @Test("Closing what lost most leaves the next worst")
    func worst() throws {
        let standard = try Standard.sample(
            [.sample("A-01", points: 9), .sample("A-02", points: 5), .sample("A-03", points: 9)],
            grades: [GradeRule("bad", "${worst} >= 9"), GradeRule("good", "true()")]
        )
        let two = standard.score(["A-01": .no, "A-02": .no, "A-03": .no])
        // Two items lost 9 each: closing one of them is not enough.
        #expect(two.gaps.map(\.ifClosed.grade) == ["bad", "bad", "bad"])
        #expect(two.lift?.items == ["A-01", "A-03"])
        let one = standard.score(["A-01": .no, "A-02": .no, "A-03": .yes])
        #expect(one.gaps.map(\.ifClosed.grade) == ["good", "bad"])
        #expect(one.lift == Lift(items: ["A-01"], grade: "good", score: "1800/23"))
    }

    @Test(
        "A gap is new, persisting or back again",
        arguments: [
            (false, false, .new), (true, true, .persisting), (true, false, .persisting),
            (false, true, .backAgain),
        ] as [(Bool, Bool, Recurrence)]
    )
    func recurrence(inPrevious: Bool, everBefore: Bool, expected: Recurrence) {
        #expect(Recurrence(inPrevious: inPrevious, everBefore: everBefore) == expected)
    }
}
