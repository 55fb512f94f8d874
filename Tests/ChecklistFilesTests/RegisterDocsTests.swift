import Compliance
import Foundation
import StrictJSON
import Testing

@testable import ChecklistFiles

/// `docs/registers.md` says what a register may look like, and it is so.
@Suite("Registers as the docs have them")
struct RegisterDocsTests {
    private static func docs() throws -> String {
        let place = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(
                path: "../../docs/registers.md"
            )
        return try String(contentsOf: place, encoding: .utf8)
    }

    /// The words of each row of the table of columns: the two headings, and the others.
    private static func rows() throws -> [(headings: [String], others: [String])] {
        try docs().split(separator: "\n")
            .compactMap { line in
                guard let match = line.wholeMatch(of: /\| `([^`]+)` `([A-Za-z_]+)` \|([^|]*)\|.*\|/) else {
                    return nil
                }
                // Words of several parts stand in backquotes.
                let others = match.3.matches(of: /`([^`]+)`|([^ `]+)/).map { String($0.1 ?? $0.2 ?? "") }
                return ([String(match.1), String(match.2)], others)
            }
    }

    @Test("Every heading of the table is known, and every heading that is known stands there")
    func headings() throws {
        let listed = try Self.rows().map { $0.headings + $0.others }
        let known = RegisterColumn.all.filter { if case .since = $0 { false } else { true } }
        #expect(listed == known.map(\.headings))
        for row in listed { #expect(Set(row.map { RegisterColumn.named($0) }).count == 1, "\(row)") }
    }

    @Test(
        "A duty's first day has the duty's words",
        arguments: ["卫生院院长任职日期", "隔离点负责人到任时间", "director_since", "Director Since", "院长\n任职日期"]
    )
    func firstDays(heading: String) { #expect(RegisterColumn.named(heading) == .since(.director)) }

    @Test(
        "A unit behind a heading is left out, and nothing else is",
        arguments: [
            ("容量（人）", RegisterColumn.capacity), (" 容 量\n(人)", .capacity), ("启用\n日期", .opened),
            ("* 编号：", .code), ("Capacity (people)", .capacity), ("负责人（电话）", nil), ("容量（间）", nil),
            ("序号", nil), ("备注", nil),
        ] as [(String, RegisterColumn?)]
    )
    func units(heading: String, column: RegisterColumn?) { #expect(RegisterColumn.named(heading) == column) }

    @Test(
        "Days are read as the docs say",
        arguments: [
            ("2021-08-01", "2021-08-01"), ("2021/8/1", "2021-08-01"), ("2021.8.1", "2021-08-01"),
            ("2021年8月1日", "2021-08-01"), ("２０２１／８／１", "2021-08-01"), ("2021 年 8 月 1 号", "2021-08-01"),
            ("20210801", "2021-08-01"), ("44409", "2021-08-01"), ("2021/8/1 0:00:00", "2021-08-01"),
            ("2021/13/1", nil), ("2021-8/1", nil), ("21/8/1", nil), ("2021", nil), ("8月1日", nil),
            ("20210832", nil), ("2021/8/1 10:30", nil), ("2021-08-01-02", nil), ("0", nil), ("", nil),
        ] as [(String, String?)]
    )
    func days(text: String, day: String?) {
        let read = WrittenDay(TableCell(text, .text, .none), countsFrom1904: false)
        #expect(read == day.flatMap { Day($0) }.map { .day($0) })
    }

    @Test("What could be another day is asked about; numbers of 1904 are no days")
    func doubtful() {
        func read(_ text: String, early: Bool = false) -> WrittenDay? {
            WrittenDay(TableCell(text, .text, .none), countsFrom1904: early)
        }
        #expect(read("8/1/2021") == .eitherOrder(first: 8, second: 1, year: 2021))
        #expect(read("2021年8月") == .month(year: 2021, month: 8))
        #expect(read("2021-08") == .month(year: 2021, month: 8))
        #expect(read("44409", early: true) == nil)
    }
}
