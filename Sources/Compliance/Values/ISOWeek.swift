/// A week of ISO 8601, Monday to Sunday, numbered in the year that holds its Thursday.
package struct ISOWeek: Sendable, Hashable, Comparable {
    package let monday: Day

    /// The week that the day lies in.
    package init(of day: Day) {
        monday = day - (day.weekday - 1)
    }

    /// The week with that number; nil where the year has none (no W53 in 2021).
    package init?(year: Int, week: Int) {
        guard (1...53).contains(week), let january4 = Day(year: year, month: 1, day: 4) else { return nil }
        self.init(of: ISOWeek(of: january4).monday + (week - 1) * 7)
        guard self.year == year else { return nil }
    }

    /// Reads `2021-W33` and nothing else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8, bytes[4] == UInt8(ascii: "-"), bytes[5] == UInt8(ascii: "W"),
            let year = digits(bytes[0..<4]), let week = digits(bytes[6..<8])
        else { return nil }
        self.init(year: year, week: week)
    }

    /// The weeks that can be asked for: 2000-W01 to 2199-W52.
    package static let reported = ISOWeek(of: Day(ordinal: 10_959))...ISOWeek(of: Day(ordinal: 83_997))

    /// A week that can be asked for, `2021-W33`; nil for what is none.
    package init?(reported text: String) {
        self.init(text)
        guard Self.reported.contains(self) else { return nil }
    }

    /// What is said of what is no such week.
    package static func unknown(_ text: String) -> Text {
        Text(
            zh: "没有“\(text)”这一周，写法如 2021-W33，从 2000 年到 2199 年。",
            en: "There is no week '\(text)'; write it as 2021-W33, of the years 2000 to 2199."
        )
    }

    /// The year the week is counted in, that of its Thursday.
    package var year: Int { (monday + 3).components.year }

    package var week: Int {
        let thursday = monday + 3
        let dayOfYear = Day(year: thursday.components.year, month: 1, day: 1).map { thursday - $0 } ?? 0
        return dayOfYear / 7 + 1
    }

    package var sunday: Day { monday + 6 }
    package var next: ISOWeek { ISOWeek(of: monday + 7) }
    package var previous: ISOWeek { ISOWeek(of: monday - 7) }

    /// From Monday 00:00 to the next Monday 00:00, Asia/Shanghai, the end not included.
    package var instants: Range<Instant> { Instant(startOf: monday)..<Instant(startOf: next.monday) }

    package static func < (a: ISOWeek, b: ISOWeek) -> Bool { a.monday < b.monday }
}

extension ISOWeek: CustomStringConvertible {
    package var description: String { "\(padded(year, to: 4))-W\(padded(week, to: 2))" }
}

extension ISOWeek {
    /// The week in words, within a sentence: `2021年第33周`, `week 33 of 2021`.
    package var words: Text { Text(zh: "\(year)年第\(week)周", en: "week \(week) of \(year)") }
}
