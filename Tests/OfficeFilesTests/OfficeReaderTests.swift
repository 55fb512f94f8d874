import ChecklistFiles
import Compliance
import Testing

@testable import OfficeFiles

@Suite("Workbooks as offices save them")
struct OfficeReaderTests {
    private func read(_ name: String) async throws -> Workbook {
        try await OfficeReader.read(Registers.bytes(name))
    }

    private func refusal(_ name: String) async throws -> [String] {
        let bytes = try await Registers.bytes(name)
        do {
            _ = try await OfficeReader.read(bytes)
            return []
        } catch {
            return error.all.map(\.code)
        }
    }

    @Test(
        "Each kind of cell is what it is stored as, and shown filled with zeros where its program shows it so"
    )
    func kinds() async throws {
        let workbook = try await read("kinds")
        #expect(workbook.sheets.map(\.name) == ["点位", "旧"])
        #expect(workbook.sheets.map(\.isHidden) == [false, true])
        let sheet = workbook.sheets[0]
        #expect(sheet.rows.map(\.number) == Array(1...14) + [20])
        #expect(
            sheet.rows.flatMap(\.cells).map { "\($0.column) \($0.kind) \($0.text)" } == [
                "1 text  李庄\u{A0}", "1 number 44409", "1 text 07", "1 number 1E+21", "1 day 2021-08-01",
                "1 month 2021-08", "1 moment 2021-08-01 10:30", "1 time 0.4375", "1 boolean 1",
                "1 error #DIV/0!", "1 text 李庄", "1 unresolved ", "1 text 李庄镇", "1 number 0.1", "2 text 合",
            ]
        )
        #expect(sheet.merged == [CellRange(rows: 20...22, columns: 2...3)])
        #expect(sheet.hiddenRows == 1)
    }

    @Test("XLS and ODS are read to the same shape")
    func others() async throws {
        let xls = try await read("xls")
        #expect(xls.sheets.map(\.isHidden) == [false, true])
        #expect(
            xls.sheets[0].rows.map { "\($0.number) \($0.cells[0].kind) \($0.cells[0].text)" } == [
                "1 text 李庄", "2 number 60", "3 day 2021-08-01", "4 text 07", "5 text 城关镇",
            ]
        )
        #expect(xls.sheets[0].merged == [CellRange(rows: 5...7, columns: 1...1)])
        let ods = try await read("ods")
        #expect(ods.sheets.map(\.isHidden) == [false, true])
        #expect(
            ods.sheets[0].rows
                .flatMap { row in
                    row.cells.map { "\(row.number) \($0.column) \($0.kind) \($0.text)" }
                } == [
                    "1 1 text 李  庄", "1 2 number 60", "1 3 number 60", "5 1 day 2021-08-01", "5 2 text 07",
                    "5 3 error #REF!", "5 4 text 城关镇", "6 1 error #N/A", "6 2 unresolved ", "6 3 text 李庄",
                ]
        )
        #expect(ods.sheets[0].merged == [CellRange(rows: 5...6, columns: 4...4)])
    }

    @Test("Days count from 1904 where the workbook says so; macros and links are passed over and said")
    func notices() async throws {
        let early = try await read("date1904")
        #expect(early.countsFrom1904)
        #expect(early.sheets[0].rows[0].cells == [Sheet.Cell(column: 1, .day, "2021-08-01")])
        #expect(try await read("macros").passedOver == ["macros", "externalLinks"])
    }

    @Test("Two cells as far apart as can be, and ten million empty ones, are read")
    func size() async throws {
        let stray = try await read("stray")
        #expect(stray.sheets[0].rows.map(\.number) == [1, 1_048_576])
        #expect(stray.sheets[0].rows[1].cells == [Sheet.Cell(column: 16_384, .text, "末")])
        let empty = try await read("empty")
        #expect(empty.sheets[0].rows.map(\.cells) == [[Sheet.Cell(column: 1, .text, "一")]])
    }

    @Test(
        "What would burst, and what is broken, is refused",
        arguments: [
            ("bomb", "tooLarge"), ("laughs", "damaged"), ("cut", "damaged"), ("before", "damaged"),
            ("behind", "damaged"), ("beyond", "damaged"),
        ]
    )
    func refused(name: String, code: String) async throws {
        #expect(try await refusal(name) == [code])
    }

    @Test("A cell of very many digits that are no number is looked through once", .timeLimit(.minutes(1)))
    func digits() async throws {
        let sheet = try await read("digits").sheets[0]
        #expect(sheet.rows.flatMap(\.cells).map(\.text.utf8.count) == [200_001])
    }

    @Test("What is no workbook is said to be none", arguments: ["", "编号,类型\n", "%PDF-1.7"])
    func notASheet(text: String) async throws {
        await #expect(throws: Problems.self) { try await OfficeReader.read(Array(text.utf8)) }
        #expect(!OfficeReader.reads(Array(text.utf8)))
    }

    @Test(
        "The process that reads opens no file, no connection and no other process, and takes no more memory"
    )
    func confined() async throws {
        let tries = [
            "open('/etc/passwd')", "open('/tmp/x', 'w')", "__import__('_socket').socket()",
            "__import__('os').pipe()", "bytearray(2 << 30)",
        ]
        for attempt in tries {
            #expect(try await Registers.confined(attempt).contains("refused by the system"), "\(attempt)")
        }
        #expect(try await Registers.confined("1 + 1").contains("done"))
    }
}
