import Compliance
import Testing

@Suite("Exact fractions")
struct RationalTests {
    /// The fraction, for tests that know the denominator is not 0.
    private func q(_ n: Int, _ d: Int = 1) throws -> Rational { try #require(Rational(n, over: d)) }

    @Test("Fractions are in lowest terms with the sign above")
    func lowestTerms() throws {
        #expect(try q(6, 8) == q(3, 4))
        #expect(try q(3, -4) == q(-3, 4))
        #expect(try q(0, -7) == 0)
        #expect(Rational(1, over: 0) == nil)
        #expect(try q(6, 8).hashValue == q(3, 4).hashValue)
    }

    @Test("Arithmetic is exact")
    func arithmetic() throws {
        #expect(try q(1, 3) + q(1, 6) == q(1, 2))
        #expect(try q(1, 10) + q(2, 10) == q(3, 10))
        #expect(try q(1, 3) - q(1, 2) == q(-1, 6))
        #expect(try q(2, 3) * q(9, 4) == q(3, 2))
        #expect(try q(2, 3).divided(by: q(-4, 9)) == q(-3, 2))
        #expect(try q(2, 3).divided(by: 0) == nil)
        // Ten times a tenth is one; with binary floating point it is not.
        #expect(try (0..<10).reduce(Rational.zero) { sum, _ in sum + (try q(1, 10)) } == 1)
    }

    @Test("A sum that outgrows the machine goes on exactly, and comes back")
    func big() throws {
        let big = Rational(Int.max)
        let sum = big + 1
        #expect(sum.exact == "9223372036854775808")
        #expect(sum.integer == nil)
        #expect((sum - 1).integer == Int.max)
        #expect((big * big).exact == "85070591730234615847396907784232501249")
        #expect((big * big).divided(by: big) == big)
        #expect(Rational(Int.min) - 1 < Rational(Int.min))
        #expect((-Rational(Int.min)).exact == "9223372036854775808")
        #expect(try q(1, Int.max) < q(1, Int.max - 1))
        #expect(try q(Int.min, Int.min) == 1)
    }

    @Test(
        "Order",
        arguments: [(1, 3, 1, 2), (-1, 2, -1, 3), (-1, 2, 0, 1), (2, 3, 3, 4), (Int.max - 1, Int.max, 1, 1)]
    )
    func order(a: Int, b: Int, c: Int, d: Int) throws {
        #expect(try q(a, b) < q(c, d))
        #expect(try !(q(c, d) < q(a, b)))
    }

    @Test(
        "Whole numbers near a fraction: below, above, nearest with halves up",
        arguments: [
            (7, 2, 3, 4, 4), (-7, 2, -4, -3, -3), (5, 2, 2, 3, 3), (-5, 2, -3, -2, -2), (1, 3, 0, 1, 0),
            (-1, 3, -1, 0, 0), (4, 1, 4, 4, 4), (-4, 1, -4, -4, -4), (34 * 2, 50, 1, 2, 1), (0, 1, 0, 0, 0),
        ]
    )
    func whole(n: Int, d: Int, floor: Int, ceiling: Int, rounded: Int) throws {
        let value = try q(n, d)
        #expect(value.floor == Rational(floor))
        #expect(value.ceiling == Rational(ceiling))
        #expect(value.rounded == Rational(rounded))
    }

    @Test(
        "The remainder has the sign of the dividend",
        arguments: [
            (7, 3, 1), (-7, 3, -1), (7, -3, 1), (-7, -3, -1), (6, 3, 0),
        ]
    )
    func remainder(a: Int, b: Int, expected: Int) {
        #expect(Rational(a).remainder(dividingBy: Rational(b)) == Rational(expected))
        #expect(Rational(a).remainder(dividingBy: 0) == nil)
    }

    @Test(
        "Shown with decimals, halves away from zero",
        arguments: [
            ("86.45", 1, "86.5"), ("86.449", 1, "86.4"), ("-86.45", 1, "-86.5"), ("0.05", 1, "0.1"),
            ("-0.04", 1, "0.0"),
            ("89.95", 1, "90.0"), ("70", 1, "70.0"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.125", 2, "0.13"),
            ("200/3", 1, "66.7"), ("1/3", 3, "0.333"),
            // More than a machine integer holds, once it is multiplied: 10 to the 20th, and 19 digits with one more.
            ("1/3", 20, "0.33333333333333333333"), ("-9223372036854775807", 1, "-9223372036854775807.0"),
            ("12345678901234567890/3", 1, "4115226300411522630.0"),
        ]
    )
    func shown(text: String, decimals: Int, expected: String) throws {
        #expect(try #require(Rational(exact: text)).rounded(decimals: decimals) == expected)
    }

    @Test(
        "Decimals as JSON writes them",
        arguments: [
            ("0", "0"), ("-0", "0"), ("12.50", "12.5"), ("-0.125", "-0.125"), ("1e3", "1000"),
            ("1.5E-2", "0.015"),
            ("1e+2", "100"), ("0.1", "0.1"),
            ("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"),
        ]
    )
    func decimals(text: String, exact: String) throws {
        let value = try #require(Rational(decimal: text))
        #expect(value.exact == exact)
        #expect(Rational(exact: value.exact) == value)
    }

    @Test(
        "What is not such a decimal is refused",
        arguments: [
            "", "-", "+1", ".5", "1.", "1/2", "1e", "1e99", "1e-31", "0x1", " 1", "1 ", "１", "NaN",
            String(repeating: "9", count: 41),
        ]
    )
    func notDecimals(text: String) {
        #expect(Rational(decimal: text) == nil)
    }

    @Test(
        "A fraction that does not end keeps its bar",
        arguments: [("200/3", "200/3"), ("-2/6", "-1/3"), ("4/2", "2")]
    )
    func fractions(text: String, exact: String) throws {
        #expect(try #require(Rational(exact: text)).exact == exact)
    }

    @Test("Not fractions", arguments: ["1/0", "1/-2", "1/2/3", "/", "1/", "a/b"])
    func notFractions(text: String) {
        #expect(Rational(exact: text) == nil)
    }
}
