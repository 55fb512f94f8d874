import Compliance
import Testing

@testable import ChecklistFiles

/// A file that is no text is called what it is, whatever its name says.
@Suite struct FileKindTests {
    /// The beginnings of files as their formats' descriptions have them.
    private static let known: [(FileKind, [UInt8])] = [
        (.pdf, Array("%PDF-1.7\n".utf8)), (.image, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00]),
        (.image, [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10]), (.image, Array("GIF89a".utf8)),
        (.image, [0, 0, 0, 0x18] + Array("ftypheic".utf8) + [0]),
        (.video, [0, 0, 0, 0x18] + Array("ftypisom".utf8) + [0]),
        (.image, Array("RIFF".utf8) + [9, 0, 0, 0] + Array("WEBPV".utf8)),
        (.xls, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]), (.program, [0x7F, 0x45, 0x4C, 0x46, 2]),
        (.program, Array("MZ".utf8) + [0x90, 0x00, 0x03]), (.packed, [0x1F, 0x8B, 8]),
        (.packed, Array("Rar!".utf8)),
        (.database, Array("SQLite format 3\0".utf8)), (.rtf, Array("{\\rtf1".utf8)),
        (.html, Array("\r\n <HTML xmlns:o=\"urn\">".utf8)), (.html, Array("<?xml version=\"1.0\"?>".utf8)),
        (.html, Array("MIME-Version: 1.0".utf8)), (.binary, [0xB1, 0xE0, 0x00, 0x41]),
        (.zip, [0x50, 0x4B, 3, 4] + Array("a.txt".utf8)),
        (.xlsx, [0x50, 0x4B, 3, 4] + Array("[Content_Types].xml xl/workbook.xml".utf8)),
        (.docx, [0x50, 0x4B, 3, 4] + Array("word/document.xml".utf8)),
        (.ods, [0x50, 0x4B, 3, 4] + Array("mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8)),
    ]

    @Test func eachIsKnownByItsBeginning() {
        #expect(Self.known.map { FileKind($0.1) } == Self.known.map(\.0))
    }

    @Test func aWorkbookIsKnownByItsLastPartToo() {
        // Half a megabyte of pictures stands before the part that tells.
        let bytes =
            [0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 1 << 19) + Array("xl/workbook.xml".utf8)
        #expect(FileKind(bytes) == .xlsx)
    }

    @Test(
        "Text is none of them",
        arguments: [
            "", "编号,类型\n", "{\"a\": 1}", "- a: 1\n", "BM,1\n", "MZ,2\n", "PK,3\n", "a<b\n", "\u{FEFF}编号\n",
            "8BPS",
        ]
    )
    func text(text: String) throws {
        #expect(FileKind(Array(text.utf8)) == nil)
    }

    @Test func textInTwoBytesIsNone() {
        #expect(FileKind([0xFF, 0xFE, 0x16, 0x7F, 0xF7, 0x53]) == nil)
        #expect(FileKind([0x16, 0x7F, 0x0D, 0x00, 0x0A, 0x00]) == nil)
    }

    @Test func itIsSaidInBothLanguages() throws {
        let problems = #expect(throws: Problems.self) { try FileText.decode(Array("%PDF-1.7".utf8)) }
        let problem = try #require(problems?.all.first)
        #expect(problem.message.zh.hasPrefix("文件是“PDF 文件”，不是表格"))
        #expect(problem.message.en.hasPrefix("The file is a PDF file and no table"))
        for kind in FileKind.allCases {
            #expect(!kind.title.zh.isEmpty && kind.title.en.utf8.allSatisfy { $0 < 0x80 })
        }
    }
}
