import Testing

@testable import Compliance

@Suite("The order of working items out")
struct EvaluationOrderTests {
    @Test(
        "What an item needs comes before it",
        arguments: [
            ([], []), ([[], [], []], [0, 1, 2]), ([[1], [2], []], [2, 1, 0]),
            ([[], [0], [0, 1]], [0, 1, 2]),
            ([[3], [], [1], [1, 2]], [1, 2, 3, 0]),
        ] as [([[Int]], [Int])]
    )
    func order(needs: [[Int]], expected: [Int]) {
        let arranged = EvaluationOrder(needs)
        #expect(arranged.order == expected)
        #expect(arranged.cycles.isEmpty)
    }

    @Test(
        "Items that need each other are named once, from the first in the checklist",
        arguments: [
            ([[0]], [[0]]), ([[1], [0]], [[0, 1]]), ([[], [3], [1], [2]], [[1, 3, 2]]),
            // 0 only leads into the circle of 1 and 2.
            ([[1], [2], [1]], [[1, 2]]), ([[1], [0], [3], [2]], [[0, 1], [2, 3]]),
        ] as [([[Int]], [[Int]])]
    )
    func cycles(needs: [[Int]], expected: [[Int]]) {
        #expect(EvaluationOrder(needs).cycles == expected)
    }

    @Test("A long chain is arranged without deep recursion")
    func longChain() {
        let needs = (0..<20_000).map { $0 == 0 ? [] : [$0 - 1] }
        #expect(EvaluationOrder(needs).order == Array(0..<20_000))
    }
}
