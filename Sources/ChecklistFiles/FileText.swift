package import Compliance
import Foundation
import StrictJSON

/// Bytes of a file as text, whatever a spreadsheet of a Chinese office saved it as.
package enum FileText {
    /// GB 18030, which GBK and GB 2312 are parts of, by the number Foundation has for it.
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

    /// The text, from UTF-8 with or without a byte order mark, or else from GB 18030.
    package static func decode(_ bytes: [UInt8]) throws(Problems) -> String {
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        if let text = String(validating: marked ? bytes.dropFirst(3) : bytes[...], as: UTF8.self) {
            return text
        }
        if !marked, !bytes.contains(0), let text = String(data: Data(bytes), encoding: gb18030), text.isPlain
        {
            return text
        }
        throw Problems([
            Problem(
                "encoding",
                at: "",
                Text(
                    zh: "文件既不是 UTF-8，也不是 GBK/GB18030：请在表格软件里另存为“CSV UTF-8”。",
                    en:
                        "The file is neither UTF-8 nor GBK/GB18030: save it from the spreadsheet as 'CSV UTF-8'."
                )
            )
        ])
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
