import Compliance
import StrictJSON

/// The table that a sheet holds: its headings are found, what stands around it is set aside, and every row has the cells
/// of the known columns.
struct SheetTable<Column: TableColumn> {
    typealias Row = TableRow<Column>

    private(set) var rows: [Row] = []
    private(set) var setAside: [SetAside] = []
    private(set) var problems: [Problem] = []
    /// The known columns by where they stand.
    private var columns: [Int: Column] = [:]

    /// The most columns that are read, known or not, and how far down headings are looked for.
    private static var mostColumns: Int { 200 }
    private static var mostAbove: Int { 40 }

    init(_ sheet: Sheet) {
        let filled = sheet.rows.filter { row in row.cells.contains { !$0.text.asMeant.isEmpty } }
        guard let place = Self.heading(of: filled) else { return }
        let heading = filled[place]
        guard heading.cells.last?.column ?? 0 <= Self.mostColumns else {
            note(
                "tooManyColumns",
                Mark(line: heading.number, column: 1),
                zh: "表头行有 \(heading.cells.last?.column ?? 0) 列，最多 \(Self.mostColumns) 列。",
                en:
                    "The headings take \(heading.cells.last?.column ?? 0) columns; there may be \(Self.mostColumns)."
            )
            return
        }
        for row in filled[..<place] { setAside.append(SetAside(.title, row: row.number, row.whole)) }
        read(heading)
        var body = filled[(place + 1)...]
        if let second = body.first, isSecondHeading(second) {
            read(second, isSecond: true)
            body = body.dropFirst()
        }
        noteMissing(Mark(line: heading.number, column: 1))
        take(body, of: sheet, heading)
        count(sheet, from: heading.number)
    }

    // MARK: Headings

    /// The first of the rows that name the most columns; where none names two, the very first.
    private static func heading(of rows: [Sheet.Row]) -> Int? {
        guard !rows.isEmpty else { return nil }
        let found = rows.prefix(mostAbove)
            .map { row in Set(row.cells.prefix(mostColumns).compactMap { Column.named($0.text) }).count }
        let most = found.max() ?? 0
        return most >= 2 ? found.firstIndex(of: most) : 0
    }

    private mutating func read(_ heading: Sheet.Row, isSecond: Bool = false) {
        for cell in heading.cells where !cell.text.asMeant.isEmpty {
            let mark = Mark(line: heading.number, column: cell.column)
            guard let column = Column.named(cell.text) else {
                setAside.append(SetAside(.column, cell.text.asMeant))
                continue
            }
            guard !columns.values.contains(column) else {
                note(
                    "repeated",
                    mark,
                    zh: "列“\(cell.text.shown)”出现了两次。",
                    en: "The column '\(cell.text.shown)' is there twice."
                )
                continue
            }
            columns[cell.column] = column
            if isSecond { setAside.removeAll { $0.kind == .column && $0.text == cell.text.asMeant.shown } }
        }
    }

    /// Whether the row goes on with the headings, where one above spans several columns: all it holds are headings of
    /// columns that have none yet.
    private func isSecondHeading(_ row: Sheet.Row) -> Bool {
        row.cells.allSatisfy { cell in
            cell.text.asMeant.isEmpty || columns[cell.column] == nil && Column.named(cell.text) != nil
        }
    }

    private mutating func noteMissing(_ mark: Mark) {
        for column in Column.required where !columns.values.contains(column) {
            note(
                "missingColumn",
                mark,
                zh: "缺少“\(column.title.zh)”（\(column.title.en)）列。",
                en: "The column '\(column.title.en)' (\(column.title.zh)) is missing."
            )
        }
    }

    // MARK: Rows

    private mutating func take(_ body: ArraySlice<Sheet.Row>, of sheet: Sheet, _ heading: Sheet.Row) {
        let merged = MergedCells(sheet.merged, columns, rows: body)
        let places = Dictionary(uniqueKeysWithValues: columns.map { ($1, $0) })
        if merged.isTooMuch { problems.append(.officeFile("tooManyCells")) }
        for row in body {
            if let aside = besideTheTable(row) {
                setAside.append(aside)
                continue
            }
            if let width = row.width, let expected = heading.width,
                width < expected
                    || row.cells.contains(where: { $0.column > expected && !$0.text.asMeant.isEmpty })
            {
                problems.append(CSV.unevenRow(row.number, width, expected))
                continue
            }
            var cells: [Column: TableCell] = [:]
            for cell in row.cells + (merged.filled[row.number] ?? []) {
                guard let column = columns[cell.column] else { continue }
                let cell = TableCell(cell.text, cell.kind, Mark(line: row.number, column: cell.column))
                if !cell.text.isEmpty || cell.kind == .unresolved { cells[column] = cell }
            }
            let taken = Row(
                number: row.number,
                cells: cells,
                places: places,
                isLettered: heading.width == nil
            )
            for column in merged.unclear[row.number] ?? [] {
                problems.append(
                    taken.problem(
                        "mergedCell",
                        column,
                        zh: "与上面的单元格合并，不能判断属于哪一行：请取消合并后分别填写。",
                        en:
                            "it is merged with the cells above and may belong to any of them: fill in each by itself."
                    )
                )
            }
            rows.append(taken)
        }
    }

    /// What the row is, where it is none of the table.
    private func besideTheTable(_ row: Sheet.Row) -> SetAside? {
        let filled = row.cells.filter { !$0.text.asMeant.isEmpty }
        guard let first = filled.first?.text.asMeant.lowercased() else { return nil }
        let known = filled.compactMap { cell in columns[cell.column].map { ($0, Column.named(cell.text)) } }
        if known.count >= 2, known.allSatisfy({ $0 == $1 }) {
            return SetAside(.headingAgain, row: row.number)
        }
        let word = first.escaping { $0.properties.isWhitespace || $0 == ":" || $0 == "：" ? "" : nil }
        if TableWords.totals.contains(word) { return SetAside(.total, row: row.number) }
        let isNote = TableWords.notes.contains { first.begins(with: $0) }
        guard isNote, filled.count == 1 || filled.allSatisfy({ $0.text.holds(":") || $0.text.holds("：") })
        else { return nil }
        return SetAside(.note, row: row.number, row.whole)
    }

    /// Says how many rows are blank or hidden.
    private mutating func count(_ sheet: Sheet, from heading: Int) {
        let numbers = rows.map(\.number)
        let filled = Set(
            sheet.rows.lazy.filter { row in row.cells.contains { !$0.text.asMeant.isEmpty } }.map(\.number)
        )
        let isText = sheet.rows.first?.width != nil
        let blank =
            isText
            ? sheet.rows.count { $0.number > heading && !filled.contains($0.number) }
            : numbers.last.map { last in last - heading - filled.count { $0 > heading && $0 <= last } } ?? 0
        if blank > 0 { setAside.append(SetAside(.blankRows, "\(blank)")) }
        if sheet.hiddenRows > 0 { setAside.append(SetAside(.hiddenRows, "\(sheet.hiddenRows)")) }
        if sheet.hiddenColumns > 0 { setAside.append(SetAside(.hiddenColumns, "\(sheet.hiddenColumns)")) }
    }

    private mutating func note(_ code: String, _ mark: Mark, zh: String, en: String) {
        problems.append(Problem(code, at: "", mark: mark, Text(zh: zh, en: en)))
    }

    /// Rows that were read elsewhere, and what was wrong with them.
    init(rows: [Row], problems: [Problem]) {
        self.rows = rows
        self.problems = problems
    }
}

/// Words by which rows beside a table are known.
private enum TableWords {
    static let totals: Set<String> = [
        "合计", "总计", "小计", "共计", "总数", "total", "totals", "subtotal", "sum", "grandtotal",
    ]
    static let notes = [
        "注", "备注", "说明", "填表", "制表", "填报", "审核", "联系人", "打印", "制作", "note", "remark", "prepared", "filled",
    ]
}

extension Sheet.Row {
    /// All that stands in it, one behind the other.
    fileprivate var whole: String {
        cells.prefix(20).map(\.text.asMeant).filter { !$0.isEmpty }.joined(separator: " ")
    }
}
