import BigInt

/// An exact fraction; every score, point and bound is one, so that no figure depends on rounding.
///
/// Numbers that fit take machine integers; a sum that outgrows them goes on as big integers with the same value.
package struct Rational: Sendable {
    /// Always in lowest terms with a positive denominator, and `small` whenever it fits: equal values are stored alike.
    private enum Storage: Hashable {
        case small(Int, Int)
        /// Behind a reference, so that the small ones stay small and cheap to copy.
        indirect case big(BigInt, BigInt)
    }

    private let storage: Storage

    package static let zero = Rational(0)

    package init(_ integer: Int) {
        storage = .small(integer, 1)
    }

    /// The fraction; nil when `denominator` is 0.
    package init?(_ numerator: Int, over denominator: Int) {
        guard denominator != 0 else { return nil }
        self.init(reducing: BigInt(numerator), BigInt(denominator))
    }

    private init(reducing numerator: BigInt, _ denominator: BigInt) {
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let sign: BigInt = denominator < 0 ? -1 : 1
        let (n, d) = (numerator / divisor * sign, denominator / divisor * sign)
        storage = if let n = Int(exactly: n), let d = Int(exactly: d) { .small(n, d) } else { .big(n, d) }
    }

    /// A fraction in lowest terms already; `denominator` is positive.
    private init(reduced numerator: Int, _ denominator: Int) {
        storage = .small(numerator, denominator)
    }

    /// Reduces machine integers; `denominator` is positive.
    private init(reducing numerator: Int, _ denominator: Int) {
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        // A divisor of Int.min's magnitude cannot occur: it would have to divide a positive Int.
        storage = .small(numerator / Int(divisor), denominator / Int(divisor))
    }

    private var big: (numerator: BigInt, denominator: BigInt) {
        switch storage {
        case .small(let n, let d): (BigInt(n), BigInt(d))
        case .big(let n, let d): (n, d)
        }
    }

    package var isZero: Bool { storage == .small(0, 1) }
    package var isNegative: Bool { self < .zero }
    package var isInteger: Bool {
        switch storage {
        case .small(_, let denominator): denominator == 1
        case .big(_, let denominator): denominator == 1
        }
    }

    /// The value as a machine integer; nil when it is a fraction or does not fit.
    package var integer: Int? {
        if case .small(let n, 1) = storage { n } else { nil }
    }
}

/// Stein's algorithm: shifts and subtractions, which cost a fraction of divisions.
private func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    guard a != 0, b != 0 else { return a | b }
    let twos = (a | b).trailingZeroBitCount
    var (a, b) = (a >> a.trailingZeroBitCount, b)
    repeat {
        b >>= b.trailingZeroBitCount
        if a > b { (a, b) = (b, a) }
        b -= a
    } while b != 0
    return a << twos
}

extension Rational: Hashable {
    package static func == (a: Rational, b: Rational) -> Bool { a.storage == b.storage }
    package func hash(into hasher: inout Hasher) { hasher.combine(storage) }
}

extension Rational: Comparable {
    package static func < (a: Rational, b: Rational) -> Bool {
        if case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage {
            if ad == bd { return an < bn }
            let (left, leftOver) = an.multipliedReportingOverflow(by: bd)
            let (right, rightOver) = bn.multipliedReportingOverflow(by: ad)
            if !leftOver, !rightOver { return left < right }
        }
        let (x, y) = (a.big, b.big)
        return x.numerator * y.denominator < y.numerator * x.denominator
    }
}

extension Rational: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(value) }
}

// MARK: - Arithmetic

extension Rational {
    package static func + (a: Rational, b: Rational) -> Rational {
        if case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage {
            if ad == bd {
                let (sum, over) = an.addingReportingOverflow(bn)
                if !over { return ad == 1 ? Rational(sum) : Rational(reducing: sum, ad) }
            } else {
                let (left, o1) = an.multipliedReportingOverflow(by: bd)
                let (right, o2) = bn.multipliedReportingOverflow(by: ad)
                let (sum, o3) = left.addingReportingOverflow(right)
                let (denominator, o4) = ad.multipliedReportingOverflow(by: bd)
                if !o1, !o2, !o3, !o4 { return Rational(reducing: sum, denominator) }
            }
        }
        let (x, y) = (a.big, b.big)
        return Rational(
            reducing: x.numerator * y.denominator + y.numerator * x.denominator,
            x.denominator * y.denominator
        )
    }

    package static prefix func - (a: Rational) -> Rational {
        guard case .small(let n, let d) = a.storage, n != .min else {
            let x = a.big
            return Rational(reducing: -x.numerator, x.denominator)
        }
        return Rational(reduced: -n, d)
    }

    package static func - (a: Rational, b: Rational) -> Rational { a + -b }

    package static func * (a: Rational, b: Rational) -> Rational {
        if case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage {
            let (numerator, o1) = an.multipliedReportingOverflow(by: bn)
            let (denominator, o2) = ad.multipliedReportingOverflow(by: bd)
            if !o1, !o2 {
                return denominator == 1 ? Rational(numerator) : Rational(reducing: numerator, denominator)
            }
        }
        let (x, y) = (a.big, b.big)
        return Rational(reducing: x.numerator * y.numerator, x.denominator * y.denominator)
    }

    /// The quotient; nil when `divisor` is zero.
    package func divided(by divisor: Rational) -> Rational? {
        guard !divisor.isZero else { return nil }
        if case .small(let an, let ad) = storage, case .small(let bn, let bd) = divisor.storage, bn != .min {
            let (numerator, o1) = an.multipliedReportingOverflow(by: bn < 0 ? -bd : bd)
            let (denominator, o2) = ad.multipliedReportingOverflow(by: abs(bn))
            if !o1, !o2 { return Rational(reducing: numerator, denominator) }
        }
        let (x, y) = (big, divisor.big)
        return Rational(reducing: x.numerator * y.denominator, x.denominator * y.numerator)
    }

    /// What is left of the division truncated towards zero, with the sign of the dividend (XPath `mod`); nil for zero.
    package func remainder(dividingBy divisor: Rational) -> Rational? {
        guard let quotient = divided(by: divisor) else { return nil }
        let truncated = quotient.isNegative ? quotient.ceiling : quotient.floor
        return self - truncated * divisor
    }

    /// The greatest whole number not above the value.
    package var floor: Rational {
        if case .small(let n, let d) = storage { return d == 1 ? self : Rational(floorDivide(n, d)) }
        let (n, d) = big
        let (quotient, remainder) = n.quotientAndRemainder(dividingBy: d)
        return Rational(reducing: remainder < 0 ? quotient - 1 : quotient, BigInt(1))
    }

    /// The least whole number not below the value.
    package var ceiling: Rational { -(-self).floor }

    /// The nearest whole number, halves towards positive infinity (XPath `round`).
    package var rounded: Rational { (self + Rational(reduced: 1, 2)).floor }
}

// MARK: - Text

extension Rational: CustomStringConvertible {
    /// The value without loss: a decimal where it ends (`86.5`), a fraction in lowest terms where not (`200/3`).
    package var exact: String {
        switch storage {
        case .small(let integer, 1): return String(integer)
        case .small(let numerator, let denominator) where denominator <= .max / 10:
            return Self.exact(numerator, denominator)
        case .small, .big:
            let (numerator, denominator) = big
            return Self.exact(numerator, denominator)
        }
    }

    /// A decimal ends where its denominator has no factors but 2 and 5. Ten denominators must fit the type.
    private static func exact<Number: SignedInteger>(_ numerator: Number, _ denominator: Number) -> String {
        var (rest, twos, fives) = (denominator, 0, 0)
        while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
        while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
        guard rest == 1 else { return "\(numerator)/\(denominator)" }
        var (whole, left) = numerator.quotientAndRemainder(dividingBy: denominator)
        let sign = numerator < 0 ? "-" : ""
        if numerator < 0 { (whole, left) = (-whole, -left) }
        var text = denominator == 1 ? "\(sign)\(whole)" : "\(sign)\(whole)."
        for _ in 0..<max(twos, fives) {
            left *= 10
            text += "\(left / denominator)"
            left %= denominator
        }
        return text
    }

    package var description: String { exact }

    /// The value with that many decimals, halves away from zero: for showing, never for deciding.
    package func rounded(decimals: Int) -> String {
        let power =
            decimals < 19
            ? Rational((0..<decimals).reduce(1) { power, _ in power * 10 })
            : Rational(reducing: BigInt(10).power(decimals), 1)
        let units = ((isNegative ? -self : self) * power).rounded
        return switch (isNegative ? -units : units).storage {
        case .small(let units, _): Self.decimal(units, places: decimals)
        case .big(let units, _): Self.decimal(units, places: decimals)
        }
    }

    private static func decimal(_ units: some SignedInteger, places: Int) -> String {
        guard places > 0 else { return "\(units)" }
        let digits = "\(units.magnitude)"
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return (units < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// The value of a decimal as JSON writes numbers (`-12.50`, `1e3`): at most 40 digits and an exponent within ±30.
    package init?(decimal text: String) {
        if let plain = Self(plain: text.utf8) {
            self = plain
            return
        }
        guard
            let match = text.wholeMatch(of: /(-?)([0-9]{1,40})(?:\.([0-9]{1,40}))?(?:[eE]([-+]?[0-9]{1,2}))?/)
        else { return nil }
        let fraction = match.3 ?? ""
        guard let exponent = Int(match.4 ?? "0"), abs(exponent) <= 30,
            let digits = BigInt(String(match.2 + fraction))
        else { return nil }
        let shift = exponent - fraction.count
        let power = BigInt(10).power(abs(shift))
        let signed = match.1.isEmpty ? digits : -digits
        self.init(reducing: shift >= 0 ? signed * power : signed, shift >= 0 ? 1 : power)
    }

    /// The value of a short decimal without an exponent, which nearly all are: no pattern to match, no big integers.
    private init?(plain text: String.UTF8View) {
        guard text.count <= 17 else { return nil }
        let isNegative = text.first == UInt8(ascii: "-")
        var (units, power, places, whole) = (0, 1, 0, 0)
        var isFraction = false
        for byte in text.dropFirst(isNegative ? 1 : 0) {
            if byte == UInt8(ascii: "."), !isFraction, whole > 0 {
                isFraction = true
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            units = units * 10 + Int(byte - UInt8(ascii: "0"))
            if isFraction { (power, places) = (power * 10, places + 1) } else { whole += 1 }
        }
        guard whole > 0, !isFraction || places > 0 else { return nil }
        self.init(reducing: isNegative ? -units : units, power)
    }

    /// Reads back what `exact` writes.
    package init?(exact text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: self.init(decimal: text)
        case 2:
            if let n = Int(parts[0]), let d = Int(parts[1]), d > 0 {
                self.init(reducing: n, d)
                return
            }
            guard let n = BigInt(String(parts[0])), let d = BigInt(String(parts[1])), d > 0 else {
                return nil
            }
            self.init(reducing: n, d)
        default: return nil
        }
    }
}
