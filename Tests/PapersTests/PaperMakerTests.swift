import Compliance
import StrictJSON
import Testing

@testable import Papers

@Suite(
    "The weekly report as files: each read back by another program, and the same figures found",
    .serialized
)
struct PaperMakerTests {
    static func paper(
        _ format: PaperFormat,
        _ language: Language = .zh,
        _ content: WeeklyReport.Content = SampleReport.content()
    ) async throws -> Paper {
        try await PaperMaker.make(Manuscript(SampleReport.report(content)), as: format, in: language)
    }

    private static let sentences = [
        "在用的乡镇隔离点 2 个，检查了 1 个（50.0%），1 个没有检查。另有 1 个乡镇没有隔离点：无点乡。",
        "检查过的点位：不达标 1；中位得分 62.5，上一周没有封存，不作比较。",
        "各次检查共查到一票否决项差距 3 项，到各点位本周最后一次检查还有 1 项没有解决，在 1 个点位。",
        "本周新开整改 2 项，销号 1 项（所用小时中位数 6.7）；周末未销号 4 项，其中超期 3 项。",
        "持续不达标的乡镇隔离点 1 个，仅最近一次不达标的 0 个。持续不达标的是：城关镇隔离点。",
        "卫健部门自己还欠：未检查的点位 1 个（含县集中隔离点），复查 0 项。等待核验的整改 0 项；现行标准未下发的点位 0 个，下发后没有指导的 0 个。",
    ]
    // 62.5 after 80 is 17.5 less.
    private static let ranking = [
        ["1", "T-01", "城关镇隔离点", "62.5", "不达标", "-17.5", "1", "2", "0", "2021-08-18 10:00", "甲岗"],
        ["–", "T-02", "李庄隔离点", "–", "未检查", "–", "–", "–", "–", "2021-08-02", "–"],
    ]

    @Test("The sentences are those that are reckoned by hand")
    func sentences() {
        #expect(SampleReport.report().sentences.map(\.zh) == Self.sentences)
        #expect(
            SampleReport.report().sentences[1].en
                == "Those inspected: Below 1; median score 62.5, not compared, since the week before is not sealed."
        )
    }

    @Test("PDF")
    func pdf() async throws {
        let words = try await Readers.words(of: try await Self.paper(.pdf))
        for sentence in Self.sentences {
            #expect(words.contains(sentence.filter { $0 != " " }), "\(sentence)")
        }
        for cell in Self.ranking.joined() where cell != "–" {
            #expect(words.contains(cell.filter { $0 != " " }), "\(cell)")
        }
        #expect(words.contains("集中隔离点检查周报") && words.contains("〔2021〕第33期") && words.contains("—1—"))
        #expect(words.contains(Node.digest(ofText: SampleReport.report().document)))
    }

    @Test("DOCX: real tables whose heads repeat, 仿宋 and 黑体 by name, page numbers")
    func docx() async throws {
        let paper = try await Self.paper(.docx)
        let word = try await Readers.read(paper, as: Readers.Word.self)
        for (number, sentence) in Self.sentences.enumerated() {
            #expect(word.lines.contains("\(number + 1). \(sentence)"))
        }
        let table = try #require(word.tables.first { $0.first?.first == "名次" })
        #expect(Array(table.dropFirst()) == Self.ranking)
        #expect(word.fonts == ["Normal": "仿宋", "Heading 1": "黑体", "Title": "方正小标宋简体", "Cell": "仿宋"])
        #expect(word.fields == ["PAGE", "PAGE"] && word.margins == [37, 35, 28, 26])
        // Pictures are tables too, and have no head.
        #expect(word.heads == word.tables.count - 3)
    }

    @Test("XLSX: numbers are numbers, the negative ones too; days and moments are such")
    func xlsx() async throws {
        let book = try await Readers.read(try await Self.paper(.xlsx), as: Readers.Workbook.self)
        #expect(
            book.sheets["乡镇隔离点排名"]?.dropFirst() == [
                [1, "T-01", "城关镇隔离点", 62.5, "不达标", -17.5, 1, 2, 0, "2021-08-18 10:00:00", "甲岗"],
                [nil, "T-02", "李庄隔离点", nil, "未检查", nil, nil, nil, nil, "2021-08-02 00:00:00", nil],
            ]
        )
        let said = book.sheets["集中隔离点检查周报"]?.joined().compactMap { $0 } ?? []
        for sentence in Self.sentences { #expect(said.contains(.text(sentence))) }
        #expect(book.formulas == 0)
    }

    @Test("CSV")
    func csv() async throws {
        let text = String(decoding: try await Self.paper(.csv).bytes, as: UTF8.self)
        #expect(text.unicodeScalars.first == "\u{FEFF}")
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(
            lines.contains(
                "\"乡镇隔离点排名\",1,\"T-01\",\"城关镇隔离点\",62.5,\"不达标\",-17.5,1,2,0,2021-08-18 10:00,\"甲岗\""
            )
        )
        #expect(
            lines.contains("\"乡镇隔离点排名\",,\"T-02\",\"李庄隔离点\",,\"未检查\",,,,,2021-08-02,")
        )
        for sentence in Self.sentences { #expect(lines.contains("\"集中隔离点检查周报\",\"\(sentence)\"")) }
    }

    @Test("JSON is the sealed bytes")
    func json() async throws {
        let paper = try await Self.paper(.json)
        #expect(paper.bytes.elementsEqual(SampleReport.report().document.utf8))
        #expect(paper.fileName == "week-2021-W33-1.json")
    }

    @Test("In English the same figures are there, in English words", arguments: [PaperFormat.pdf, .docx])
    func english(format: PaperFormat) async throws {
        let paper = try await Self.paper(format, .en)
        let words =
            format == .pdf
            ? try await Readers.words(of: paper)
            : try await Readers.read(paper, as: Readers.Word.self).lines.joined().filter { $0 != " " }
        #expect(words.contains("2townshipsiteswereinoperation;1wasinspected(50.0%),1wasnot."))
        #expect(words.contains("Weeklyreportonisolationsites") && !words.contains("周报"))
    }

    @Test("The same week is the same bytes, whenever it is made", arguments: PaperFormat.allCases)
    func same(format: PaperFormat) async throws {
        let first = try await Self.paper(format)
        try await Task.sleep(for: .milliseconds(format == .pdf || format == .json ? 0 : 2100))
        #expect(try await Self.paper(format) == first)
    }
}
