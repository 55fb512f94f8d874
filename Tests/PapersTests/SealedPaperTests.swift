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

    @Test(
        "The share of a duty has its own critical gaps alone, and says where the others are; nobody's has none"
    )
    func share() async throws {
        let report = SampleReport.report()
        #expect(report.shares.map(\.responsible) == [.director] && report.shares.map(\.count) == [1])
        let own = Manuscript(share: .director, of: report)
        let made = try await PaperMaker.make(own, as: .xlsx, in: .zh)
        #expect(made.fileName == "week-2021-W33-1-director.xlsx")
        let rows = try await Readers.read(made, as: Readers.Workbook.self).sheets["没有解决的一票否决项差距"]
        #expect(rows?.count == 2 && rows?.last?.prefix(2) == ["城关镇隔离点", "A-04"])
        // Whose they are the title says, and no column.
        #expect(rows?.first == ["点位", "检查项", "内容", "情况", "再次发现", "始于", "期限"])
        let paper = try await PaperMaker.make(own, as: .pdf, in: .zh)
        let words = try await Readers.words(of: paper)
        #expect(words.contains("由隔离点负责人负责、没有解决的一票否决项差距1处。"))
        let health = try await Readers.words(
            of: try await PaperMaker.make(Manuscript(share: .health, of: report), as: .pdf, in: .en)
        )
        #expect(health.contains("Atthecut-off0criticalgapsof") && !health.contains("A-04"))
    }

    /// A case with an opening and a statement of 3,000 characters that begins like a formula.
    private static func dossier(_ words: String) -> Dossier {
        var opened = Dossier.Line(.opened, entry: 40, at: SampleReport.visited, by: "supervisor")
        opened.reason = "四项条件具备"
        var stated = Dossier.Line(
            .statement,
            entry: 52,
            at: SampleReport.visited.adding(seconds: 3600),
            recordedAt: SampleReport.visited.adding(seconds: 7200),
            by: "director1"
        )
        (stated.term, stated.words, stated.files) = (
            "director/T-01", words, [String(repeating: "ab", count: 32)]
        )
        return Dossier(
            county: "demo",
            id: FactID("018f0000-0000-7000-8000-000000000070") ?? .standIn,
            site: "T-01",
            items: ["A-04"],
            basis: "{}",
            persons: [.init(term: "director/T-01", duty: .director, person: "院长")],
            lines: [stated, opened],
            isWhole: true
        )
    }

    @Test(
        "The file of a case has every word of a statement, in the order of the record, and who put it there"
    )
    func fileOfCase() async throws {
        let words = "=说明" + String(repeating: "当天停电，已补报。", count: 333) + "完"
        let dossier = Self.dossier(words)
        let made = try await PaperMaker.make(
            Manuscript(dossier, office: Self.text("县卫健委")),
            as: .docx,
            in: .zh
        )
        #expect(made.fileName == "dossier-T-01-2021-08-18.docx")
        let lines = try await Readers.read(made, as: Readers.Word.self).lines
        #expect(lines.contains("“\(words)”"))
        // It has no number: the head says its site and day, and no name of a machine's.
        #expect(lines.contains("县卫健委　案卷 T-01（2021-08-18 启动）"))
        #expect(!lines.joined().contains("018f0000-0000-7000-8000-000000000070"))
        let order = ["T-01 问责案卷", "自 2021-08-18 10:00 起办理中", "案卷所列责任人", "隔离点负责人 院长", "经过"]
        #expect(lines.filter { order.contains($0) } == order)
        let book = try await Readers.read(
            try await PaperMaker.make(
                Manuscript(dossier, office: Self.text("县卫健委")),
                as: .xlsx,
                in: .zh
            ),
            as: Readers.Workbook.self
        )
        let table = try #require(book.sheets["经过一览"])
        #expect(table.map(\.first) == ["记录号", 40, 52])
        #expect(
            table.last?.dropFirst() == [
                "2021-08-18 11:00:00", "申辩", "隔离点负责人 院长", nil, "director1", "2021-08-18 12:00:00",
            ]
        )
        let paper = try await Readers.words(
            of: try await PaperMaker.make(
                Manuscript(dossier, office: Self.text("县卫健委")),
                as: .pdf,
                in: .zh
            )
        )
        #expect(paper.contains(dossier.digest) && paper.contains(String(repeating: "ab", count: 32)))
    }
}
