import Compliance
import StrictJSON

/// What a cell that should hold a day says.
enum WrittenDay: Hashable {
    case day(Day)
    /// Two numbers that may be a month and a day in either order, and a year: `8/1/2021`.
    case eitherOrder(first: Int, second: Int, year: Int)
    /// A month alone: `2021年8月`.
    case month(year: Int, month: Int)

    /// Reads `2021-08-01`, `2021/8/1`, `2021.8.1`, `2021年8月1日`, `20210801`, the numbers that spreadsheets have for days,
    /// and what has to be asked about; nil for anything else.
    init?(_ cell: TableCell, countsFrom1904: Bool) {
        if let day = Day(cell.text) {
            self = .day(day)
            return
        }
        guard cell.text.unicodeScalars.count <= 40 else { return nil }
        var text = cell.text.asCode
        for midnight in [
            " 00:00:00", " 0:00:00", " 00:00", " 0:00", "T00:00:00.000", "T00:00:00",
        ] where text.ends(with: midnight) {
            text = String(text.unicodeScalars.dropLast(midnight.utf8.count))
            break
        }
        if let number = Int(text), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            self.init(number: number, digits: text.utf8.count, countsFrom1904: countsFrom1904)
        } else {
            self.init(parts: Parts(text))
        }
    }

    /// `20210801`, or the days that a spreadsheet counts from the end of 1899; from 1955 to 2119, so that no year, no
    /// amount and no code is taken for one.
    private init?(number: Int, digits: Int, countsFrom1904: Bool) {
        if digits == 8, let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100) {
            self = .day(day)
        } else if digits == 5, (20_200...80_000).contains(number), !countsFrom1904,
            let origin = Day(year: 1899, month: 12, day: 30)
        {
            self = .day(origin + number)
        } else {
            return nil
        }
    }

    private init?(parts: Parts) {
        let (numbers, marks) = (parts.numbers, parts.marks)
        let plain: Set<String> = ["-", "/", "."]
        func same(_ count: Int) -> Bool {
            marks.count == count && plain.contains(marks[0]) && Set(marks).count == 1
        }
        switch numbers.map(\.digits) {
        case [4...4, 1...2, 1...2] where same(2) || marks == ["年", "月", "日"] || marks == ["年", "月", "号"]:
            guard let day = Day(year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
            else { return nil }
            self = .day(day)
        case [1...2, 1...2, 4...4] where same(2):
            self = .eitherOrder(first: numbers[0].value, second: numbers[1].value, year: numbers[2].value)
        case [4...4, 1...2] where same(1) || marks == ["年", "月"]:
            guard (1...12).contains(numbers[1].value) else { return nil }
            self = .month(year: numbers[0].value, month: numbers[1].value)
        default:
            return nil
        }
    }

    /// Numbers and what stands between and behind them, blanks left out.
    private struct Parts {
        var numbers: [(value: Int, digits: Int)] = []
        var marks: [String] = []

        init(_ text: String) {
            var isNumber = false
            for scalar in text.unicodeScalars where scalar != " " {
                if let digit = Int(String(scalar)), scalar.isASCII {
                    if isNumber, let last = numbers.popLast(), last.digits < 9 {
                        numbers.append((last.value * 10 + digit, last.digits + 1))
                    } else {
                        numbers.append((digit, 1))
                    }
                    isNumber = true
                } else if isNumber || numbers.isEmpty {
                    marks.append(String(scalar))
                    isNumber = false
                } else {
                    marks[marks.count - 1] += String(scalar)
                }
            }
        }
    }
}

private func ~= (pattern: [ClosedRange<Int>], digits: [Int]) -> Bool {
    pattern.count == digits.count && zip(pattern, digits).allSatisfy { $0.contains($1) }
}
