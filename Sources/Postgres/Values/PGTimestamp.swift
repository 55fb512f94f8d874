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
        return CalendarText.write(day: day, clock: ofDay)
    }
}

extension PGTimestamp: Readable {
    /// Reads what a session in UTC writes, `2021-08-18 01:00:00.5+00`; the infinite moments are not read.
    package init?(column text: String) {
        guard let (day, rest) = CalendarText.readDay(text[...]), let clock = CalendarText.readClock(rest)
        else { return nil }
        microseconds = day * Self.microsecondsPerDay + clock
    }
}
