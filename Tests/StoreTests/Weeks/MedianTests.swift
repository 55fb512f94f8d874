import Compliance
import Testing

@testable import Store

@Test(
    "The middle score is the middle one, or halfway between two",
    arguments: [
        ([], nil), ([80], 80), ([90, 70], 80), ([61, 90, 70], 70),
        ([50, 61, 90, 70], Rational(131, over: 2)),
    ] as [([Rational], Rational?)]
)
func median(scores: [Rational], expected: Rational?) {
    #expect(TrendPoint.median(scores) == expected)
}
