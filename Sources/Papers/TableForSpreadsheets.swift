import Compliance
import StrictJSON

/// Tables for spreadsheets: CSV (RFC 4180) in UTF-8 with a mark, so that spreadsheets see that it is.
package enum TableForSpreadsheets {
    package static func write(_ lines: [[String]]) -> String {
        mark + lines.map { line($0.map(cell)) }.joined()
    }

    static let mark = "\u{FEFF}"
    private static func line(_ cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }

    /// A cell in quotes. One that a spreadsheet would take for a formula gets an apostrophe before it (`FormulaGuard`).
    package static func cell(_ text: String) -> String {
        "\"" + FormulaGuard.guarded(text).escaping { $0 == "\"" ? "\"\"" : nil } + "\""
    }

    /// The paper's tables one after the other, each row behind the title of its table: so all of them can be filtered by it.
    /// What it says beside them comes first. Numbers, days and moments stand without quotes, and are what they are.
    static func write(_ manuscript: Manuscript, in language: Language) -> String {
        func row(_ title: Text, _ cells: [String]) -> String { line([cell(title[language])] + cells) }
        let lines = manuscript.lines.map {
            row(manuscript.title, [cell($0[language].shownOnPaper)])
        }
        let tables = manuscript.tables.flatMap { table in
            [row(table.title, table.columns.map { cell($0.title[language]) })]
                + table.rows.map { cells in
                    row(table.title, cells.map { one in text(one, language) })
                }
        }
        return mark + (lines + tables).joined()
    }

    /// A row of a register. Moments are said whole, with their distance from Greenwich: `2021-08-18T09:00:00+08:00`.
    static func row(_ cells: [Manuscript.Cell], in language: Language) -> String {
        line(
            cells.map { one in
                if case .moment(let moment) = one { moment.withBeijingOffset } else { text(one, language) }
            }
        )
    }

    private static func text(_ one: Manuscript.Cell, _ language: Language) -> String {
        switch one {
        case .text: cell(one.words(in: language))
        case .number, .day, .moment: one.words(in: language)
        case .nothing: ""
        }
    }
}
