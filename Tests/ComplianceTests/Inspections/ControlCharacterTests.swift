import StrictJSON
import Testing

@testable import Compliance

/// What a field of one line says of what does not show.
@Suite struct ControlCharacterTests {
    private static func said(_ escort: String) throws -> Problem? {
        let refused = #expect(throws: Problems.self) {
            try FilingFormTests.file(["escort": JSON.write(.string(escort))])
        }
        #expect(refused?.all.map(\.pointer) == ["/escort"])
        return refused?.all.first
    }

    @Test("A line break is called one, however it was written", arguments: ["a\nb", "a\r\nb", "a\u{2028}b"])
    func lineBreak(escort: String) throws {
        let problem = try Self.said(escort)
        #expect(problem?.code == "controlCharacter")
        #expect(problem?.message.zh == "这里只能写一行，文字里有换行，请删去。")
        #expect(problem?.message.en == "This takes one line, and the text holds a line break; take it out.")
    }

    @Test("What else does not show has its code of four digits")
    func others() throws {
        let bell = try Self.said("a\u{7}b")
        #expect(bell?.message.zh == "文字里有看不见的控制字符 U+0007，请删去。")
        #expect(bell?.message.en == "The text holds the invisible control character U+0007; take it out.")
    }
}
