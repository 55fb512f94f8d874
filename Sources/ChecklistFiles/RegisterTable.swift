import Compliance
import StrictJSON

/// A register as rows of cells, from whichever kind of file.
struct RegisterTable {
    private(set) var rows: [Row] = []
    private(set) var problems: [Problem] = []

    /// The most columns that are read, known or not.
    private static let mostColumns = 200

    struct Row {
        /// The line it begins on.
        let number: Int
        let cells: [RegisterColumn: Cell]

        /// What is wrong with one of its cells.
        func problem(_ code: String, _ column: RegisterColumn, zh: String, en: String) -> Problem {
            Problem(
                code,
                at: "/\(number)/\(column.title.en)",
                mark: cells[column]?.mark ?? Mark(line: number, column: 1),
                Text(
                    zh: "第 \(number) 行“\(column.title.zh)”：\(zh)",
                    en: "row \(number), column '\(column.title.en)': \(en)"
                )
            )
        }
    }

    struct Cell {
        /// Without spaces around it.
        let text: String
        /// The row's line and, in CSV, the column's number.
        let mark: Mark

        init(_ text: String, _ mark: Mark) {
            self.text = text.trimmed
            self.mark = mark
        }
    }

    // MARK: CSV

    init(csv text: String) throws(Problems) {
        var records = try CSV.records(text)[...]
        guard let heading = records.popFirst() else { return }
        guard heading.fields.count <= Self.mostColumns else {
            note(
                "tooManyColumns",
                Mark(line: heading.line, column: 1),
                zh: "首行有 \(heading.fields.count) 列，最多 \(Self.mostColumns) 列。",
                en: "The first row has \(heading.fields.count) columns; there may be \(Self.mostColumns)."
            )
            return
        }
        let columns = columns(heading)
        for record in records
        where !record.fields.allSatisfy({ $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }) {
            guard record.fields.count == columns.count else {
                problems.append(CSV.unevenRow(record, columns.count))
                continue
            }
            var cells: [RegisterColumn: Cell] = [:]
            for (index, (column, field)) in zip(columns, record.fields).enumerated() {
                if let column { cells[column] = Cell(field, Mark(line: record.line, column: index + 1)) }
            }
            rows.append(Row(number: record.line, cells: cells))
        }
    }

    /// What each column holds; nil for one without a heading or one that is not known.
    private mutating func columns(_ heading: CSV.Row) -> [RegisterColumn?] {
        var found: [RegisterColumn?] = []
        for (index, field) in heading.fields.enumerated() {
            let cell = Cell(field, Mark(line: heading.line, column: index + 1))
            found.append(cell.text.isEmpty ? nil : column(cell, seen: found))
        }
        noteMissing(found, Mark(line: heading.line, column: 1))
        return found
    }

    private mutating func column(_ cell: Cell, seen: [RegisterColumn?]) -> RegisterColumn? {
        guard let column = RegisterColumn.named(cell.text) else {
            let known = RegisterColumn.all.map { "\($0.title.zh)/\($0.title.en)" }.joined(separator: " ")
            note(
                "unknownColumn",
                cell.mark,
                zh: "不认识列“\(cell.text.shown)”；可用：\(known)",
                en: "there is no column '\(cell.text.shown)'; known are \(known)"
            )
            return nil
        }
        guard !seen.contains(column) else {
            note(
                "repeated",
                cell.mark,
                zh: "列“\(cell.text.shown)”出现了两次。",
                en: "The column '\(cell.text.shown)' is there twice."
            )
            return nil
        }
        return column
    }

    private mutating func noteMissing(_ found: [RegisterColumn?], _ mark: Mark) {
        for column in RegisterColumn.required where !found.contains(column) {
            note(
                "missingColumn",
                mark,
                zh: "缺少“\(column.title.zh)”（\(column.title.en)）列。",
                en: "The column '\(column.title.en)' (\(column.title.zh)) is missing."
            )
        }
    }

    private mutating func note(_ code: String, _ mark: Mark, zh: String, en: String) {
        problems.append(Problem(code, at: "", mark: mark, Text(zh: zh, en: en)))
    }

    // MARK: YAML

    /// A list of sites, each with the columns as names.
    init(yaml text: String) throws(Problems) {
        let root = try YAMLText.read(text)
        guard let sites = root.array else {
            note("wrongType", root.mark, zh: "应为点位的列表。", en: "This must be a list of sites.")
            return
        }
        for site in sites {
            guard let members = site.object else {
                note(
                    "wrongType",
                    site.mark,
                    zh: "每个点位应为若干“名称: 值”。",
                    en: "A site is a set of names and values."
                )
                continue
            }
            rows.append(Row(number: Int(site.mark.line), cells: cells(members)))
        }
    }

    private mutating func cells(_ members: [Node.Member]) -> [RegisterColumn: Cell] {
        var cells: [RegisterColumn: Cell] = [:]
        for member in members {
            let mark = member.value.mark
            let name = Cell(member.name, mark)
            guard let column = column(name, seen: Array(cells.keys)) else { continue }
            guard let text = member.value.string ?? member.value.number ?? (member.value.isNull ? "" : nil)
            else {
                note(
                    "wrongType",
                    mark,
                    zh: "“\(name.text.shown)”应为文字、日期或数字。",
                    en: "'\(name.text.shown)' must be text, a date or a number."
                )
                continue
            }
            cells[column] = Cell(text, mark)
        }
        return cells
    }
}
