import ChecklistFiles
import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import Web

/// What a preview shows, and what it is called by when somebody confirms it.
@Suite struct ImportPreviewTests {
    private static let sent = SentRegister(name: "a", bytes: [1], sheet: nil, confirmed: ["x"], seen: nil)

    private static func sheet(_ name: String) throws -> RegisterReading {
        var sheet = Sheet(name: name)
        sheet.rows = [["编号", "类型", "名称", "启用日期"], ["C-1", "县隔离点", "甲", "2021-08-01"]].enumerated()
            .map { row, cells in
                Sheet.Row(
                    number: row + 1,
                    cells: cells.enumerated().map { Sheet.Cell(column: $0 + 1, .text, $1) }
                )
            }
        return try SiteRegister.reading(Workbook(sheets: [sheet]))
    }

    private static func preview(
        sheet name: String = "一",
        edition: Int = 3,
        day: String = "2021-08-18",
        after: String = "甲",
        townships: Int = 0,
        unchanged: Int = 0,
        question: Bool = false
    ) throws -> RegisterPreview {
        let names = (0..<townships)
            .map { number in
                TownshipChange(code: "\(number)", before: nil, after: Text(zh: "镇", en: "town"))
            }
        let change = RegisterChange(
            edition: edition,
            day: Samples.day(day),
            sites: [
                SiteChange(
                    index: 0,
                    code: "C-1",
                    isNew: true,
                    fields: [FieldChange(field: .name, before: nil, after: after)]
                )
            ],
            townships: names,
            unchanged: unchanged,
            questions: [],
            effects: RegisterEffects()
        )
        let problem = Problem("x", at: "", Text(zh: "问", en: "asked"))
        return RegisterPreview(
            files: [RegisterFile(name: "a", reading: try sheet(name), problems: [], sheets: [])],
            entries: [],
            problems: [],
            unsaid: 0,
            questions: question ? [("a", FileQuestion(problem: problem, answers: []))] : [],
            change: change
        )
    }

    @Test func whateverIsShownIsPartOfWhatWasSeen() throws {
        let first = try #require(try Self.preview().seen(of: Self.sent))
        #expect(try Self.preview().seen(of: Self.sent) == first)
        // The order in which answers come, and what the file is called, are no part of it.
        var same = SentRegister(name: "b", bytes: [1], sheet: "一", confirmed: ["x", "x"], seen: first)
        #expect(try Self.preview().seen(of: same) == first)
        var others: [String?] = [
            try Self.preview(sheet: "二").seen(of: Self.sent),
            try Self.preview(edition: 4).seen(of: Self.sent),
            try Self.preview(day: "2021-08-19").seen(of: Self.sent),
            try Self.preview(after: "乙").seen(of: Self.sent),
            try Self.preview(townships: 1).seen(of: Self.sent),
            try Self.preview(unchanged: 1).seen(of: Self.sent),
        ]
        same = SentRegister(name: "a", bytes: [2], sheet: nil, confirmed: ["x"], seen: nil)
        others.append(try Self.preview().seen(of: same))
        same = SentRegister(name: "a", bytes: [1], sheet: nil, confirmed: [], seen: nil)
        others.append(try Self.preview().seen(of: same))
        #expect(!others.contains(first))
        #expect(!others.contains(nil))
        #expect(Set(others).count == others.count)
        // What is open has no name to be confirmed by.
        #expect(try Self.preview(question: true).seen(of: Self.sent) == nil)
    }

    @Test func whatIsNotListedIsCounted() throws {
        let texts = try #require(try Resources().texts[.zh])
        let page = ImportPreview(try Self.preview(townships: 203), Self.sent, kept: nil, texts)
        #expect(page.townships?.lines.count == 200)
        #expect(page.townships?.rest == "另有 3 条没有列出。")
        #expect(page.effects == nil)
        #expect(page.aside == nil)
        #expect(page.problems == nil)
        let all = ImportPreview(try Self.preview(townships: 200), Self.sent, kept: nil, texts)
        #expect(all.townships?.rest == nil)
    }
}
