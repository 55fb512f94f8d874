import Compliance
import StrictJSON

extension Instant {
    /// What a cell that should hold a moment says: as the export writes it (`2021-08-18T09:00:00+08:00`), as a spreadsheet does,
    /// or as people do, in Beijing time (`2021-08-18 09:00`, `2021/8/18 9:00:30`, `2021年8月18日 9:00`); nil for anything else.
    init?(_ cell: TableCell, countsFrom1904: Bool) {
        let text = cell.text.asCode
        if let exact = Instant(text) {
            self = exact
            return
        }
        guard text.unicodeScalars.count <= 40 else { return nil }
        let parts = text.escaping { $0 == "T" ? " " : nil }.split(at: " ")
        guard let first = parts.first, parts.count <= 2,
            case .day(let day)? = WrittenDay(
                TableCell(String(first), cell.kind, cell.mark),
                countsFrom1904: countsFrom1904
            )
        else { return nil }
        // A workbook keeps midnight as the day alone; elsewhere a day is no moment.
        guard parts.count == 2 else {
            guard cell.kind == .day else { return nil }
            self.init(startOf: day)
            return
        }
        let clock = String(parts[1]).split(at: ":", keepingEmpty: true)
        let numbers = clock.compactMap { part in part.utf8.count <= 2 ? UInt(part) : nil }
        guard (2...3).contains(clock.count), numbers.count == clock.count, numbers[0] < 24,
            numbers.dropFirst().allSatisfy({ $0 < 60 })
        else { return nil }
        let seconds = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        self = Instant(startOf: day).adding(seconds: Int(seconds))
    }
}
