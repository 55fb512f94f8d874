import Foundation
import StrictJSON
import Testing

@testable import Compliance
@testable import Papers

@Suite("Registers as files", .serialized)
struct RegisterTableTests {
    private static let day = Day("2021-08-23") ?? .first

    /// 18 August 2021, 09:00:30 in Beijing.
    private static let moment = Instant("2021-08-18T01:00:30Z") ?? Instant(microseconds: 0)

    private struct Line {
        let words: String
        let change: Rational?
    }

    private static let table = RegisterTable<Line>(
        "lines",
        Text(zh: "名册", en: "Register"),
        [
            .init("文字", "Words") { .text($0.words) },
            .init("变化", "Change") { .exact($0.change) },
            .init("日期", "Day") { _ in .day(day) },
            .init("时间", "Time") { _ in .moment(moment) },
            .init("是否", "Whether") { .yes($0.change != nil) },
        ]
    )

    private static let lines = [
        Line(words: "=1+1", change: Rational(decimal: "-2.5")), Line(words: "＝A1", change: nil),
        Line(words: "'-3", change: Rational(200, over: 3)), Line(words: "他说：\"好\"\n，", change: 7),
    ]

    /// All bytes of the file, however it is cut.
    private static func bytes(_ file: TableFile) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < file.size { bytes += try file.piece(from: bytes.count) }
        return bytes
    }

    private static func made(_ format: TableFormat, _ language: Language = .zh) async throws -> [UInt8] {
        let file = try await table.file(format, in: language, of: day) { take in
            try await take(Array(lines.prefix(2)))
            try await take(Array(lines.dropFirst(2)))
        }
        return try bytes(file)
    }

    @Test("CSV to the byte: numbers bare, formulas guarded, moments whole")
    func csv() async throws {
        let text = String(decoding: try await Self.made(.csv), as: UTF8.self)
        #expect(
            text == """
                \u{FEFF}"文字","变化","日期","时间","是否"\r
                "'=1+1",-2.5,2021-08-23,2021-08-18T09:00:30+08:00,"是"\r
                "'＝A1",,2021-08-23,2021-08-18T09:00:30+08:00,"否"\r
                "''-3",66.666666667,2021-08-23,2021-08-18T09:00:30+08:00,"是"\r
                "他说：""好""
                ，",7,2021-08-23,2021-08-18T09:00:30+08:00,"是"\r

                """
        )
        let said = try await Readers.python(
            [Readers.here.appending(path: "read_back.py").path(), "csv"],
            Array(text.utf8)
        )
        let rows = try JSONDecoder().decode([[String]].self, from: Data(said))
        #expect(rows.count == 5 && rows[4][0] == "他说：\"好\"\n，" && rows[1][1] == "-2.5")
        #expect(rows[1...].map { FormulaGuard.bare($0[0]) } == Self.lines.map(\.words))
    }

    @Test("XLSX, read back by another program: texts are texts, numbers are numbers, moments are Beijing's")
    func xlsx() async throws {
        let paper = Paper(format: .xlsx, bytes: try await Self.made(.xlsx, .en), fileName: "a.xlsx")
        let said = try await Readers.read(paper, as: Readers.Workbook.self)
        let rows = try #require(said.sheets["Register"])
        #expect(said.formulas == 0 && rows.count == 5)
        #expect(rows[0] == ["Words", "Change", "Day", "Time", "Whether"])
        #expect(
            rows[1] == ["=1+1", .number(-2.5), "2021-08-23 00:00:00", "2021-08-18 09:00:30", "yes"]
        )
        #expect(rows[2][0] == "＝A1" && rows[2][1] == nil && rows[3][0] == "'-3")
        #expect(rows[3][1] == .number(66.666666667))
        #expect(try await Self.made(.xlsx, .en) == paper.bytes, "the same is the same bytes")
    }

    /// The process has other tests, too, which take memory as they like: one quiet run is enough.
    @Test(
        "100,000 rows take no more memory than few",
        .timeLimit(.minutes(5)),
        arguments: TableFormat.allCases
    )
    func constantMemory(_ format: TableFormat) async throws {
        let batch = (0..<1000).map { Line(words: "城关镇集中隔离点 \($0)", change: 7) }
        var least = Int.max
        for _ in 0..<6 where least >= 16 << 20 {
            var before = 0
            let file = try await Self.table.file(format, in: .zh, of: Self.day) { take in
                for number in 0..<100 {
                    if number == 5 { before = try Self.resident() }
                    try await take(batch)
                }
            }
            least = min(least, try Self.resident() - before)
            #expect(file.size > 1 << 20)
        }
        #expect(least < 16 << 20, "\(least) bytes more")
    }

    @Test("What a row's source throws ends the file, and its turn is free again")
    func faults() async throws {
        struct Broken: Error {}
        for _ in 0..<3 {
            await #expect(throws: Broken.self) {
                _ = try await Self.table.file(.csv, in: .zh, of: Self.day) { take in
                    try await take(Self.lines)
                    throw Broken()
                }
            }
        }
    }

    private static func resident() throws -> Int {
        let said = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return (Int(said.split(separator: " ")[1]) ?? 0) * 4096
    }
}
