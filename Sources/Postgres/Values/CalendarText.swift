/// Days of the proleptic Gregorian calendar in PostgreSQL's ISO text form, `0044-03-15 BC` included.
enum CalendarText {
    private static let dash: Substring.Element = "-"
    private static let daysPerEra = 146_097
    /// From 0000-03-01, where the count of eras starts, to 1970-01-01.
    private static let epoch = 719_468

    /// The date with a time of day after it; the era comes last.
    static func write(day: Int, clock: String) -> String {
        let (year, month, dayOfMonth) = civil(day)
        let shown = year > 0 ? year : 1 - year
        let date = "\(padded(shown, to: 4))-\(padded(month, to: 2))-\(padded(dayOfMonth, to: 2))"
        return date + clock + (year > 0 ? "" : " BC")
    }

    /// The day at the start of the text, and what follows it without the era.
    static func readDay(_ text: Substring) -> (day: Int, rest: Substring)? {
        // What is no ASCII is no date, and in ASCII a `Character` is a byte.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let isBC = text.utf8.suffix(3).elementsEqual(" BC".utf8)
        let text = isBC ? text.dropLast(3) : text
        let parts = text.split(separator: dash, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], 4...7), let month = number(parts[1], 2...2),
            let day = number(parts[2].prefix(2), 2...2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return (ordinal(isBC ? 1 - year : year, month, day), parts[2].dropFirst(2))
    }

    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func number(_ text: Substring, _ lengths: ClosedRange<Int>) -> Int? {
        guard lengths.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int(text)
    }

    /// Years are counted from 1 March, so that the leap day comes last.
    private static func ordinal(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * daysPerEra + dayOfEra - epoch
    }

    private static func civil(_ ordinal: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = ordinal + epoch
        let era = (shifted >= 0 ? shifted : shifted - daysPerEra + 1) / daysPerEra
        let dayOfEra = shifted - era * daysPerEra
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
