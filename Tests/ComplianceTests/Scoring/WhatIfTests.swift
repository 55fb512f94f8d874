import Testing

@testable import Compliance

@Suite("What another version would say")
struct WhatIfTests {
    private let old = [
        Item.sample("A-01", .critical, points: 10), .number("A-02", points: 80, is: .atLeast, "2"),
        .sample("A-03", points: 10),
    ]

    @Test("The same version says the same")
    func same() throws {
        let standard = try Standard.sample(old)
        let sheet = standard.sheet(["A-01": .yes, "A-02": .number(2)])
        let whatIf = WhatIf(standard.score(sheet), sheet, from: standard, to: standard)
        #expect(!whatIf.changesGrade && whatIf.changes.isEmpty && whatIf.missingFacts.isEmpty)
        #expect(whatIf.before == whatIf.after)
        #expect(whatIf.before.score == 90)
    }

    @Test("A stricter bound, an item gone, an item and a fact added")
    func other() throws {
        let standard = try Standard.sample(old)
        let later = try Standard.sample(
            [
                .sample("A-01", .critical, points: 10), .number("A-02", points: 80, is: .atLeast, "3"),
                .sample("A-04", .critical, points: 10),
            ],
            facts: [.residents]
        )
        let sheet = standard.sheet(["A-01": .yes, "A-02": .number(2), "A-03": .yes])
        let whatIf = WhatIf(standard.score(sheet), sheet, from: standard, to: later)
        // 100 of 100 before; then 10 of 100, with a critical item that nobody looked at.
        #expect(whatIf.before.score == 100 && whatIf.before.grade?.code == "meets")
        #expect(whatIf.after.score == 10 && whatIf.after.grade?.code == "belowMinimum")
        #expect(whatIf.before.floorHolds && !whatIf.after.floorHolds)
        #expect(whatIf.changesGrade)
        #expect(whatIf.missingFacts == ["residents"])
        #expect(whatIf.changes.map(\.item) == ["A-02", "A-04", "A-03"])
        #expect(whatIf.changes.map(\.before) == [.met, nil, .met])
        #expect(whatIf.changes.map(\.after) == [.notMet, .notChecked, nil])
    }

    @Test("An answer that the other version's item does not take counts as not checked there")
    func otherKind() throws {
        let standard = try Standard.sample([.sample("A-01"), .sample("A-02", allowsNotApplicable: true)])
        let later = try Standard.sample([.number("A-01", is: .atLeast, "1"), .sample("A-02")])
        let sheet = standard.sheet(["A-01": .yes, "A-02": .notApplicable(reason: "none")])
        let whatIf = WhatIf(standard.score(sheet), sheet, from: standard, to: later)
        #expect(whatIf.changes.map(\.after) == [.notChecked, .notChecked])
        #expect(whatIf.after.score == 0)
    }
}
