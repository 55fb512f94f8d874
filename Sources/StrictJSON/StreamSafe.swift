/// Unicode's Stream-Safe Text Format (UAX #15, section 13): at most 30 non-starters, which are mostly combining marks,
/// in a row.
///
/// Swift brings text into a normal form whenever it compares or hashes it, and the time that takes grows with the
/// square of such a row. No language writes more than a few marks upon a letter; text from outside that has more is
/// refused where it comes in, before anything compares it.
package enum StreamSafe {
    /// The most non-starters in a row, counted as the text decomposes by compatibility (NFKD).
    package static let most = 30

    package static let zh = "一个字符上叠加了超过 \(most) 个组合符号"
    package static let en = "more than \(most) combining marks stand in a row"

    /// Where the text stops being stream-safe: the place, in bytes of UTF-8, of the mark that is one too many; nil
    /// where all of it is.
    package static func fault(in bytes: Span<UInt8>) -> Int? {
        // Nothing decomposes to more non-starters than it has bytes.
        guard bytes.count > most else { return nil }
        var starter: Unicode.Scalar = "a"
        var (index, run) = (0, 0)
        while index < bytes.count {
            let byte = bytes[index]
            let length = length(ofScalarAt: byte)
            if isPlain(byte) {
                (starter, run) = ("a", 0)
            } else {
                let scalar = scalar(bytes, index, length)
                let marks = nonStarters(scalar)
                if marks == 0 {
                    (starter, run) = (scalar, 0)
                } else {
                    run += marks
                    // No starter ends with more than three.
                    if run > most - 3, run + trailing(starter) > most { return index }
                }
            }
            index += length
        }
        return nil
    }

    /// Whether the byte begins a starter that decomposes to no mark: ASCII, and U+4000 to U+9FFF.
    private static func isPlain(_ byte: UInt8) -> Bool { byte < 0x80 || (0xE4...0xE9).contains(byte) }

    /// How many non-starters the scalar is; 0 for a starter.
    private static func nonStarters(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x300: 0
        case 0x344, 0xF73, 0xF75, 0xF81: 2
        // The sound marks of half width are starters that decompose to no starter.
        case 0xFF9E, 0xFF9F: 1
        default: scalar.properties.canonicalCombiningClass == .notReordered ? 0 : 1
        }
    }

    private static func length(ofScalarAt byte: UInt8) -> Int {
        switch byte {
        case 0xF0...: 4
        case 0xE0...: 3
        case 0xC0...: 2
        default: 1
        }
    }

    /// The scalar that begins there; what is not UTF-8 counts as a letter.
    private static func scalar(_ bytes: Span<UInt8>, _ index: Int, _ length: Int) -> Unicode.Scalar {
        guard length > 1, index + length <= bytes.count else { return "a" }
        var value = UInt32(bytes[index]) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset]) & 0x3F }
        return Unicode.Scalar(value) ?? "a"
    }
}

extension String {
    /// Whether it is in Unicode's Stream-Safe Text Format.
    package var isStreamSafe: Bool { StreamSafe.fault(in: utf8.span) == nil }

    /// The line and column where it stops being stream-safe; nil where all of it is.
    package var streamUnsafeMark: Mark? {
        guard let fault = StreamSafe.fault(in: utf8.span) else { return nil }
        var (line, column) = (1, 1)
        for byte in utf8.prefix(fault) {
            if byte == UInt8(ascii: "\n") {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return Mark(line: line, column: column)
    }
}
