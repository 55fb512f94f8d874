import Compliance
import Foundation
import Testing

@testable import Papers

@Suite("Workbooks, row by row")
struct SpreadsheetTests {
    private static let day = Day("2021-08-23") ?? .first

    private static func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "papers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    /// What the process has in memory, in bytes.
    private static func resident() throws -> Int {
        let said = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return (Int(said.split(separator: " ")[1]) ?? 0) * 4096
    }

    @Test("100,000 rows of 12 cells take no more memory than few", .timeLimit(.minutes(3)))
    func constantMemory() async throws {
        try await Self.withFolder { folder in
            let place = folder.appending(path: "book.xlsx")
            let columns = (1...12).map { Manuscript.Column(Text(zh: "栏 \($0)", en: "Column \($0)"), 2) }
            let book = try Spreadsheet(at: place, of: Self.day, in: .zh)
            try book.begin(Text(zh: "名册", en: "Register"), columns)
            var before = 0
            for number in 1...100_000 {
                if number == 1000 { before = try Self.resident() }
                let cells: [Manuscript.Cell] = [
                    .count(number), .text("T-\(number)"), .text("城关镇集中隔离点"), .number("-\(number).5"),
                    .day(Self.day), .moment(SampleReport.visited),
                ]
                try book.add(cells + cells)
            }
            let grown = try Self.resident() - before
            try book.close()
            #expect(grown < 16 << 20, "\(grown) bytes more")
            let size = try #require(try place.resourceValues(forKeys: [.fileSizeKey]).fileSize)
            #expect(size > 1 << 20)
            // Its last row, as it stands in the file.
            let sheet = try await Readers.run(
                "/usr/bin/unzip",
                ["-p", place.path, "xl/worksheets/sheet1.xml"]
            )
            let end = String(decoding: sheet.said.suffix(2000), as: UTF8.self)
            #expect(end.contains("r=\"A100001\"><v>100000</v>") && end.contains("<v>-100000.5</v>"))
        }
    }

    @Test("Names of sheets are such as a workbook takes, and no two alike")
    func names() async throws {
        try await Self.withFolder { folder in
            let place = folder.appending(path: "book.xlsx")
            let book = try Spreadsheet(at: place, of: Self.day, in: .en)
            let titles = [
                "[a]:*?/\\'", String(repeating: "长", count: 40), String(repeating: "长", count: 40), "A", "a",
                "",
            ]
            for title in titles {
                try book.begin(
                    Text(zh: title, en: title),
                    [Manuscript.Column(Text(zh: "栏", en: "Column"), 1)]
                )
            }
            try book.close()
            let paper = Paper(format: .xlsx, bytes: Array(try Data(contentsOf: place)), fileName: "book.xlsx")
            let said = try await Readers.read(paper, as: Readers.Workbook.self)
            #expect(
                Set(said.sheets.keys) == [
                    " a       ", String(repeating: "长", count: 31), String(repeating: "长", count: 29) + " 2",
                    "A", "a 2",
                    "-",
                ]
            )
        }
    }

    @Test("Where nothing can be written, that is said, and nothing is left")
    func nowhere() async throws {
        let place = URL(filePath: "/nonexistent/book.xlsx")
        #expect(throws: PaperRefusal.interrupted) {
            let book = try Spreadsheet(at: place, of: Self.day, in: .zh)
            try book.begin(Text(zh: "表", en: "Table"), [Manuscript.Column(Text(zh: "栏", en: "Column"), 1)])
            try book.close()
        }
        #expect(!FileManager.default.fileExists(atPath: place.path))
    }
}
