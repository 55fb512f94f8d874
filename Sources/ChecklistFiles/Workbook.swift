import StrictJSON

/// Sheets of cells, from whichever kind of file.
package struct Workbook: Sendable, Hashable {
    package let sheets: [Sheet]
    /// What is in the file and was passed over: `macros`, `externalLinks`.
    package let passedOver: [String]
    /// Whether numbers that stand for days count from 1904, as early Macintosh programs had it.
    package let countsFrom1904: Bool

    package init(sheets: [Sheet], passedOver: [String] = [], countsFrom1904: Bool = false) {
        self.sheets = sheets
        self.passedOver = passedOver
        self.countsFrom1904 = countsFrom1904
    }
}

/// One sheet; only rows and cells that hold something.
package struct Sheet: Sendable, Hashable {
    /// Empty for a file that is one sheet alone, such as CSV.
    package let name: String
    /// Whether the program that made it does not show it.
    package let isHidden: Bool
    package var rows: [Row] = []
    /// Cells that are shown as one, which holds the first one's text.
    package var merged: [CellRange] = []
    /// How many of the rows its program does not show, as behind a filter.
    package var hiddenRows = 0
    package var hiddenColumns = 0

    package init(name: String, isHidden: Bool = false) {
        self.name = name
        self.isHidden = isHidden
    }

    package struct Row: Sendable, Hashable {
        /// The row of a workbook or the line of a text, from 1.
        package let number: Int
        /// By their columns.
        package let cells: [Cell]
        /// How many fields a line of text has; nil in a workbook, whose rows have no end.
        package let width: Int?

        package init(number: Int, cells: [Cell], width: Int? = nil) {
            self.number = number
            self.cells = cells
            self.width = width
        }
    }

    package struct Cell: Sendable, Hashable {
        /// From 1.
        package let column: Int
        package let kind: Kind
        package let text: String

        package init(column: Int, _ kind: Kind, _ text: String) {
            self.column = column
            self.kind = kind
            self.text = text
        }
    }

    /// What a cell holds, by the letters that the reading program has for it.
    package enum Kind: String, Sendable {
        case text = "s"
        /// As it is stored, not as it is shown.
        case number = "n"
        case day = "d"
        /// A day and a time of it.
        case moment = "t"
        case time = "h"
        case month = "m"
        case boolean = "b"
        /// `#REF!` and its like.
        case error = "e"
        /// A formula whose result was never worked out.
        case unresolved = "f"
    }
}

/// A rectangle of cells, from 1.
package struct CellRange: Sendable, Hashable {
    package let rows: ClosedRange<Int>
    package let columns: ClosedRange<Int>

    package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.rows = rows
        self.columns = columns
    }

    /// Reads `A4:B6`.
    package init?(_ text: String) {
        let ends = text.split(at: ":").map { Self.place($0) }
        guard let first = ends.first, let last = ends.last, let first, let last, first.row <= last.row,
            first.column <= last.column
        else { return nil }
        self.init(rows: first.row...last.row, columns: first.column...last.column)
    }

    private static func place(_ text: Substring) -> (column: Int, row: Int)? {
        let letters = text.utf8.prefix { (0x41...0x5A).contains($0) }
        guard (1...3).contains(letters.count), let row = Int(text.utf8.dropFirst(letters.count).asText),
            row > 0
        else { return nil }
        return (letters.reduce(0) { $0 * 26 + Int($1) - 64 }, row)
    }
}

extension Substring.UTF8View {
    fileprivate var asText: String { String(Substring(self)) }
}

/// A column as people call it: 1 is A, 27 is AA.
package func columnLetters(_ column: Int) -> String {
    var (rest, letters) = (column, "")
    while rest > 0 {
        let place = (rest - 1) % 26
        letters = String(Unicode.Scalar(UInt8(65 + place))) + letters
        rest = (rest - 1) / 26
    }
    return letters
}
