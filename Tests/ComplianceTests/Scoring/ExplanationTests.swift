import Testing

@testable import Compliance

@Suite("Every figure opens to what it comes from")
struct ExplanationTests {
    /// 26 residents need two medics; one earns half of three points. A-02 waits for A-01 to be zero.
    private func explanation() throws -> Explanation {
        let standard = try Standard.sample(
            [
                .number(
                    "A-01",
                    .critical,
                    points: 3,
                    is: .atLeast,
                    "ceiling(${residents} * ${medics_per_50} div 50)",
                    partial: .proportional
                ),
                .sample("A-02", applies: "${A-01} = 0"), .graded("B-01", points: 2, ["torn": "1.5"]),
            ],
            facts: [.residents]
        )
        let sheet = standard.sheet(
            ["A-01": .number(1), "B-01": .deducted(codes: ["torn"], further: "0.5")],
            facts: ["residents": .number(26)]
        )
        return standard.explain(standard.score(sheet), sheet)
    }

    @Test("Score to section to item to answer, minimum, parameter and clause")
    func path() throws {
        let whole = try explanation()
        // 1.5 of 5 points.
        #expect(whole.kind == .result && whole.value.en == "30.0 (1.5 ÷ 5 × 100)")
        let section = try #require(whole.parts.first { $0.kind == .section })
        #expect(section.code == "A" && section.value.en == "1.5 of 3 points")
        let item = try #require(section.parts.first)
        #expect(item.code == "A-01" && item.value.en == "not met, 1.5 of 3 points, critical")
        #expect(item.parts.map(\.kind) == [.answer, .minimum, .clause])
        let minimum = try #require(item.parts.first { $0.kind == .minimum })
        #expect(minimum.value.en == "at least 2 words")
        #expect(minimum.parts.map(\.kind) == [.formula, .fact, .parameter])
        #expect(minimum.parts.map(\.code) == [nil, "residents", "medics_per_50"])
        #expect(
            minimum.parts.map(\.value.en) == ["round up('Residents' × 'words' ÷ 50)", "26 words", "2 words"]
        )
        #expect(minimum.parts.last?.parts.map(\.kind) == [.clause])
        #expect(minimum.parts.last?.parts.first?.value.zh == "文字 一")
        #expect(minimum.parts.last?.verified == .read)
    }

    @Test("The grade names the conditions that were asked, with the figures in them")
    func grade() throws {
        let grade = try #require(explanation().parts.first { $0.kind == .grade })
        #expect(grade.code == "belowMinimum")
        #expect(
            grade.parts.map(\.value.en) == ["a critical item falls short or the score is below 70: holds"]
        )
        #expect(grade.parts.first?.parts.contains { $0.code == "pass_mark" } == true)
    }

    @Test("An item out of scope shows its condition and no answer")
    func outOfScope() throws {
        let section = try #require(explanation().parts.first { $0.code == "A" })
        let item = try #require(section.parts.last)
        #expect(item.value.en == "not in scope")
        #expect(item.parts.map(\.kind) == [.condition, .clause])
        #expect(item.parts.first?.parts.map(\.code) == [nil, "A-01"])
        #expect(item.parts.first?.value.zh == "A-01“文字”等于 0")
    }

    @Test("Deductions are told by their reasons")
    func deductions() throws {
        let section = try #require(explanation().parts.first { $0.code == "B" })
        #expect(section.parts.first?.parts.first?.value.en == "words −1.5; further −0.5")
    }

    @Test("As text, each part stands indented under what it belongs to")
    func text() throws {
        let lines = try explanation().text(in: .en).split(separator: "\n")
        #expect(lines.first == "Score: 30.0 (1.5 ÷ 5 × 100)")
        #expect(lines.contains("  A words: 1.5 of 3 points"))
        #expect(lines.contains("        Residents: 26 words"))
    }
}
