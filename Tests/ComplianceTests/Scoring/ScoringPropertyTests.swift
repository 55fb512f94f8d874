import Testing

@testable import Compliance

@Suite("What holds of every result")
struct ScoringPropertyTests {
    @Test("Figures lie where they must", arguments: 0..<200)
    func bounds(seed: Int) throws {
        let random = try RandomSheet(seed: seed, items: 20)
        let result = random.standard.score(random.sheet)
        for outcome in result.outcomes {
            #expect(0...outcome.attainable ~= outcome.earned)
            #expect((outcome.status == .met) == (outcome.attainable > 0 && outcome.lost.isZero))
        }
        if let score = result.score { #expect(0...100 ~= score) }
        #expect(result.earned == result.outcomes.reduce(0) { $0 + $1.earned })
        #expect(result.attainable == result.sections.reduce(0) { $0 + $1.attainable })
        #expect(result.gaps.reduce(0) { $0 + $1.pointsLost } == result.attainable - result.earned)
        #expect((result.grade == nil) == (result.attainable.isZero || result.undecided != nil))
    }

    @Test("Closing a gap never lowers the score or the grade", arguments: 0..<200)
    func closing(seed: Int) throws {
        let random = try RandomSheet(seed: seed, items: 20)
        let result = random.standard.score(random.sheet)
        let grades = random.standard.checklist.grades.map(\.code)
        let before = try #require(result.grade.flatMap { grades.firstIndex(of: $0.code) })
        for gap in result.gaps {
            let after = try #require(gap.ifClosed.grade.flatMap { grades.firstIndex(of: $0) })
            #expect(after >= before)
            #expect(try #require(gap.ifClosed.score) > #require(result.score))
        }
    }

    @Test("The same sheet gives the same result", arguments: 0..<50)
    func same(seed: Int) throws {
        let (one, two) = (try RandomSheet(seed: seed), try RandomSheet(seed: seed))
        #expect(one.standard.score(one.sheet) == two.standard.score(two.sheet))
    }
}
