/// JSON as RFC 8259 has it, read strictly: what two readers could understand differently is refused.
///
/// Beyond the RFC, a repeated name, a NUL character, a lone surrogate, a byte order mark and text that is not
/// `StreamSafe` are errors, and every dimension of a document is bounded by `Limits`.
package enum JSON {
    /// How large a document may be; the defaults suit one inspection.
    package struct Limits: Sendable {
        package var bytes = 1 << 20
        package var depth = 32
        package var values = 50_000
        /// The longest number, in characters as written.
        package var numberLength = 64
        /// Whether names and strings have to be `StreamSafe`; not asked of what was taken in before it was asked at all.
        package var isStreamSafe = true

        package init() {}
    }

    /// The document that the bytes spell in UTF-8.
    package static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) -> Node {
        var reader = JSONReader(bytes, limits)
        return try reader.document()
    }
}

/// Why a text is not a JSON document that can be relied on.
package struct JSONError: Error, Sendable, Hashable {
    package let reason: Reason
    package let mark: Mark

    package enum Reason: String, Sendable, CaseIterable {
        case tooLarge, tooDeep, tooManyValues, numberTooLong
        case invalidUTF8, byteOrderMark, nul, loneSurrogate, controlCharacter, badEscape
        case badNumber, badLiteral, unexpectedEnd, unexpectedCharacter, repeatedName, trailingText
        case notStreamSafe
    }

    package var zh: String {
        switch reason {
        case .tooLarge: "文件太大"
        case .tooDeep: "嵌套太深"
        case .tooManyValues: "内容太多"
        case .numberTooLong: "数字太长"
        case .invalidUTF8: "不是有效的 UTF-8"
        case .byteOrderMark: "开头有字节顺序标记（BOM），请去掉"
        case .nul: "含有空字符（NUL）"
        case .loneSurrogate: "\\u 转义不成对"
        case .controlCharacter: "字符串里有未转义的控制字符"
        case .badEscape: "反斜杠后的转义无效"
        case .badNumber: "数字写法无效"
        case .badLiteral: "应为 true、false 或 null"
        case .unexpectedEnd: "内容不完整，可能传输中断"
        case .unexpectedCharacter: "此处出现了意外的字符"
        case .repeatedName: "同一对象里名字重复"
        case .trailingText: "文件结束后还有内容"
        case .notStreamSafe: StreamSafe.zh
        }
    }

    package var en: String {
        switch reason {
        case .tooLarge: "the document is too large"
        case .tooDeep: "values are nested too deeply"
        case .tooManyValues: "the document holds too many values"
        case .numberTooLong: "the number is too long"
        case .invalidUTF8: "this is not valid UTF-8"
        case .byteOrderMark: "the document begins with a byte order mark; leave it out"
        case .nul: "the text holds a NUL character"
        case .loneSurrogate: "a \\u escape is half of a surrogate pair"
        case .controlCharacter: "a string holds a control character that is not escaped"
        case .badEscape: "the backslash does not begin a valid escape"
        case .badNumber: "the number is not written as JSON writes numbers"
        case .badLiteral: "expected true, false or null"
        case .unexpectedEnd: "the document ends too soon; the transfer may have been cut off"
        case .unexpectedCharacter: "this character cannot stand here"
        case .repeatedName: "a name is written twice in one object"
        case .trailingText: "something follows the end of the document"
        case .notStreamSafe: StreamSafe.en
        }
    }
}
