/// A `timestamptz`: a moment, in microseconds since 1970-01-01T00:00:00Z.
package struct PGTimestamp: Sendable, Hashable, Comparable {
    package let microseconds: Int

    private static let microsecondsPerDay = 86_400_000_000

    package init(microseconds: Int) {
        self.microseconds = microseconds
    }

    package static func < (a: PGTimestamp, b: PGTimestamp) -> Bool { a.microseconds < b.microseconds }
}

extension PGTimestamp: Bindable, CustomStringConvertible {
    /// In UTC: `2021-08-18 01:00:00.000000+00`.
    package var description: String {
        var (day, ofDay) = microseconds.quotientAndRemainder(dividingBy: Self.microsecondsPerDay)
        if ofDay < 0 { (day, ofDay) = (day - 1, ofDay + Self.microsecondsPerDay) }
        let (seconds, fraction) = ofDay.quotientAndRemainder(dividingBy: 1_000_000)
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { CalendarText.padded($0, to: 2) }
        return CalendarText.write(
            day: day,
            clock: " \(parts.joined(separator: ":")).\(CalendarText.padded(fraction, to: 6))+00"
        )
    }
}

extension PGTimestamp: Readable {
    /// Reads what a session in UTC writes, `2021-08-18 01:00:00.5+00`; the infinite moments are not read.
    package init?(column text: String) {
        guard let (day, rest) = CalendarText.readDay(text[...]),
            let clock = rest.wholeMatch(of: /\ (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?\+00/),
            let hour = Int(clock.1), let minute = Int(clock.2), let second = Int(clock.3),
            let fraction = Int((clock.4 ?? "0").padding(to: 6))
        else { return nil }
        let seconds = hour * 3600 + minute * 60 + second
        microseconds = day * Self.microsecondsPerDay + seconds * 1_000_000 + fraction
    }
}

extension Substring {
    /// The text with zeros after it, so many characters long.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: "0", count: Swift.max(0, width - count))
    }
}
