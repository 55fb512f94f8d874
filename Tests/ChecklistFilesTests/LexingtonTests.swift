import Cases
import Compliance
import Testing

/// Every inspection of a real county in 2012 gets its official score from the rules.
@Suite("The real inspections of Lexington")
struct LexingtonTests {
    @Test("2,237 official scores are equal, pass or fail as well; five inspections have none to compare with")
    func scores() throws {
        let lexington = try Lexington()
        let standard = try Standard(lexington.checklist, lexington.baseline)
        #expect(lexington.checklist.items.count == 38)
        #expect(lexington.checklist.items.reduce(0) { $0 + $1.points } == 100)
        #expect(lexington.checklist.items.count { $0.severity == .critical } == 16)

        var (equal, withoutScore) = (0, 0)
        for inspection in lexington.inspections {
            let result = standard.score(lexington.sheet(of: inspection))
            guard let official = inspection.officialScore, let passes = inspection.passes else {
                withoutScore += 1
                continue
            }
            #expect(result.score == Rational(official), "\(inspection.id)")
            #expect(result.grade?.code == (passes ? "pass" : "fail"), "\(inspection.id)")
            #expect(result.gaps.map(\.item) == inspection.violated.sorted(), "\(inspection.id)")
            if result.score == Rational(official) { equal += 1 }
        }
        #expect(lexington.inspections.count == 2_242)
        #expect(equal == 2_237)
        #expect(withoutScore == 5)
    }
}
