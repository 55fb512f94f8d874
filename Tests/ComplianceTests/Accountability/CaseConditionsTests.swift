import Testing

@testable import Compliance

@Suite("Which of the four conditions holds so far")
struct CaseConditionsTests {
    private func standings(found: Bool, _ missing: [CaseFinding.Missing]) throws -> [CaseFinding.Standing] {
        let id = try #require(InspectionID("017b0000-0000-7000-8000-000000000001"))
        let version = StandardDigests(checklist: "c", baseline: "b")
        let visit = SiteFile.Visit(
            id: id,
            startedAt: Instant(microseconds: 0),
            version: version,
            isBelowMinimum: true
        )
        let finding = CaseFinding(
            found: found ? visit : nil,
            again: nil,
            items: [],
            missing: missing,
            doubts: [],
            pairs: 1
        )
        return CaseFinding.Condition.allCases.map { finding.standing(of: $0) }
    }

    @Test("Everything that can be missing belongs to one condition, in the order of the conditions")
    func order() {
        let missing: [CaseFinding.Missing] = [
            .issue, .receipt, .guidance, .finding, .notice, .laterVisit, .sameItem, .stillBelow,
            .laterVersion,
        ]
        #expect(
            missing.map(\.condition) == [
                .standard, .standard, .guidance, .notice, .notice, .again, .again, .again, .again,
            ]
        )
    }

    @Test("A condition holds where nothing of it is missing, and is not measured where no visit was below")
    func standing() throws {
        #expect(try standings(found: true, []) == [.holds, .holds, .holds, .holds])
        #expect(
            try standings(found: true, [.receipt, .laterVisit, .stillBelow]) == [
                .lacks([.receipt]), .holds, .holds, .lacks([.laterVisit, .stillBelow]),
            ]
        )
        #expect(
            try standings(found: false, [.finding]) == [
                .notMeasured, .notMeasured, .lacks([.finding]), .notMeasured,
            ]
        )
    }
}
