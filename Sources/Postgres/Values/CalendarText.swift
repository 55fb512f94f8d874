/// Days of the proleptic Gregorian calendar in PostgreSQL's ISO text form, `0044-03-15 BC` included.
enum CalendarText {
    private static let dash: Substring.Element = "-"
    private static let daysPerEra = 146_097
    /// From 0000-03-01, where the count of eras starts, to 1970-01-01.
    private static let epoch = 719_468

    /// The date, with a time of day in microseconds at UTC after it where there is one; the era comes last. It is written
    /// byte by byte: a filing writes one for every gap.
    static func write(day: Int, clock: Int? = nil) -> String {
        let (year, month, dayOfMonth) = civil(day)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        func write(_ number: Int, _ width: Int, after mark: Unicode.Scalar? = nil) {
            if let mark { bytes.append(UInt8(ascii: mark)) }
            var unit = 1
            for _ in 1..<width { unit *= 10 }
            while unit <= number / 10 { unit *= 10 }
            while unit > 0 {
                bytes.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
                unit /= 10
            }
        }
        write(year > 0 ? year : 1 - year, 4)
        write(month, 2, after: "-")
        write(dayOfMonth, 2, after: "-")
        if let clock {
            let (seconds, fraction) = clock.quotientAndRemainder(dividingBy: 1_000_000)
            write(seconds / 3600, 2, after: " ")
            write(seconds / 60 % 60, 2, after: ":")
            write(seconds % 60, 2, after: ":")
            write(fraction, 6, after: ".")
            bytes += "+00".utf8
        }
        if year <= 0 { bytes += " BC".utf8 }
        return String(decoding: bytes, as: UTF8.self)
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

    /// The time of day at UTC, ` 01:00:00.5+00`, in microseconds. It is read byte by byte: every page reads hundreds.
    static func readClock(_ text: Substring) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 12, bytes.suffix(3).elementsEqual("+00".utf8), bytes[0] == UInt8(ascii: " "),
            bytes[3] == UInt8(ascii: ":"), bytes[6] == UInt8(ascii: ":"), let hour = number(bytes[1...2]),
            let minute = number(bytes[4...5]), let second = number(bytes[7...8]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = hour * 3600 + minute * 60 + second
        let rest = bytes[9..<bytes.count - 3]
        if rest.isEmpty { return seconds * 1_000_000 }
        let digits = rest.dropFirst()
        guard rest.first == UInt8(ascii: "."), (1...6).contains(digits.count), let fraction = number(digits)
        else { return nil }
        return seconds * 1_000_000 + (digits.count..<6).reduce(fraction) { value, _ in value * 10 }
    }

    /// The number that the digits write; nil where one of them is none.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
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
