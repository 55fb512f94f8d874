import StrictJSON

/// What merged cells say of the rows beside them: the first cell's text where the column's meaning goes down, and
/// nothing that could be told where it does not.
struct MergedCells<Column: TableColumn> {
    /// Cells to be added, by row.
    private(set) var filled: [Int: [Sheet.Cell]] = [:]
    /// Columns that cannot be told, by row.
    private(set) var unclear: [Int: [Column]] = [:]
    /// Whether there were more than a sheet of this size has.
    private(set) var isTooMuch = false

    init(_ ranges: [CellRange], _ columns: [Int: Column], rows: ArraySlice<Sheet.Row>) {
        guard !ranges.isEmpty else { return }
        let byNumber = Dictionary(rows.map { ($0.number, $0) }) { first, _ in first }
        let last = rows.last?.number ?? 0
        var left = 200_000
        for range in ranges where range.rows.lowerBound < min(range.rows.upperBound, last) {
            guard let column = columns[range.columns.lowerBound] else { continue }
            guard let first = byNumber[range.rows.lowerBound]?.cell(in: range.columns.lowerBound),
                !first.text.asMeant.isEmpty
            else { continue }
            for number in (range.rows.lowerBound + 1)...min(range.rows.upperBound, last) {
                left -= 1
                guard left > 0 else {
                    isTooMuch = true
                    return
                }
                guard byNumber[number] != nil else { continue }
                if column.fillsDown {
                    filled[number, default: []].append(first)
                } else {
                    unclear[number, default: []].append(column)
                }
            }
        }
    }
}

extension Sheet.Row {
    /// The cell of that column, found by halves: a row may be as wide as a sheet, and have as many ranges begin in it.
    func cell(in column: Int) -> Sheet.Cell? {
        var (low, high) = (0, cells.count)
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].column < column { low = middle + 1 } else { high = middle }
        }
        return low < cells.count && cells[low].column == column ? cells[low] : nil
    }
}
