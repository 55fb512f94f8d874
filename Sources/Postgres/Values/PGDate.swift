/// A `date`, in days since 1970-01-01 of the proleptic Gregorian calendar.
package struct PGDate: Sendable, Hashable, Comparable {
    package let daysSince1970: Int

    package init(daysSince1970: Int) {
        self.daysSince1970 = daysSince1970
    }

    package static func < (a: PGDate, b: PGDate) -> Bool { a.daysSince1970 < b.daysSince1970 }
}

extension PGDate: Bindable, CustomStringConvertible {
    package var description: String { CalendarText.write(day: daysSince1970) }
}

extension PGDate: Readable {
    /// Reads `2021-08-18` or `0044-03-15 BC`; the infinite dates are not read.
    package init?(column text: String) {
        guard let (day, rest) = CalendarText.readDay(text[...]), rest.isEmpty else { return nil }
        daysSince1970 = day
    }
}
