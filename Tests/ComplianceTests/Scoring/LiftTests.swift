import Testing

@testable import Compliance

@Suite("The fewest gaps that lift the grade")
struct LiftTests {
    @Test(
        "By hand: items with their points lost, what lifts the grade",
        arguments: [
            Example("the best grade already", [.init("A-01", .minor, 10, isMet: true)], nil),
            Example(
                "the points that are missing, most first",
                // 60 of 100; 70 needs 10 more, which only A-03 has by itself.
                [
                    .init("A-01", .minor, 9), .init("A-02", .minor, 9), .init("A-03", .minor, 10),
                    .init("A-04", .minor, 12, isMet: true), .init("A-05", .minor, 48, isMet: true),
                    .init("A-06", .minor, 12),
                ],
                Lift(items: ["A-06"], grade: "basicallyMeets", score: 72)
            ),
            Example(
                "every critical gap, whatever its points",
                [
                    .init("A-01", .critical, 1), .init("A-02", .major, 9), .init("A-03", .critical, 2),
                    .init("A-04", .minor, 88, isMet: true),
                ],
                Lift(items: ["A-01", "A-03"], grade: "basicallyMeets", score: 91)
            ),
            Example(
                "a major gap that also gives the points",
                // 85 of 100: closing both majors gives 95.
                [
                    .init("A-01", .major, 4), .init("A-02", .major, 6), .init("A-03", .minor, 5),
                    .init("A-04", .minor, 85, isMet: true),
                ],
                Lift(items: ["A-01", "A-02"], grade: "meets", score: 95)
            ),
            Example(
                "closing a critical gap can skip a grade",
                [.init("A-01", .critical, 5), .init("A-02", .minor, 95, isMet: true)],
                Lift(items: ["A-01"], grade: "meets", score: 100)
            ),
        ]
    )
    func byHand(example: Example) throws {
        let standard = try Standard.sample(
            example.losses.map { .sample($0.code, $0.severity, points: $0.points) }
        )
        let answers = example.losses.map { ($0.code, $0.isMet ? Answer.Value.yes : .no) }
        #expect(standard.score(Dictionary(uniqueKeysWithValues: answers)).lift == example.lift)
    }

    @Test("A gap fixed on the spot is not closed again unless its points are needed")
    func fixed() throws {
        let standard = try Standard.sample([
            .sample("A-01", .major, points: 9), .sample("A-02", .major, points: 1),
            .sample("A-03", points: 90),
        ])
        // 90 of 100: A-01 is fixed, so that only A-02 is open.
        let result = standard.score(["A-01": .no, "A-02": .no, "A-03": .yes], fixed: ["A-01"])
        #expect(result.grade?.code == "basicallyMeets")
        #expect(result.lift == Lift(items: ["A-02"], grade: "meets", score: 91))
        #expect(result.gap("A-01")?.ifClosed == IfClosed(score: 99, grade: "basicallyMeets"))
    }

    @Test("No set smaller than the one given lifts the grade, by trying all", arguments: 0..<100)
    func bruteForce(seed: Int) throws {
        let random = try RandomSheet(seed: seed)
        let result = random.standard.score(random.sheet)
        let before = random.standard.rank(random.sheet)
        let best = Self.smallest(result.gaps.map(\.item)) { items in
            random.standard.rank(random.closing(items)) > before
        }
        #expect(result.lift?.items.count == best?.count)
        guard let lift = result.lift else { return }
        let closed = random.standard.score(random.closing(lift.items))
        #expect(closed.score == lift.score)
        #expect(closed.grade?.code == lift.grade)
        #expect(random.standard.rank(random.closing(lift.items)) > before)
    }

    @Test("What closing one gap would do is what scoring says once it is closed", arguments: 0..<50)
    func closingOne(seed: Int) throws {
        let random = try RandomSheet(seed: seed)
        for gap in random.standard.score(random.sheet).gaps {
            let closed = random.standard.score(random.closing([gap.item]))
            #expect(gap.ifClosed == IfClosed(score: closed.score, grade: closed.grade?.code))
        }
    }

    @Test("120 gaps in twelve sections")
    func many() throws {
        let codes = (0..<120)
            .map { "\(["A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M"][$0 / 10])-\($0)" }
        let provincial = try Standard.sample(codes.map { .sample($0) })
        // Nothing was checked: 0 of 120. 84 points are 70 in the hundred, and each gap has one.
        #expect(provincial.score([:]).lift?.items == Array(codes.prefix(84)))
        #expect(provincial.score([:]).lift?.score == 70)

        let bySection = try Standard.sample(
            codes.map { .sample($0) },
            grades: [
                GradeRule("failed", "${score_A} < 80 or ${score_M} < 30"), GradeRule("passed", "true()"),
            ]
        )
        // Eight of section A's ten and three of section M's.
        let lift = try #require(bySection.score([:]).lift)
        #expect(lift.items.count { $0.hasPrefix("A") } == 8)
        #expect(lift.items.count { $0.hasPrefix("M") } == 3)
        #expect(lift.items.count == 11)
        #expect(lift.score == "55/6")
    }

    /// The smallest of all subsets that will do.
    private static func smallest(_ items: [String], _ does: ([String]) -> Bool) -> [String]? {
        let subsets = (0..<(1 << items.count)).sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
        for subset in subsets {
            let chosen = items.indices.filter { subset & (1 << $0) != 0 }.map { items[$0] }
            if does(chosen) { return chosen }
        }
        return nil
    }

    struct Loss: Sendable {
        let code: String
        let severity: Severity
        let points: Rational
        let isMet: Bool

        init(_ code: String, _ severity: Severity, _ points: Rational, isMet: Bool = false) {
            self.code = code
            self.severity = severity
            self.points = points
            self.isMet = isMet
        }
    }

    struct Example: Sendable, CustomStringConvertible {
        let description: String
        let losses: [Loss]
        let lift: Lift?

        init(_ description: String, _ losses: [Loss], _ lift: Lift?) {
            self.description = description
            self.losses = losses
            self.lift = lift
        }
    }
}

extension Standard {
    /// How good the grade is, 0 for the worst; -1 where there is none.
    fileprivate func rank(_ sheet: AnswerSheet) -> Int {
        let code = score(sheet).grade?.code
        return checklist.grades.firstIndex { $0.code == code } ?? -1
    }
}
