/// How a score moved since the one before it. What is equal is equal: a change that is shown is never nothing, and none
/// is shown as a change.
package struct ScoreChange: Sendable, Hashable {
    package enum Direction: String, Sendable { case up, down, same }

    package let direction: Direction
    /// With its sign, and one decimal, or as many as it takes to show that it is not nothing: `+0.04`, `±0.0`.
    package let difference: String

    /// Scores that are equal in nine decimals are: earlier releases kept no more.
    package init(from before: Rational, to now: Rational) {
        let moved = now - before
        let size = moved.isNegative ? -moved : moved
        guard let least = Rational(1, over: 1_000_000_000), size > least else {
            (direction, difference) = (.same, "±0.0")
            return
        }
        direction = moved.isNegative ? .down : .up
        let shown = (1...9).lazy.map { size.rounded(decimals: $0) }
            .first { text in text.utf8.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) } }
        difference = (moved.isNegative ? "−" : "+") + (shown ?? size.exact)
    }
}
