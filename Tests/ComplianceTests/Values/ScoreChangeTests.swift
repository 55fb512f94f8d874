import Testing

@testable import Compliance

@Suite("How a score moved")
struct ScoreChangeTests {
    @Test(
        "What is equal is equal, and what moved is never shown as nothing",
        arguments: [
            ("80", "80", "same", "±0.0"), ("80", "81.5", "up", "+1.5"), ("81.5", "80", "down", "−1.5"),
            ("93.7", "93.74", "up", "+0.04"), ("281/3", "93.666666666", "same", "±0.0"),
            ("93.666666666", "281/3", "same", "±0.0"), ("280/3", "281/3", "up", "+0.3"),
            ("281/3", "93.66", "down", "−0.01"), ("0", "100", "up", "+100.0"),
        ]
    )
    func change(before: String, now: String, direction: String, difference: String) throws {
        let change = ScoreChange(
            from: try #require(Rational(exact: before)),
            to: try #require(Rational(exact: now))
        )
        #expect(change.direction.rawValue == direction && change.difference == difference)
    }

    @Test(
        "Weeks that can be asked for",
        arguments: [
            ("2000-W01", true), ("2199-W52", true), ("2021-W33", true), ("1999-W52", false),
            ("1900-W01", false),
            ("0001-W01", false), ("2200-W01", false), ("2021-W53", false), ("2021-33", false),
        ]
    )
    func weeks(text: String, isThere: Bool) {
        #expect((ISOWeek(reported: text) != nil) == isThere)
    }
}
