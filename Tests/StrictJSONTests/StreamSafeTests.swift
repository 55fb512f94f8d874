import Foundation
import Testing

@testable import StrictJSON

/// Unicode's Stream-Safe Text Format (UAX #15, section 13).
@Suite("Stream-safe text")
struct StreamSafeTests {
    /// The beginning, what is said over and over, how often it may be, and why.
    static let rows: [(start: String, mark: String, most: Int)] = [
        ("a", "\u{301}", 30), ("a", "\u{301}\u{316}", 15), ("", "\u{301}", 30), ("中", "\u{20D0}", 30),
        ("か", "\u{3099}", 30), ("𝅘", "\u{1D16D}", 30),
        // Each decomposes to two marks; three of them are no marks by themselves.
        ("a", "\u{344}", 15), ("a", "\u{F73}", 15), ("a", "\u{F75}", 15), ("a", "\u{F81}", 15),
        // The sound mark of half width is one when it is decomposed by compatibility.
        ("ｶ", "\u{FF9E}", 30), ("ｶ", "\u{FF9F}", 30),
        // What a letter decomposes to counts: one, two and three marks.
        ("\u{E9}", "\u{301}", 29), ("\u{1D6}", "\u{301}", 28), ("\u{1F82}", "\u{301}", 27),
        ("\u{FB2C}", "\u{301}", 28), ("が", "\u{301}", 29), ("\u{AF}", "\u{301}", 29),
        // But only of the letter before: another letter begins anew.
        ("\u{1F82}a", "\u{301}", 30),
    ]

    @Test("Thirty marks in a row are the most", arguments: rows)
    func thirty(start: String, mark: String, most: Int) {
        let whole = start + String(repeating: mark, count: most)
        #expect(whole.isStreamSafe)
        #expect(
            (whole + "b" + whole + "中" + whole + "\u{34F}" + String(repeating: mark, count: most))
                .isStreamSafe
        )
        #expect(!(whole + mark).isStreamSafe)
        #expect(!("中文 abc " + whole + mark + "中文").isStreamSafe)
        #expect(!(whole + "\u{301}").isStreamSafe)
    }

    @Test("Where it stops is the mark that is one too many")
    func place() throws {
        let whole = "ab\n隔离a" + String(repeating: "\u{301}", count: 30)
        #expect(whole.streamUnsafeMark == nil)
        let mark = try #require((whole + "\u{316}点").streamUnsafeMark)
        #expect(mark.line == 2)
        #expect(mark.column == 34)
        #expect(StreamSafe.fault(in: (whole + "\u{316}").utf8.span) == whole.utf8.count)
    }

    @Test("What is no UTF-8 is no mark, and ends nothing")
    func broken() {
        for bytes: [UInt8] in [
            Array(repeating: 0x80, count: 100), Array(repeating: 0xCC, count: 101),
            Array(repeating: 0xFF, count: 101),
            Array(repeating: 0xE3, count: 101), Array("a".utf8) + Array(repeating: 0xED, count: 100),
        ] {
            _ = StreamSafe.fault(in: bytes.span)
        }
    }

    /// ICU, which Foundation asks, is another implementation with other tables.
    @Test("Every character counts as another library decomposes it")
    func everyCharacter() {
        var compared = 0
        for value in UInt32(0x80)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major < 15 else {
                continue
            }
            let parts = Array(String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars)
            let isMark = parts.map { $0.properties.canonicalCombiningClass != .notReordered }
            // Of the syllables of Hangul, which are all made alike, some hundred do.
            let isMadeLikeOthers = (0xAC80...0xD7A3).contains(value)
            guard parts.count > 1 || parts[0] != scalar || isMark[0], !isMadeLikeOthers else { continue }
            let trailing = isMark.reversed().prefix { $0 }.count
            let most = isMark.allSatisfy { $0 } ? 30 / parts.count : 30 - trailing
            let text =
                isMark.allSatisfy { $0 }
                ? String(repeating: String(scalar), count: most)
                : String(scalar) + String(repeating: "\u{301}", count: most)
            let more = isMark.allSatisfy { $0 } ? String(scalar) : "\u{301}"
            #expect(text.isStreamSafe && !(text + more).isStreamSafe, "U+\(String(value, radix: 16))")
            compared += 1
        }
        #expect(compared > 6_000)
    }

    @Test("Names and strings of JSON are refused at their beginning")
    func json() throws {
        let (most, more) = (String(repeating: "\u{301}", count: 30), String(repeating: "\u{301}", count: 31))
        let escaped = String(repeating: #"\u0316\u0301"#, count: 15)
        for (text, place) in [
            ("{\n \"a\(more)\": 1}", [2, 3]), ("[1,\n \"é\", \"a\(more)\"]", [2, 8]),
            (#"["\#(escaped)\u0301"]"#, [1, 3]), (#"{"x": {"\#(escaped)\#(most)": 1}}"#, [1, 9]),
        ] {
            let error = #expect(throws: JSONError.self) { try JSON.read(Array(text.utf8)) }
            #expect(error?.reason == .notStreamSafe)
            #expect(error?.mark.line == Int32(place[0]))
            #expect(error?.mark.column == Int32(place[1]))
        }
        _ = try JSON.read(Array(#"{"a\#(most)": "b\#(escaped)"}"#.utf8))
        var limits = JSON.Limits()
        limits.isStreamSafe = false
        #expect(try JSON.read(Array("\"\(more)\"".utf8), limits: limits).string == more)
    }

    @Test("Two names that look the same are refused, whatever they are made of")
    func lookAlikes() {
        for (one, other) in [
            ("é", "e\u{301}"), ("K", "\u{212A}"), ("가", "\u{1100}\u{1161}"),
            ("a\u{301}\u{316}", "a\u{316}\u{301}"),
        ] {
            let error = #expect(throws: JSONError.self) {
                try JSON.read(Array("{\"\(one)\":1,\"\(other)\":2}".utf8))
            }
            #expect(error?.reason == .repeatedName)
            #expect(!one.isExactly(other) && one == other)
        }
    }
}
