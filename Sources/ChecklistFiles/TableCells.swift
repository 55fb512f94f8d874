package import Compliance
import StrictJSON

/// Rows of known columns, and where in the file they stood.
struct TableRow<Column: TableColumn>: Sendable {
    /// The row of a workbook, or the line that it begins on.
    let number: Int
    var cells: [Column: TableCell]
    /// Where the columns stand.
    let places: [Column: Int]
    /// Whether people call them by letters, as in a workbook.
    var isLettered = false

    /// What is wrong with one of its cells.
    func problem(_ code: String, _ column: Column, zh: String, en: String) -> Problem {
        let letters = isLettered ? places[column].map { columnLetters($0) } : nil
        return Problem(
            code,
            at: "/\(number)/\(column.title.en)",
            mark: cells[column]?.mark ?? Mark(line: number, column: places[column] ?? 1),
            Text(
                zh: "第 \(number) 行\(letters.map { " \($0) 列" } ?? "")“\(column.title.zh)”：\(zh)",
                en: "row \(number), column \(letters.map { "\($0) " } ?? "")'\(column.title.en)': \(en)"
            )
        )
    }

    /// The cell's text; empty where there is none.
    func text(_ column: Column) -> String { cells[column]?.text ?? "" }
}

struct TableCell: Sendable {
    /// As it was meant.
    let text: String
    /// As it stands there.
    let written: String
    let kind: Sheet.Kind
    /// The row's line and the column's number.
    let mark: Mark

    init(_ text: String, _ kind: Sheet.Kind = .text, _ mark: Mark) {
        self.text = text.asMeant
        written = text
        self.kind = kind
        self.mark = mark
    }
}

/// What a file holds beside its table, and is not read: shown, so that nobody misses it.
package struct SetAside: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case title, headingAgain, total, note, column, blankRows, hiddenRows, hiddenColumns, sheet, macros,
            externalLinks
    }

    package let kind: Kind
    /// nil for the whole.
    package let row: Int?
    /// What stands there, shortened.
    package let text: String

    init(_ kind: Kind, row: Int? = nil, _ text: String = "") {
        self.kind = kind
        self.row = row
        self.text = text.shown
    }

    package var message: Text {
        let where_ = row.map { Text(zh: "第 \($0) 行：", en: "row \($0): ") } ?? Text(zh: "", en: "")
        let what: Text =
            switch kind {
            case .title: Text(zh: "表头之上的“\(text)”", en: "'\(text)', above the headings")
            case .headingAgain: Text(zh: "重复的表头", en: "the headings again")
            case .total: Text(zh: "合计行", en: "a row of totals")
            case .note: Text(zh: "附注“\(text)”", en: "the note '\(text)'")
            case .column: Text(zh: "列“\(text)”", en: "the column '\(text)'")
            case .blankRows: Text(zh: "\(text) 个空行", en: "\(text) blank rows")
            case .hiddenRows:
                Text(
                    zh: "有 \(text) 行在文件里是隐藏的，同样读取",
                    en: "\(text) rows that the file hides were read all the same"
                )
            case .hiddenColumns:
                Text(
                    zh: "有 \(text) 列在文件里是隐藏的，同样读取",
                    en: "\(text) columns that the file hides were read all the same"
                )
            case .sheet: Text(zh: "工作表“\(text)”", en: "the sheet '\(text)'")
            case .macros: Text(zh: "宏（没有运行）", en: "macros (not run)")
            case .externalLinks: Text(zh: "指向其他文件的链接（没有打开）", en: "links to other files (not opened)")
            }
        return Text(zh: where_.zh + what.zh, en: where_.en + what.en)
    }
}
