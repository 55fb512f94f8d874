/// A moment, in microseconds since 1970-01-01T00:00:00Z (what PostgreSQL's `timestamptz` keeps).
package struct Instant: Sendable, Hashable, Comparable {
    package let microseconds: Int

    static let microsecondsPerDay = 86_400_000_000
    /// China has kept UTC+08:00 all year since 1991; all records here are later.
    static let shanghaiOffset = 8 * 3_600_000_000

    package init(microseconds: Int) {
        self.microseconds = microseconds
    }

    /// Midnight in Asia/Shanghai at the start of the day.
    package init(startOf day: Day) {
        microseconds = day.ordinal * Self.microsecondsPerDay - Self.shanghaiOffset
    }

    /// Reads RFC 3339 with an offset, `2021-08-18T09:00:00+08:00` or `…Z`; up to six decimals of a second.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = Day(String(text.prefix(10))),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = digits(bytes[11..<13]), let minute = digits(bytes[14..<16]),
            let second = digits(bytes[17..<19]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var rest = bytes[19...]
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            let decimals = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard (1...6).contains(decimals.count), let value = digits(decimals) else { return nil }
            fraction = (decimals.count..<6).reduce(value) { value, _ in value * 10 }
            rest = rest.dropFirst(1 + decimals.count)
        }
        guard let offset = Self.offset(rest) else { return nil }
        let seconds = hour * 3600 + minute * 60 + second - offset
        microseconds = day.ordinal * Self.microsecondsPerDay + seconds * 1_000_000 + fraction
    }

    /// A moment as a field of a form gives it, in Beijing time: `2021-08-18T09:00`, with seconds or without.
    package init?(beijing text: String) {
        switch text.utf8.count {
        case 16: self.init(text + ":00+08:00")
        case 19: self.init(text + "+08:00")
        default: return nil
        }
    }

    /// The seconds ahead of UTC that `Z` or `±hh:mm` says.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(bytes)
        if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
            let hours = digits(bytes[1..<3]), let minutes = digits(bytes[4..<6]), hours < 24, minutes < 60
        else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
        default: return nil
        }
    }

    package static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }

    package func adding(seconds: Int) -> Instant { Instant(microseconds: microseconds + seconds * 1_000_000) }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC; decimals only where there are any: `2021-08-18T01:00:00Z`.
    package var description: String {
        let ordinal = floorDivide(microseconds, Self.microsecondsPerDay)
        let ofDay = microseconds - ordinal * Self.microsecondsPerDay
        let (seconds, fraction) = ofDay.quotientAndRemainder(dividingBy: 1_000_000)
        let decimals = fraction == 0 ? "" : "." + padded(fraction, to: 6)
        return "\(Day(ordinal: ordinal))T\(Self.clock(seconds)):\(padded(seconds % 60, to: 2))\(decimals)Z"
    }

    /// Asia/Shanghai, to the minute, as pages show it: `2021-08-18 09:00`.
    package var shanghai: String {
        let local = microseconds + Self.shanghaiOffset
        return "\(Day(self)) \(Self.clock(floorRemainder(local, Self.microsecondsPerDay) / 1_000_000))"
    }

    /// The same to the second, as tables have it: `2021-08-18 09:00:00`.
    package var shanghaiToTheSecond: String {
        "\(shanghai):\(padded(floorRemainder(microseconds, 60_000_000) / 1_000_000, to: 2))"
    }

    /// The same as RFC 3339 has it, with decimals where there are any: `2021-08-18T09:00:00+08:00`.
    package var withBeijingOffset: String {
        "\(Instant(microseconds: microseconds + Self.shanghaiOffset).description.dropLast())+08:00"
    }

    private static func clock(_ seconds: Int) -> String {
        "\(padded(seconds / 3600, to: 2)):\(padded(seconds / 60 % 60, to: 2))"
    }
}
