import Compliance
import Testing

@testable import ChecklistFiles

/// What merged cells say of the rows below them, in a file made to take for ever.
@Suite struct MergedCellsTests {
    private static func sheet(_ rows: [(Int, [(Int, String)])]) -> Sheet {
        var sheet = Sheet(name: "点位")
        sheet.rows = rows.map { number, cells in
            Sheet.Row(number: number, cells: cells.map { Sheet.Cell(column: $0, .text, $1) })
        }
        return sheet
    }

    private static let heads = [(1, "编号"), (2, "类型"), (3, "名称"), (4, "启用日期"), (5, "乡镇"), (6, "乡镇编号")]

    @Test func aTownshipGoesDownAsFarAsItsCellsDo() throws {
        func row(_ number: Int, _ rest: [(Int, String)]) -> (Int, [(Int, String)]) {
            (number, [(1, "T-\(number)"), (2, "乡镇隔离点"), (3, "点"), (4, "2021-08-01")] + rest)
        }
        var sheet = Self.sheet([
            (1, Self.heads), row(2, [(5, "城关镇"), (6, "01")]), row(3, []), row(4, [(5, "东乡"), (6, "02")]),
        ])
        sheet.merged = [CellRange(rows: 2...3, columns: 5...5), CellRange(rows: 2...3, columns: 6...6)]
        let reading = try SiteRegister.reading(Workbook(sheets: [sheet]))
        #expect(reading.problems.map(\.message.en) == [])
        #expect(reading.entries.map(\.site.township?.code) == ["01", "01", "02"])
    }

    @Test(.timeLimit(.minutes(1))) func aHundredThousandRangesInTheWidestRowTakeNoLongerThanTheyAreMany()
        throws
    {
        // The column that they begin in is empty, and 16,378 cells stand behind it: looking along the row each time is
        // 1.6 billion steps, some minutes.
        let wide = [(1, "T-1"), (2, "乡镇隔离点"), (3, "点"), (4, "2021-08-01")] + (7...16_384).map { ($0, "x") }
        var sheet = Self.sheet([(1, Self.heads), (2, wide), (3, [(1, "T-2")])])
        sheet.merged = Array(repeating: CellRange(rows: 2...3, columns: 5...5), count: 100_000)
        let began = ContinuousClock.now
        let merged = MergedCells<RegisterColumn>(sheet.merged, [5: .township], rows: sheet.rows[1...])
        #expect(ContinuousClock.now - began < .seconds(10))
        #expect(merged.filled.isEmpty)
        #expect(!merged.isTooMuch)
    }

    @Test func moreRowsThanASheetHasAreTooMuch() {
        let rows = [(1, [(5, "城关镇")])] + (2...2_000).map { ($0, [(1, "T")]) }
        let ranges = Array(repeating: CellRange(rows: 1...2_000, columns: 5...5), count: 101)
        let merged = MergedCells<RegisterColumn>(ranges, [5: .township], rows: Self.sheet(rows).rows[...])
        #expect(merged.isTooMuch)
    }

    @Test(arguments: [1, 2, 5, 16_384]) func aCellIsFoundByItsColumn(column: Int) {
        let row = Sheet.Row(number: 1, cells: [2, 5, 16_384].map { Sheet.Cell(column: $0, .text, "\($0)") })
        #expect(row.cell(in: column)?.text == (column == 1 ? nil : "\(column)"))
    }
}
