import Testing

@testable import Compliance

@Suite("Grades")
struct GradeTests {
    @Test(
        "The provincial set decides on the exact score",
        arguments: [
            // Points of 1,000 lost on a minor item, the score as shown, the grade.
            (0, "100.0", "meets"), (100, "90.0", "meets"),
            // With one decimal 89.95 would be 90.0, which it does not reach; 69.95 likewise.
            ("100.5", "89.95", "basicallyMeets"), (300, "70.0", "basicallyMeets"),
            ("300.5", "69.95", "belowMinimum"), (1_000, "0.0", "belowMinimum"),
        ] as [(Rational, String, String)]
    )
    func provincial(lost: Rational, shown: String, grade: String) throws {
        let standard = try Standard.sample([.graded("A-01", points: 1_000)])
        let result = standard.score(["A-01": .deducted(codes: [], further: lost)])
        #expect(result.score == (1_000 - lost).divided(by: 10))
        #expect(result.score.map { standard.shown(score: $0, of: result.attainable) } == shown)
        #expect(result.grade?.code == grade)
    }

    /// 1 critical, 2 major and 97 minor points.
    private func mixed() throws -> Standard {
        try .sample([
            .sample("A-01", .critical, points: 1), .sample("A-02", .major, points: 1),
            .sample("A-03", .major, points: 1), .sample("A-04", points: 97),
        ])
    }

    @Test(
        "An open major gap keeps a site from the best grade; one fixed on the spot does not",
        arguments: [
            ([], [], "meets"), (["A-02"], [], "basicallyMeets"), (["A-02"], ["A-02"], "meets"),
            (["A-02", "A-03"], ["A-02"], "basicallyMeets"), (["A-02", "A-03"], ["A-02", "A-03"], "meets"),
            // The floor was broken at the visit, fixed or not.
            (["A-01"], ["A-01"], "belowMinimum"),
        ] as [([String], Set<String>, String)]
    )
    func fixedOnSpot(short: [String], fixed: Set<String>, grade: String) throws {
        let answers = ["A-01", "A-02", "A-03", "A-04"]
            .map { ($0, short.contains($0) ? Answer.Value.no : .yes) }
        let result = try mixed().score(Dictionary(uniqueKeysWithValues: answers), fixed: fixed)
        // A gap costs its point either way.
        #expect(result.score == Rational(100 - short.count))
        #expect(result.grade?.code == grade)
        #expect(result.gaps.map(\.item) == short)
        #expect(Set(result.gaps.filter(\.fixedOnSpot).map(\.item)) == fixed)
    }

    @Test(
        "A percentage form",
        arguments: [
            (41, "poor"), (40, "fair"), (21, "fair"), (20, "good"), ("5.5", "good"), (5, "excellent"),
        ] as [(Rational, String)]
    )
    func percentage(lost: Rational, grade: String) throws {
        let standard = try Standard.sample(
            [.graded("A-01", .critical, points: 100)],
            grades: [
                GradeRule("poor", "${score} < 60"), GradeRule("fair", "${score} < 80"),
                GradeRule("good", "${score} < 95"), GradeRule("excellent", "true()"),
            ]
        )
        let result = standard.score(["A-01": .deducted(codes: [], further: lost)])
        #expect(result.grade?.code == grade)
    }

    @Test(
        "A permit form: refused for a critical gap, or for more than two others",
        arguments: [
            ([], "granted"), (["A-01"], "refused"), (["A-02", "A-03"], "granted"),
            (["A-02", "A-03", "A-04"], "refused"), (["A-01", "A-04"], "refused"),
        ] as [([String], String)]
    )
    func permit(short: [String], grade: String) throws {
        let codes = ["A-01", "A-02", "A-03", "A-04"]
        let standard = try Standard.sample(
            [
                .sample("A-01", .critical), .sample("A-02", .major), .sample("A-03", .major),
                .sample("A-04"),
            ],
            grades: [
                GradeRule("refused", "${critical_gaps} > 0 or ${major_gaps} + ${minor_gaps} > 2"),
                GradeRule("granted", "true()"),
            ]
        )
        let answers = codes.map { ($0, short.contains($0) ? Answer.Value.no : .yes) }
        #expect(standard.score(Dictionary(uniqueKeysWithValues: answers)).grade?.code == grade)
    }

    @Test(
        "A demerit form: closed at 20 demerits, warned at 10 on one item",
        arguments: [
            ([0, 0, 0], "open"), ([9, 9, 0], "open"), ([10, 0, 0], "warned"), ([0, 10, "9.5"], "warned"),
            ([9, 9, 2], "closed"), ([20, 0, 0], "closed"),
        ] as [([Rational], String)]
    )
    func demerits(lost: [Rational], grade: String) throws {
        let codes = ["A-01", "A-02", "B-01"]
        let standard = try Standard.sample(
            codes.map { .graded($0, points: 20) },
            grades: [
                GradeRule("closed", "${lost} >= 20"), GradeRule("warned", "${worst} >= 10"),
                GradeRule("open", "true()"),
            ]
        )
        let answers = zip(codes, lost).map { ($0, Answer.Value.deducted(codes: [], further: $1)) }
        #expect(standard.score(Dictionary(uniqueKeysWithValues: answers)).grade?.code == grade)
    }

    @Test(
        "A section's score, without which there is no grade",
        arguments: [
            (.yes, 4, "passed"), (.yes, 5, "failed"), (.no, 5, nil),
        ] as [(Answer.Value, Rational, String?)]
    )
    func sections(kitchen: Answer.Value, lost: Rational, grade: String?) throws {
        let standard = try Standard.sample(
            [.sample("A-01", points: 1), .kitchen],
            grades: [GradeRule("failed", "${score_B} < 80"), GradeRule("passed", "true()")]
        )
        let result = standard.score(["A-01": kitchen, "B-01": .deducted(codes: [], further: lost)])
        // 16 of 20 points are 80; 15 are 75.
        #expect(result.grade?.code == grade)
        #expect(result.sections.last?.score == (kitchen == .no ? nil : (20 - lost) * 5))
    }

    @Test("The first condition that holds gives the grade, and parameters may stand in it")
    func order() throws {
        let standard = try Standard.sample(
            [.sample("A-01", points: 70), .sample("A-02", points: 30)],
            grades: [
                GradeRule("first", "${score} < ${pass_mark}"), GradeRule("second", "${earned} = 70"),
                GradeRule("third", "${attainable} = 100"), GradeRule("fourth", "true()"),
            ]
        )
        #expect(standard.score(["A-01": .no, "A-02": .yes]).grade?.code == "first")
        #expect(standard.score(["A-01": .yes, "A-02": .no]).grade?.code == "second")
        #expect(standard.score(["A-01": .yes, "A-02": .yes]).grade?.code == "third")
    }
}

extension Item {
    /// A graded item of section B that a site without a kitchen is not asked about.
    fileprivate static let kitchen = Item.sample(
        "B-01",
        points: 20,
        answer: .graded(step: "0.5", deductions: []),
        minimum: .fullPoints,
        applies: "${A-01} = 'yes'"
    )
}
