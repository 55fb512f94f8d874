import Foundation
import Testing

@testable import Compliance
@testable import Papers

/// Notices, orders and documents of the ladder as paper says them, from what was sealed.
@Suite("What a notice and a document of the ladder say on paper, in their order", .serialized)
struct SealedPaperTests {
    private static func text(_ zh: String) -> Text { Text(zh: zh, en: "en \(zh)") }

    private static let notice = Notice(
        number: "豫宁隔检整〔2021〕12号",
        year: 2021,
        serial: 12,
        issuedAt: SampleReport.visited.adding(seconds: 3600),
        office: text("县卫健委"),
        redHead: "示范县卫生健康委员会文件",
        content: Notice.Content(
            site: .init(code: "T-01", kind: .townshipIsolation, name: text("一号点"), township: text("某乡")),
            director: "院长",
            visit: .init(
                id: SampleReport.id(1),
                kind: .routine,
                startedAt: SampleReport.visited,
                finishedAt: SampleReport.visited.adding(seconds: 1800),
                inspectors: ["检查员甲", "检查员乙"],
                escort: "副院长"
            ),
            checklist: .init(code: "c", version: "1", title: text("检查表"), digest: "ab"),
            baseline: .init(code: "b", version: "2", title: text("最低要求"), digest: "cd"),
            items: [
                Notice.Line(
                    item: "A-04",
                    text: text("有人值守"),
                    source: text("规范"),
                    clause: "三",
                    verified: .secondHand,
                    required: text("是"),
                    found: text("否"),
                    severity: .critical,
                    responsible: .director,
                    evidence: [.photo],
                    hours: 24,
                    deadline: SampleReport.visited.adding(seconds: 86_400),
                    keepsEarlierDeadline: false
                )
            ],
            values: [],
            showing: text("拍照回复"),
            otherwise: text("逾期督办")
        )
    )

    @Test("A notice has its red head and number, the table of items, and lines to sign")
    func notice() async throws {
        let paper = try await PaperMaker.make(Manuscript(Self.notice, sealed: "{}"), as: .pdf, in: .zh)
        #expect(paper.fileName == "notice-2021-12.pdf")
        let words = try await Readers.words(of: paper)
        // 10:00 in Beijing, half an hour long; a day later.
        let order = [
            "示范县卫生健康委员会文件", "豫宁隔检整〔2021〕12号", "整改通知书", "某乡一号点（T-01）：", "（院长）：",
            "2021-08-1810:00至2021-08-1810:30，对你点进行了检查（例行检查）；检查人员：检查员甲、检查员乙；陪同人员：副院长。",
            "检查表1、最低要求2", "A-04", "2021-08-19", "拍照回复", "逾期督办", "县卫健委", "2021年8月18日", "签收（职务）：",
        ]
        var rest = words[...]
        for part in order {
            let found = try #require(rest.range(of: part), "\(part) is missing, or stands before")
            rest = rest[found.upperBound...]
        }
        let book = try await Readers.read(
            try await PaperMaker.make(Manuscript(Self.notice, sealed: "{}"), as: .xlsx, in: .zh),
            as: Readers.Workbook.self
        )
        #expect(
            book.sheets["以下各项不符合要求，请在期限内整改"]?.last == [
                "A-04", "有人值守", "规范 三（见于转述）", "是", "否", "一票否决", "隔离点负责人", "2021-08-19 10:00:00",
                "自检查起 24 小时",
            ]
        )
    }

    @Test("A proposal is called one, says what each line rests on, and no decision")
    func proposal() async throws {
        let paper = StepPaper(
            rung: .proposal,
            year: 2021,
            number: 3,
            issuedOn: Day("2021-08-25") ?? .first,
            head: .init(office: Self.text("县监督组"), short: "豫宁隔检"),
            to: [Self.text("县领导小组")],
            site: .init(code: "T-01", name: Self.text("一号点"), township: nil),
            parts: [
                .init(Self.text("四项条件"), [.init(Self.text("两次检查不达标"), source: "/inspections/1")])
            ],
            signatures: [Self.text("监督组组长：")]
        )
        let made = try await PaperMaker.make(Manuscript(paper, sealed: "{}"), as: .docx, in: .zh)
        #expect(made.fileName == "proposal-2021-3.docx")
        let lines = try await Readers.read(made, as: Readers.Word.self).lines
        let expected = [
            "县监督组　豫宁隔检建〔2021〕3号", "问责建议书", "县领导小组：", "点位：一号点（T-01）", "四项条件", "两次检查不达标",
            "依据：/inspections/1",
        ]
        #expect(Array(lines.prefix(expected.count)) == expected)
        #expect(Array(lines.suffix(3)) == ["县监督组", "2021年8月25日", "监督组组长："])
        #expect(!lines.joined().contains("决定"))
    }
}
