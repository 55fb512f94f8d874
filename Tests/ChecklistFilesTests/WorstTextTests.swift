import ChecklistFiles
import Compliance
import StrictJSON
import Testing

/// Files whose text would cost more than it weighs are refused where they stop being stream-safe, and before the parser
/// compares anything: unmended, each of these takes from half a minute to hours.
@Suite("The worst text in files")
struct WorstTextTests {
    private static let marks = "a" + String(repeating: "\u{301}\u{316}", count: 100_000)
    private static let escaped = String(repeating: #"\u0301\u0316"#, count: 50_000)

    @Test("CSV says the line and column")
    func csv() throws {
        for text in ["a,b\n1,2\nx,\(Self.marks)\n", "a,b\n1,2\nx,\"\(Self.marks)\"\n"] {
            let problems = #expect(throws: Problems.self) { try CSV.read(text) }
            #expect(problems?.all.map(\.code) == ["notStreamSafe"])
            let mark = try #require(problems?.all.first?.mark)
            #expect(mark.line == 3)
            #expect(Int(mark.column) == (text.contains("\"") ? 5 : 4) + 30)
        }
        let register = "编号,类型\n\(Self.marks),zone\n"
        let problems = #expect(throws: Problems.self) {
            try SiteRegister.read(Array(register.utf8), as: .csv)
        }
        #expect(problems?.all.map(\.code) == ["notStreamSafe"])
        #expect(throws: Problems.self) { try AccountTable.read("name,display,roles\n\(Self.marks),x,y\n") }
    }

    @Test(
        "YAML, also where the marks are written as escapes",
        arguments: [
            "? \(marks)\n: 1\n", "a: \(marks)\n", "- 'x\(marks)'\n", "? \"\(escaped)\"\n: 1\n",
            "a: \"\(escaped)\"\n",
            "? \"" + String(repeating: "\\u0301\\\n   ", count: 100) + "\"\n: 1\n",
            "? \"" + String(repeating: "\\U00000301\\x41\\x41\\\u{85} ", count: 1) + escaped + "\"\n: 1\n",
            "? \"" + String(repeating: "\\u0316\\\u{2028}", count: 100) + "\"\n: 1\n",
            "? !<tag:" + String(repeating: "%CC%81%CC%96", count: 20_000) + "> a\n: 1\n",
        ]
    )
    func yaml(text: String) throws {
        let started = ContinuousClock.now
        let problems = #expect(throws: Problems.self) { try YAMLText.read(text) }
        #expect(problems?.all.map(\.code) == ["notStreamSafe"])
        #expect(ContinuousClock.now - started < .seconds(60))
    }

    @Test("What is written as an escape and is safe is read")
    func safe() throws {
        let node = try YAMLText.read(#"{"a\u0301": "50 % of \x41", b: 'c:\users\\u0301', c: 100%25}"#)
        #expect(node["a\u{301}"]?.string == "50 % of A")
        #expect(node["b"]?.string == #"c:\users\\u0301"#)
    }
}
