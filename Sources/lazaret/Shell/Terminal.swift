import Compliance
import Foundation

/// The terminal that a person may be sitting at.
enum Terminal {
    /// Whether standard error is a terminal, and so worth drawing progress on.
    static let showsProgress = isatty(STDERR_FILENO) == 1

    /// Whether somebody can be asked: who types sees what is asked.
    static let isAttended = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1

    /// Writes a line to standard output, at once and whole; throws `OutputError` where it cannot be.
    ///
    /// `consequence` says what was done all the same, and how to be told again.
    static func say(_ line: String = "", else consequence: Text? = nil) throws(OutputError) {
        do {
            try Output.write(line + "\n", to: STDOUT_FILENO)
        } catch {
            throw OutputError(cause: error.cause, consequence: consequence)
        }
    }

    /// Writes a line to standard error: notes and errors, which must not mix with results.
    static func note(_ line: String) {
        draw(line + "\n")
    }

    /// Writes to standard error. Where that cannot be written, there is nobody left to tell.
    static func draw(_ text: String) {
        try? Output.write(text, to: STDERR_FILENO)
    }

    /// The width of a text in terminal cells: East Asian wide characters take two.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
                0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
                sum + 2
            default: sum + (scalar.properties.isGraphemeExtend ? 0 : 1)
            }
        }
    }

    /// Rows in columns, the first row being the heading; a column whose cells are all numbers is set right.
    static func table(_ rows: [[String]]) -> String {
        guard let columns = rows.map(\.count).max() else { return "" }
        let widths = (0..<columns)
            .map { column in
                rows.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0
            }
        return
            rows.map { row in
                row.enumerated()
                    .map { column, cell in
                        let padding = String(repeating: " ", count: widths[column] - width(cell))
                        let last = column == row.count - 1
                        return cell.first?.isNumber == true && cell.last?.isNumber == true
                            ? padding + cell : (last ? cell : cell + padding)
                    }
                    .joined(separator: "  ")
            }
            .joined(separator: "\n")
    }
}
