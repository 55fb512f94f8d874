import StrictJSON
import Testing

@testable import Compliance

@Suite("Documents of the ladder, as they are sealed")
struct StepPaperTests {
    private static func paper(_ words: String) -> StepPaper {
        let line = StepPaper.Line(Text(zh: words, en: "A-04 was not met."), source: "/inspections/x")
        return StepPaper(
            rung: .reminder,
            year: 2021,
            number: 7,
            issuedOn: Day("2021-08-09") ?? .first,
            head: .init(office: Text(zh: "县卫健委", en: "Health commission"), short: "豫宁隔检"),
            to: [Text(zh: "卫生院院长", en: "Director")],
            site: .init(code: "T-03", name: Text(zh: "隔离点", en: "Site"), township: nil),
            parts: [StepPaper.Part(Text(zh: "问题", en: "Gaps"), [line])],
            signatures: []
        )
    }

    @Test("What was sealed is read as it was written, to the byte")
    func reads() throws {
        let paper = Self.paper("A-04 不达标。\n第二行“引号”")
        #expect(StepPaper(sealed: paper.text) == paper)
        #expect(paper.numbered == "豫宁隔检提〔2021〕7号")
        #expect(
            paper.text.hasPrefix(
                #"{"form":"lazaret step v1","rung":"reminder","year":2021,"number":7,"issuedOn":"2021-08-09","office""#
            )
        )
    }

    @Test("A proposal says who held each duty in its period, named or not, and that nobody did")
    func holders() throws {
        func day(_ text: String) throws -> Day { try #require(Day(text)) }
        let postings = [
            Posting(duty: .director, person: "张三", from: try day("2021-01-01"), to: try day("2021-08-07")),
            Posting(duty: .director, person: "李四", from: try day("2021-08-09"), to: nil),
            Posting(duty: .director, person: "王五", from: try day("2020-01-01"), to: try day("2020-12-31")),
        ]
        let named = Named.of(
            [.director, .partyHead],
            in: postings,
            from: try day("2021-08-05"),
            to: try day("2021-08-10")
        )
        let parts = StepPaper.proposal([], holders: named, ground: [], interview: [], dossier: "/d", owed: [])
        let (director, head) = (Responsible.director.title.zh, Responsible.partyHead.title.zh)
        #expect(
            parts.first { $0.title.zh == "期间的责任人" }?.lines.map(\.words.zh) == [
                "\(director)张三：2021-01-01 起，至 2021-08-07", "\(director)李四：2021-08-09 起",
                "\(director)：其间有空缺", "\(head)：没有任职记录",
            ]
        )
    }

    @Test("Statements stand whole while all have room; the longest are cut to one length where they have not")
    func quoted() {
        #expect(StepPaper.quoted(of: [], within: 60) == 60)
        #expect(StepPaper.quoted(of: [5, 10], within: 60) == 10)
        // 5 and 10 stand whole; what is left is the third's.
        #expect(StepPaper.quoted(of: [100, 5, 10], within: 60) == 45)
        #expect(StepPaper.quoted(of: [100, 5, 100], within: 60) == 27)
        #expect(StepPaper.quoted(of: Array(repeating: 10_000, count: 70), within: 200_000) == 2_857)
    }

    @Test(
        "Ten statements of 10,000 characters of each of seven make no proposal impossible, and none is cut unsaid"
    )
    func longStatements() throws {
        // Four bytes each, the most that a character has.
        let words = String(repeating: "𠀀", count: 10_000)
        let persons = (1...7)
            .map { number in
                StepPaper.Person(
                    duty: Responsible.director.title,
                    person: "某\(number)",
                    asked: nil,
                    statements: (1...10).map { .init(at: Instant(microseconds: 0), words: words, entry: $0) },
                    proposed: words
                )
            }
        let parts = StepPaper.proposal(
            persons,
            holders: [],
            ground: [],
            interview: [],
            dossier: "/cases/x/dossier",
            owed: []
        )
        let quotes = try #require(parts.first { $0.title.zh == "申辩" }).lines
        #expect(quotes.count == 70)
        let digest = Node.digest(ofText: words)
        #expect(
            quotes[9].words.zh
                .hasSuffix(
                    "𠀀……（全文 10000 个字符，此处引用前 2857 个；全文见案卷和第 10 号记录，SHA-256 \(digest)）"
                )
        )
        #expect(quotes.allSatisfy { $0.source == "/cases/x/dossier" })
        #expect(quotes[0].words.zh.count { $0 == "𠀀" } == 2_857)
        let paper = StepPaper(
            rung: .proposal,
            year: 2021,
            number: 1,
            issuedOn: .first,
            head: .init(office: Text(zh: "县卫健委", en: "Health commission")),
            to: [],
            site: .init(code: "T-03", name: Text(zh: "隔离点", en: "Site"), township: nil),
            parts: parts,
            signatures: []
        )
        #expect(paper.text.utf8.count <= StepPaper.mostBytes)
        #expect(StepPaper(sealed: paper.text) == paper)
    }

    @Test("A byte more, another form, a part too little is no sealed document")
    func refuses() {
        let text = Self.paper("A-04 不达标。").text
        for changed in [
            text + " ", text.replacing("step v1", with: "step v2"), text.replacing(#""number":7,"#, with: ""),
            text.replacing("reminder", with: "verdict"), "", "[]",
        ] {
            #expect(StepPaper(sealed: changed) == nil, "\(changed)")
        }
    }
}
