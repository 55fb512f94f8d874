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
