/// What YAML lets be written by number: `\x41`, `\u0041` and `\U00000041` in double quotes, `%41` in tags.
enum YAMLEscapes {
    /// The text with every such escape taken for what it stands for, whether it is one at its place or not, and with
    /// lines that go on behind a backslash joined: nothing that the parser will make of the text holds a longer row of
    /// marks. Empty where there is nothing to escape with.
    static func unescaped(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == backslash || $0 == percent }) else { return "" }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let (written, length) = escape(at: index, in: bytes) {
                plain += written
                index += length
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static let backslash = UInt8(ascii: "\\")
    private static let percent = UInt8(ascii: "%")

    /// What the escape there stands for, in UTF-8, and how long it is; nil where there is none.
    private static func escape(at index: Int, in bytes: [UInt8]) -> ([UInt8], Int)? {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if bytes[index] == percent { return number(bytes, index + 1, 2).map { ([UInt8($0)], 3) } }
        guard bytes[index] == backslash else { return nil }
        switch next {
        case UInt8(ascii: "x"): return scalar(bytes, index, digits: 2)
        case UInt8(ascii: "u"): return scalar(bytes, index, digits: 4)
        case UInt8(ascii: "U"): return scalar(bytes, index, digits: 8)
        default:
            let blank = blank(bytes[(index + 1)...])
            return blank > 0 ? ([], 1 + blank) : nil
        }
    }

    /// How many bytes of blanks and of what YAML takes for the end of a line there are.
    private static func blank(_ bytes: ArraySlice<UInt8>) -> Int {
        var rest = bytes
        while let byte = rest.first {
            if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
                rest = rest.dropFirst()
            } else if let end = lineEnds.first(where: rest.starts) {
                rest = rest.dropFirst(end.count)
            } else {
                break
            }
        }
        return bytes.count - rest.count
    }

    /// U+0085, U+2028 and U+2029.
    private static let lineEnds: [[UInt8]] = [[0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9]]

    private static func scalar(_ bytes: [UInt8], _ index: Int, digits: Int) -> ([UInt8], Int)? {
        guard let scalar = number(bytes, index + 2, digits).flatMap({ Unicode.Scalar($0) }) else {
            return nil
        }
        return (Array(String(scalar).utf8), 2 + digits)
    }

    /// The number that so many hexadecimal digits spell.
    private static func number(_ bytes: [UInt8], _ start: Int, _ digits: Int) -> UInt32? {
        guard start + digits <= bytes.count else { return nil }
        let text = String(decoding: bytes[start..<(start + digits)], as: UTF8.self)
        return text.utf8.allSatisfy { $0 != UInt8(ascii: "+") } ? UInt32(text, radix: 16) : nil
    }
}
