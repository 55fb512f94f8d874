import ChecklistFiles
import Compliance
import Testing

@Suite("The encoding of a file")
struct FileTextTests {
    /// Worked out with another program's encoder: 编号,㐀𠀀 (GB 18030 has two-byte and four-byte characters).
    private static let gb18030: [UInt8] = [
        0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0x81, 0x39, 0xEE, 0x39, 0x95, 0x32, 0x82, 0x36,
    ]

    @Test("UTF-8 is read with and without its mark, GB 18030 when it is not UTF-8")
    func decodes() throws {
        #expect(try FileText.decode(Array("编号,㐀𠀀".utf8)) == "编号,㐀𠀀")
        #expect(try FileText.decode([0xEF, 0xBB, 0xBF] + Array("编号".utf8)) == "编号")
        #expect(try FileText.decode(Self.gb18030) == "编号,㐀𠀀")
        #expect(try FileText.decode([]) == "")
    }

    @Test("UTF-16 is read in both orders, with its mark, and without one where a line ends")
    func utf16() throws {
        // 编 is U+7F16, 号 is U+53F7.
        #expect(try FileText.decode([0xFF, 0xFE, 0x16, 0x7F, 0xF7, 0x53]) == "编号")
        #expect(try FileText.decode([0xFE, 0xFF, 0x7F, 0x16, 0x53, 0xF7]) == "编号")
        #expect(try FileText.decode([0x16, 0x7F, 0x0D, 0x00, 0x0A, 0x00]) == "编\r\n")
        #expect(try FileText.decode([0x7F, 0x16, 0x00, 0x0A]) == "编\n")
    }

    @Test(
        "What is neither is said to be neither",
        arguments: [
            // Half a character; half of a pair in UTF-16; UTF-8 with its mark and then not UTF-8.
            [0xB1, 0xE0, 0xBA], [0xFF, 0xFE, 0x16, 0xD8], [0xEF, 0xBB, 0xBF, 0xB1, 0xE0],
            [0xB1, 0xE0, 0x1B, 0x5B],
        ] as [[UInt8]]
    )
    func refuses(bytes: [UInt8]) {
        let problems = #expect(throws: Problems.self) { try FileText.decode(bytes) }
        #expect(problems?.all.map(\.code) == ["encoding"])
    }
}
