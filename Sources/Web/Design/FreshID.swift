package import Compliance

/// A new id for a form: a UUID of version 7, whose first 48 bits are the time in milliseconds (RFC 9562); a clock before
/// 1970 gives none.
package enum FreshID {
    package static func text(at now: Instant, random: (UInt64, UInt64)) -> String {
        let milliseconds = UInt64(clamping: now.microseconds / 1000) & 0xFFFF_FFFF_FFFF
        let high = milliseconds << 16 | 0x7000 | random.0 & 0x0FFF
        let low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
        let digits = [high, low].map { String($0, radix: 16) }
            .map { String(repeating: "0", count: 16 - $0.count) + $0 }
            .joined()
        var parts: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }
}

extension Service {
    /// A new id, so that sending a form twice files it once.
    func newID() -> String {
        FreshID.text(at: now(), random: (.random(in: 0 ... .max), .random(in: 0 ... .max)))
    }
}
