@testable import StrictJSON
import Testing

@Suite("Reading JSON")
struct JSONReaderTests {
    @Test(
        "What RFC 8259 allows is read",
        arguments: [
            ("null", .null),
            (" true\n", .bool(true)),
            ("\t[false]\r\n", .array([false])),
            ("{}", .object([])),
            ("[ ]", .array([])),
            ("\"\"", .string("")),
            ("0", .number("0")),
            ("-0", .number("-0")),
            ("-0.50", .number("-0.50")),
            ("1e3", .number("1e3")),
            ("1E+3", .number("1E+3")),
            ("1.5e-07", .number("1.5e-07")),
            (
                "12345678901234567890123456789012345678901234567890",
                .number("12345678901234567890123456789012345678901234567890")
            ),
            (
                #"{"a":[1,{"b":null}],"c":""}"#,
                .object([
                    .init("a", .array([1, .object([("b", .null)])])), .init("c", ""),
                ])
            ),
            (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u4e2d\u56FD""#, .string("中国")),
            (#""\uD83D\uDE00""#, .string("😀")),
            (#""\uDBFF\uDFFF""#, .string("\u{10FFFF}")),
            (#""\u007F\uFFFE""#, .string("\u{7F}\u{FFFE}")),
            ("\"隔离点 😀\"", .string("隔离点 😀")),
            (#"{"":1}"#, .object([.init("", 1)])),
            (#"{"a":1,"A":2}"#, .object([.init("a", 1), .init("A", 2)])),
        ] as [(String, Node.Value)]
    )
    func reads(text: String, expected: Node.Value) throws {
        #expect(try JSON.read(Array(text.utf8)).value == expected)
    }

    @Test(
        "What two readers could understand differently is refused, where it stands",
        arguments: [
            ("", .unexpectedEnd, 1),
            (" ", .unexpectedEnd, 2),
            ("[", .unexpectedEnd, 2),
            ("[1", .unexpectedEnd, 3),
            ("{\"a\"", .unexpectedEnd, 5),
            ("\"abc", .unexpectedEnd, 5),
            ("\"a\\", .unexpectedEnd, 4),
            ("\"\\u12", .unexpectedEnd, 6),
            ("[1,]", .unexpectedCharacter, 4),
            ("[1 2]", .unexpectedCharacter, 4),
            ("{\"a\":1,}", .unexpectedCharacter, 8),
            ("{a:1}", .unexpectedCharacter, 2),
            ("{\"a\" 1}", .unexpectedCharacter, 6),
            ("'a'", .unexpectedCharacter, 1),
            ("// x", .unexpectedCharacter, 1),
            ("NaN", .unexpectedCharacter, 1),
            ("]", .unexpectedCharacter, 1),
            ("tru", .badLiteral, 1),
            ("[nul]", .badLiteral, 2),
            ("+1", .unexpectedCharacter, 1),
            (".5", .unexpectedCharacter, 1),
            ("01", .badNumber, 3),
            ("-", .badNumber, 2),
            ("1.", .badNumber, 3),
            ("1e", .badNumber, 3),
            ("0x10", .trailingText, 2),
            ("1 2", .trailingText, 3),
            ("{}}", .trailingText, 3),
            (#""\x""#, .badEscape, 4),
            (#""\u12G4""#, .badEscape, 6),
            (#""\u0000""#, .nul, 8),
            (#""\uD83D""#, .loneSurrogate, 8),
            (#""\uD83Dx""#, .loneSurrogate, 8),
            (#""\uD83DA""#, .loneSurrogate, 8),
            (#""\uDE00""#, .loneSurrogate, 8),
            (#""\uD83D\uD83D""#, .loneSurrogate, 14),
            ("\"a\tb\"", .controlCharacter, 3),
            ("\"a\nb\"", .controlCharacter, 3),
            ("\"a\u{0}b\"", .nul, 3),
            ("\u{FEFF}1", .byteOrderMark, 1),
            (#"{"a":1,"a":2}"#, .repeatedName, 12),
            (#"{"a":1,"\u0061":2}"#, .repeatedName, 17),
            // Behind names in rising order, and in none.
            (#"{"a":1,"b":2,"b":3}"#, .repeatedName, 18), (#"{"b":1,"a":2,"b":3}"#, .repeatedName, 18),
            // The same letter composed and decomposed.
            ("{\"\u{E9}\":1,\"e\u{301}\":2}", .repeatedName, 13),
        ] as [(String, JSONError.Reason, Int32)]
    )
    func refuses(text: String, reason: JSONError.Reason, column: Int32) {
        let error = #expect(throws: JSONError.self) { try JSON.read(Array(text.utf8)) }
        #expect(error?.reason == reason)
        #expect(error?.mark.column == column, "\(text)")
    }

    @Test(
        "Bytes that are not UTF-8 are refused",
        arguments: [
            [0x80], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xE4, 0xB8], [0xFF],
        ] as [[UInt8]]
    )
    func invalidUTF8(bytes: [UInt8]) {
        for prefix in ["", "\\n"] {
            let text = [UInt8(ascii: "\"")] + Array(prefix.utf8) + bytes + [UInt8(ascii: "\"")]
            let error = #expect(throws: JSONError.self) { try JSON.read(text) }
            #expect(error?.reason == .invalidUTF8)
        }
    }

    @Test("A place counts lines, and columns in characters rather than bytes")
    func places() throws {
        let root = try JSON.read(Array("{\n  \"隔离点\": [1,\r\n 乙]}".replacing("乙", with: "\"乙\"").utf8))
        let list = try #require(root["隔离点"])
        #expect([list.mark.line, list.mark.column] == [2, 10])
        let second = try #require(list.array?.last)
        #expect([second.mark.line, second.mark.column] == [3, 3])
    }

    @Test("Every dimension is bounded")
    func bounds() throws {
        var limits = JSON.Limits()
        limits.bytes = 40
        limits.depth = 3
        limits.values = 5
        limits.numberLength = 4
        func reason(_ text: String) -> JSONError.Reason? {
            do {
                _ = try JSON.read(Array(text.utf8), limits: limits)
                return nil
            } catch {
                return error.reason
            }
        }
        #expect(reason("[[[]]]") == nil)
        #expect(reason("[[[[]]]]") == .tooDeep)
        #expect(reason("{\"a\":[{}]}") == nil)
        #expect(reason("[1,2,3,4]") == nil)
        #expect(reason("[1,2,3,4,5]") == .tooManyValues)
        #expect(reason("1234") == nil)
        #expect(reason("12345") == .numberTooLong)
        #expect(reason(String(repeating: " ", count: 39) + "1") == nil)
        #expect(reason(String(repeating: " ", count: 40) + "1") == .tooLarge)
    }

    @Test("A hostile document cannot exhaust the stack")
    func deep() {
        for text in ["[", "{\"a\":"] {
            let error = #expect(throws: JSONError.self) {
                try JSON.read(Array(String(repeating: text, count: 100_000).utf8))
            }
            #expect(error?.reason == .tooDeep)
        }
    }

    @Test("Every reason is said in both languages", arguments: JSONError.Reason.allCases)
    func words(reason: JSONError.Reason) {
        let error = JSONError(reason: reason, mark: .none)
        #expect(!error.zh.isEmpty && !error.en.isEmpty)
    }
}
