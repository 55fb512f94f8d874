import StrictJSON
import Testing

@testable import Compliance

@Suite("Names as they are spelt")
struct SpeltNameTests {
    private static func read(_ answers: String) throws -> AnswerSheet {
        try Standard.sample([.sample("A-01"), .sample("A-02")])
            .sheet(facts: nil, answers: JSON.read(Array(answers.utf8)), visitDate: .visit)
    }

    @Test(
        "Of very many slips only the first are met with a suggestion, and none that is longer than any name"
    )
    func boundedSuggestions() throws {
        let answers = (0..<900).map { "\"A-0\($0)x\": 1" }.joined(separator: ",")
        let problems = #expect(throws: Problems.self) { try Self.read("{\(answers)}") }
        #expect(problems?.all.count == 900)
        let suggested = problems?.all.filter { $0.message.en.contains("did you mean") }.count ?? 0
        #expect((1...50).contains(suggested))
        let long = #expect(throws: Problems.self) {
            try Self.read("{\"A-01\(String(repeating: "1", count: 100_000))\": 1}")
        }
        #expect(
            long?.all.allSatisfy { $0.message.en.utf8.count < 400 && $0.pointer.utf8.count < 400 } == true
        )
    }

    @Test("A name that only looks like an item's, a fact's or a choice's is none")
    func lookAlikes() throws {
        // The sign for Kelvin, which Unicode takes for the letter K; `==` says that they are equal.
        let standard = try Standard.sample(
            [
                .sample("K-01"),
                .sample("A-03", answer: .choice([Choice(value: "K", title: .any)]), minimum: .oneOf(["K"])),
            ],
            facts: [Fact(name: "K", title: .any, type: .yesNo)]
        )
        func read(_ text: String) throws -> AnswerSheet {
            let node = try JSON.read(Array(text.utf8))
            return try standard.sheet(facts: node["facts"], answers: node["answers"], visitDate: .visit)
        }
        _ = try read(#"{"facts": {"K": "yes"}, "answers": {"K-01": "yes", "A-03": "K"}}"#)
        let problems = #expect(throws: Problems.self) {
            try read(
                "{\"facts\": {\"\u{212A}\": \"yes\"}, \"answers\": {\"\u{212A}-01\": \"yes\", \"A-03\": \"\u{212A}\"}}"
            )
        }
        let codes = Set(problems?.all.map(\.code) ?? [])
        #expect(codes.isSuperset(of: ["unknownFact", "unknownItem", "unknownChoice"]))
    }
}
