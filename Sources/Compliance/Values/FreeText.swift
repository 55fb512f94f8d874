package import StrictJSON

extension Text {
    /// Both wordings as they were meant by whoever typed them.
    package var asTyped: Text { Text(zh: zh.asTyped, en: en.asTyped) }
}

extension String {
    /// As it was meant by whoever typed or pasted it: a tab is a space, a line's end of whichever system (CR LF, CR, U+0085,
    /// U+2028, U+2029) is a line feed, and a byte order mark (U+FEFF) is nothing.
    ///
    /// Free text is read so wherever it comes in, before it is checked, compared or hashed, so that the same words are the
    /// same text; what is on record is read as it stands. `docs/record.md` says the same to whoever works out digests.
    package var asTyped: String {
        // The first bytes of what is meant otherwise; most text has none of them.
        guard utf8.contains(where: { [0x09, 0x0D, 0xC2, 0xE2, 0xEF].contains($0) }),
            unicodeScalars.contains(where: \.isMeantOtherwise)
        else { return self }
        var typed = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in unicodeScalars {
            switch scalar {
            case "\t": typed.append(" ")
            case "\u{FEFF}": break
            case "\n" where last == "\r": break
            case "\r", "\u{85}", "\u{2028}", "\u{2029}": typed.append("\n")
            default: typed.append(scalar)
            }
            last = scalar
        }
        return String(typed)
    }

    /// Why something is done, in a person's words of one line or several; nil where it says nothing, more than 2,000
    /// characters, or holds what does not show.
    package var asReason: String? {
        let reason = asTyped
        guard !reason.isBlank, reason.unicodeScalars.count <= 2000,
            !reason.unicodeScalars.contains(where: { $0.isControl && $0 != "\n" })
        else { return nil }
        return reason
    }
}

extension Node {
    /// The same document with its texts as they were meant; its names stay.
    package var asTyped: Node {
        switch value {
        case .string(let text): Node(.string(text.asTyped), at: mark)
        case .array(let elements): Node(.array(elements.map(\.asTyped)), at: mark)
        case .object(let members): Node(.object(members.map { Member($0.name, $0.value.asTyped) }), at: mark)
        case .null, .bool, .number: self
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isMeantOtherwise: Bool {
        switch self {
        case "\t", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}": true
        default: false
        }
    }
}
