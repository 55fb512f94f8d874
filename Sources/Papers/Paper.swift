package import Compliance

/// A document as a file.
package struct Paper: Sendable, Hashable {
    package let format: PaperFormat
    package let bytes: [UInt8]
    /// As it is saved: `week-2021-W33-1.pdf`.
    package let fileName: String

    package init(format: PaperFormat, bytes: [UInt8], fileName: String) {
        self.format = format
        self.bytes = bytes
        self.fileName = fileName
    }
}

/// The formats that a document is given out in; the raw value ends a file's name.
package enum PaperFormat: String, Sendable, CaseIterable {
    case pdf, docx, xlsx, csv
    /// The sealed bytes themselves.
    case json

    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv: "text/csv; charset=utf-8"
        case .json: "application/json; charset=utf-8"
        }
    }

    package var title: Text {
        switch self {
        case .pdf: Text(zh: "PDF", en: "PDF")
        case .docx: Text(zh: "Word（DOCX）", en: "Word (DOCX)")
        case .xlsx: Text(zh: "Excel（XLSX）", en: "Excel (XLSX)")
        case .csv: Text(zh: "CSV", en: "CSV")
        case .json: Text(zh: "JSON（封存的原文）", en: "JSON (the sealed bytes)")
        }
    }
}

/// Why there is no file of a document.
package enum PaperRefusal: String, Error, Sendable, CaseIterable {
    /// This machine lacks what makes it: Python, a package of it, the fonts.
    case noPython, noTypst, noDocx, noFonts
    /// Too many are made at once.
    case busy
    /// It took more time than is given, by the clock or of a processor.
    case outOfTime
    /// The process was ended from outside, or could not begin.
    case interrupted
    /// It takes more memory, or room, than is given.
    case tooLarge
    /// The program stumbled over it.
    case unreadable

    /// Whether another time, or an installation, may do better.
    package var isPassing: Bool { self != .tooLarge && self != .unreadable }

    /// Whether the machine lacks something that can be installed.
    package var isOfMachine: Bool { [.noPython, .noTypst, .noDocx, .noFonts].contains(self) }

    package var message: Text {
        switch self {
        case .noPython, .noTypst, .noDocx:
            Text(
                zh: "这台服务器上没有装生成 PDF 和 Word 文件的程序（\(missing)）。请管理员在服务器上运行 scripts/install；其他格式照常可用。",
                en:
                    "This server lacks the program that makes PDF and Word files (\(missing)). Its operator installs it by scripts/install; the other formats work all the same."
            )
        case .noFonts:
            Text(
                zh: "这台服务器上没有装中文字体（fonts-noto-cjk），不能生成 PDF。请管理员在服务器上运行 scripts/install；其他格式照常可用。",
                en:
                    "This server lacks the Chinese fonts (fonts-noto-cjk), so that no PDF can be made. Its operator installs them by scripts/install; the other formats work all the same."
            )
        case .busy:
            Text(zh: "正在生成的文件太多，请稍后再试。", en: "Too many files are being made. Try again in a moment.")
        case .outOfTime:
            Text(
                zh: "生成这份文件超时，没有生成。请稍后再试，或换一种格式。",
                en: "Making the file took too long; none was made. Try again in a moment, or another format."
            )
        case .interrupted:
            Text(
                zh: "生成文件的程序中途停止，没有生成。请稍后再试。",
                en: "The program that makes the file was stopped; none was made. Try again in a moment."
            )
        case .tooLarge:
            Text(
                zh: "内容太多，超出这种格式的限度，没有生成。请换一种格式，如 CSV 或 JSON。",
                en:
                    "There is too much of it for this format; no file was made. Take another, such as CSV or JSON."
            )
        case .unreadable:
            Text(
                zh: "这份内容排不成这种格式，没有生成。请换一种格式，并告知维护人员。",
                en:
                    "It cannot be set in this format; no file was made. Take another, and tell whoever looks after the software."
            )
        }
    }

    private var missing: String {
        switch self {
        case .noTypst: "typst"
        case .noDocx: "python-docx"
        default: "python3"
        }
    }
}
