import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@Suite("Reading YAML")
struct YAMLTextTests {
    @Test(
        "Plain words follow JSON, and nothing is rounded",
        arguments: [
            ("true", .bool(true)), ("null", .null), ("~", .null), ("yes", .string("yes")),
            ("No", .string("No")),
            ("True", .string("True")), ("0.10", .number("0.10")), ("-1e3", .number("-1e3")),
            ("007", .string("007")),
            ("0x1F", .string("0x1F")), (".5", .string(".5")), ("1_000", .string("1_000")),
            ("+1", .string("+1")),
            ("2021-08-01", .string("2021-08-01")), ("12:30", .string("12:30")), ("\"1\"", .string("1")),
            ("'true'", .string("true")),
            ("[a, 1]", .array(["a", 1])), ("{a: b}", .object([.init("a", "b")])),
            ("a: [1]\n", .object([.init("a", .array([1]))])),
            (">-\n  a\n  b\n", .string("a b")), ("|\n  a\n  b\n", .string("a\nb\n")),
            ("a:\n", .object([.init("a", .null)])),
        ] as [(String, Node.Value)]
    )
    func reads(text: String, expected: Node.Value) throws {
        #expect(try YAMLText.read(text).value == expected)
    }

    @Test("A quoted text's place is its first character, within the quotes; columns count characters")
    func places() throws {
        let root = try YAMLText.read("a: \"x\"\n隔离: {点: 'y', b: z}\n")
        func place(_ node: Node?) -> [Int32]? { node.map { [$0.mark.line, $0.mark.column] } }
        #expect(place(root["a"]) == [1, 5])
        #expect(place(root["隔离"]) == [2, 5])
        #expect(place(root["隔离"]?["点"]) == [2, 10])
        #expect(place(root["隔离"]?["b"]) == [2, 17])
    }

    @Test(
        "What is not one sound document is refused",
        arguments: [
            ("", "empty"), ("# only a comment\n", "empty"), ("a: b: c", "syntax"), ("a: [1", "syntax"),
            ("a:\n\t- b", "syntax"),
            ("{a: 1, a: 2}", "duplicateName"), ("a: 1\na: 2\n", "duplicateName"), ("? [a]\n: b\n", "badKey"),
            ("--- a\n--- b\n", "syntax"), ("*x", "alias"), ("[&x a, *x]", "alias"), ("{\"a\":*x}", "alias"),
            ("? *x\n: 1", "alias"), ("a: b *c", "alias"),
        ]
    )
    func refuses(text: String, code: String) {
        let problems = #expect(throws: Problems.self) { try YAMLText.read(text) }
        #expect(problems?.all.map(\.code) == [code], "\(problems?.all.map(\.message.en) ?? [])")
    }

    @Test(
        "A file that would grow without end through its aliases is refused before it does",
        arguments: ["", "\n? *l8\n: 1\n"]
    )
    func billionLaughs(end: String) {
        let lines = (1..<9)
            .map {
                "l\($0): &l\($0) [" + Array(repeating: "*l\($0 - 1)", count: 9).joined(separator: ",") + "]"
            }
        let text = "l0: &l0 [x,x,x,x,x,x,x,x,x]\n" + lines.joined(separator: "\n") + end
        let problems = #expect(throws: Problems.self) { try YAMLText.read(text) }
        #expect(problems?.all.map(\.code) == ["alias"])
    }

    @Test("A star that begins no alias is text")
    func stars() throws {
        #expect(try YAMLText.read("a: \"*x\"\nb: 2*3\nc: a * b\nd: '**'\n")["c"]?.string == "a * b")
    }

    @Test("So are one that is too large, and one that is nested too deeply")
    func large() {
        let large = #expect(throws: Problems.self) {
            try YAMLText.read(String(repeating: "a", count: YAMLText.longest + 1))
        }
        #expect(large?.all.map(\.code) == ["tooLarge"])
        let deep = String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
        #expect(throws: Problems.self) { try YAMLText.read(deep) }
    }
}
