package import Compliance
import Foundation
import StrictJSON

/// Bytes of a file as text, whatever a spreadsheet of a Chinese office saved it as.
package enum FileText {
    /// GB 18030, which GBK and GB 2312 are parts of, by the number Foundation has for it.
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

    /// The text, from UTF-8 or UTF-16 with or without a byte order mark, or else from GB 18030; throws what the file is
    /// where it is none.
    package static func decode(_ bytes: [UInt8]) throws(Problems) -> String {
        if let kind = FileKind(bytes) { throw Problems([.notATable(kind)]) }
        if let text = text(bytes) { return text }
        throw Problems([
            Problem(
                "encoding",
                at: "",
                Text(
                    zh: "文件既不是 UTF-8、UTF-16，也不是 GBK/GB18030：请在表格软件里另存为“CSV UTF-8”。",
                    en:
                        "The file is neither UTF-8, UTF-16 nor GBK/GB18030: save it from the spreadsheet as 'CSV UTF-8'."
                )
            )
        ])
    }

    /// The text; nil where the bytes are none.
    static func text(_ bytes: [UInt8]) -> String? {
        if let text = utf16(bytes) { return text }
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        if let text = String(validating: marked ? bytes.dropFirst(3) : bytes[...], as: UTF8.self) {
            return text
        }
        guard !marked, !bytes.contains(0), let text = String(data: Data(bytes), encoding: gb18030),
            text.isPlain
        else { return nil }
        return text
    }

    /// The text of UTF-16, as a spreadsheet's "Unicode text" is; nil where it is not that.
    private static func utf16(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 2, bytes.count.isMultiple(of: 2) else { return nil }
        let mark = Array(bytes.prefix(2))
        let isMarked = mark == [0xFF, 0xFE] || mark == [0xFE, 0xFF]
        // Without a mark: every line ends in a zero byte and a line feed or carriage return, in one order or the other.
        let isLittle = isMarked ? mark[0] == 0xFF : bytes.hasLineEnd(low: 0)
        guard isMarked || isLittle || bytes.hasLineEnd(low: 1) else { return nil }
        let low = isLittle ? 0 : 1
        let units = stride(from: isMarked ? 2 : 0, to: bytes.count, by: 2)
            .map { place in
                UInt16(bytes[place + low]) | UInt16(bytes[place + 1 - low]) << 8
            }
        guard let text = String(validating: units, as: UTF16.self), text.isPlain else { return nil }
        return text
    }
}

extension [UInt8] {
    /// Whether a line ends somewhere in text of two bytes each, whose lower one is the first (0) or the second (1).
    fileprivate func hasLineEnd(low: Int) -> Bool {
        stride(from: 0, to: count - 1, by: 2)
            .contains { place in
                self[place + 1 - low] == 0 && (self[place + low] == 0x0A || self[place + low] == 0x0D)
            }
    }
}

extension String {
    /// Whether it holds nothing that bytes of another encoding would have turned into.
    fileprivate var isPlain: Bool {
        unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control: scalar == "\n" || scalar == "\r" || scalar == "\t"
            case .privateUse, .unassigned, .surrogate: false
            default: scalar != "\u{FFFD}"
            }
        }
    }
}
