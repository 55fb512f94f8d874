/// A calendar day, without a time or a zone; years 1 to 9999 of the Gregorian calendar.
package struct Day: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    package let ordinal: Int

    package static let first = Day(unchecked: 1, 1, 1)
    package static let last = Day(unchecked: 9999, 12, 31)

    /// The day; nil where the calendar has none (2021-02-30), or outside years 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(in: month, of: year)
        else { return nil }
        self.init(unchecked: year, month, day)
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = digits(bytes[0..<4]), let month = digits(bytes[5..<7]), let day = digits(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day with that number, kept within years 1 to 9999.
    package init(ordinal: Int) {
        self.ordinal = min(max(ordinal, Day.first.ordinal), Day.last.ordinal)
    }

    /// The day it is in Asia/Shanghai at that instant.
    package init(_ instant: Instant) {
        self.init(
            ordinal: floorDivide(instant.microseconds + Instant.shanghaiOffset, Instant.microsecondsPerDay)
        )
    }

    /// Howard Hinnant's days-from-civil: counts March-based years in eras of 400.
    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        ordinal = era * 146_097 + dayOfEra - 719_468
    }

    package var components: (year: Int, month: Int, day: Int) {
        let shifted = ordinal + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// 1 for Monday to 7 for Sunday (ISO 8601); 1970-01-01 was a Thursday.
    package var weekday: Int { floorRemainder(ordinal + 3, 7) + 1 }

    package static func < (a: Day, b: Day) -> Bool { a.ordinal < b.ordinal }
    package static func + (day: Day, days: Int) -> Day { Day(ordinal: day.ordinal + days) }
    package static func - (day: Day, days: Int) -> Day { Day(ordinal: day.ordinal - days) }
    package static func - (a: Day, b: Day) -> Int { a.ordinal - b.ordinal }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Day: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    package var description: String {
        let (year, month, day) = components
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }
}

/// The number that ASCII digits spell; nil when there is anything else among them.
func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return bytes.isEmpty ? nil : value
}

func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    let missing = width - text.utf8.count
    return missing > 0 ? String(repeating: "0", count: missing) + text : text
}

func floorDivide(_ a: Int, _ b: Int) -> Int {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    return remainder < 0 ? quotient - 1 : quotient
}

func floorRemainder(_ a: Int, _ b: Int) -> Int { a - floorDivide(a, b) * b }
