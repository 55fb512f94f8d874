package import Compliance

/// What a file is that is no text, by how its bytes begin, whatever it is called.
package enum FileKind: String, Sendable, CaseIterable {
    case xlsx, xls, ods, docx, pptx, zip, pdf, image, video, program, packed, database, rtf, html, binary

    /// nil where the bytes may be text.
    package init?(_ bytes: [UInt8]) {
        if let kind = Self.signatures.first(where: { bytes.starts(with: $0.0) })?.1 {
            self = kind == .zip ? Self.archive(bytes) : kind
        } else if bytes.count > 12, bytes[4..<8].elementsEqual("ftyp".utf8) {
            let isImage = ["heic", "heix", "mif1", "avif"].contains { bytes[8..<12].elementsEqual($0.utf8) }
            self = isImage ? .image : .video
        } else if bytes.count > 12, bytes.starts(with: "RIFF".utf8) {
            self = bytes[8..<12].elementsEqual("WEBP".utf8) ? .image : .video
        } else if let kind = Self.marked(bytes) {
            self = kind
        } else if bytes.contains(0), FileText.text(bytes) == nil {
            self = bytes.starts(with: "MZ".utf8) ? .program : bytes.starts(with: "BM".utf8) ? .image : .binary
        } else {
            return nil
        }
    }

    private static let signatures: [([UInt8], FileKind)] = [
        ([0x50, 0x4B, 0x03, 0x04], .zip), ([0x50, 0x4B, 0x05, 0x06], .zip),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .xls), ([0x09, 0x08, 0x10, 0x00], .xls),
        (Array("%PDF-".utf8), .pdf), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], .image),
        ([0xFF, 0xD8, 0xFF], .image),
        (Array("GIF8".utf8), .image), ([0x49, 0x49, 0x2A, 0x00], .image), ([0x4D, 0x4D, 0x00, 0x2A], .image),
        ([0x7F, 0x45, 0x4C, 0x46], .program), ([0xCF, 0xFA, 0xED, 0xFE], .program),
        ([0xCA, 0xFE, 0xBA, 0xBE], .program), ([0x1F, 0x8B], .packed), (Array("Rar!".utf8), .packed),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .packed), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .packed),
        ([0x28, 0xB5, 0x2F, 0xFD], .packed), (Array("SQLite format 3\0".utf8), .database),
        (Array("{\\rtf".utf8), .rtf),
    ]

    /// Which archive it is, by the parts that its beginning and its end name.
    private static func archive(_ bytes: [UInt8]) -> FileKind {
        let named = bytes.prefix(1 << 16) + bytes.dropFirst(1 << 16).suffix(1 << 16)
        let known: [(String, FileKind)] = [
            ("xl/workbook.", .xlsx), ("word/document.xml", .docx), ("ppt/presentation.xml", .pptx),
            ("opendocument.spreadsheet", .ods), ("opendocument.text", .docx),
        ]
        return known.first { named.firstRange(of: Array($0.0.utf8)) != nil }?.1 ?? .zip
    }

    /// Web pages, which some systems give out as `.xls`: they are text, and no table.
    private static func marked(_ bytes: [UInt8]) -> FileKind? {
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let start = marked.prefix(200).drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.map { $0 | 0x20 }
        let pages = ["<!doctype", "<html", "<table", "<?xml", "mime-version:"]
        return pages.contains { start.starts(with: $0.utf8.map { $0 | 0x20 }) } ? .html : nil
    }

    /// Whether it is a workbook, which is read where one is expected.
    package var isWorkbook: Bool { [.xlsx, .xls, .ods].contains(self) }

    package var title: Text {
        switch self {
        case .xlsx: Text(zh: "Excel 工作簿（.xlsx）", en: "an Excel workbook (.xlsx)")
        case .xls: Text(zh: "旧式 Office 文件（.xls、.doc）", en: "an old Office file (.xls, .doc)")
        case .ods: Text(zh: "电子表格（.ods）", en: "a spreadsheet (.ods)")
        case .docx: Text(zh: "文字处理文档（.docx、.odt）", en: "a word processor's document (.docx, .odt)")
        case .pptx: Text(zh: "演示文稿（.pptx）", en: "a presentation (.pptx)")
        case .zip: Text(zh: "ZIP 压缩包", en: "a ZIP archive")
        case .pdf: Text(zh: "PDF 文件", en: "a PDF file")
        case .image: Text(zh: "图片", en: "an image")
        case .video: Text(zh: "音频或视频", en: "sound or video")
        case .program: Text(zh: "可执行程序", en: "a program")
        case .packed: Text(zh: "压缩文件", en: "a compressed file")
        case .database: Text(zh: "数据库文件", en: "a database file")
        case .rtf: Text(zh: "写字板文档（.rtf）", en: "a rich text document (.rtf)")
        case .html: Text(zh: "网页或 XML", en: "a web page or XML")
        case .binary: Text(zh: "二进制文件", en: "a binary file")
        }
    }
}

extension Problem {
    /// That a file is of another kind than the one that is read here.
    package static func notText(_ kind: FileKind) -> Problem {
        Problem(
            "notText",
            at: "",
            Text(
                zh: "文件是“\(kind.title.zh)”，不是文本，没有读取。",
                en: "The file is \(kind.title.en) and no text; it was not read."
            )
        )
    }

    /// The same where a table is wanted, as text or as a workbook.
    package static func notATable(_ kind: FileKind) -> Problem {
        Problem(
            "notATable",
            at: "",
            Text(
                zh: "文件是“\(kind.title.zh)”，不是表格，没有读取：请用表格软件打开后另存为 .xlsx 或“CSV UTF-8”。",
                en:
                    "The file is \(kind.title.en) and no table; it was not read. Open it in a spreadsheet program, and save "
                    + "it as .xlsx or 'CSV UTF-8'."
            )
        )
    }
}
