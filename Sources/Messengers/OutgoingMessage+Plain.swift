import Compliance
import FoundationEssentials
import StrictJSON

/// The words of a message as they leave the house: of one direction, without what does not show, of bounded length.
extension OutgoingMessage {
    /// One line of at most 200 characters.
    var plainTitle: String {
        title.cut(to: 200).asTyped.escaping { $0 == "\n" ? " " : $0.isControl ? "\u{FFFD}" : nil }.trimmed
    }

    /// The lines, together at most so many bytes of UTF-8 with their ends; where there were more, the last ends with `…`.
    func plainLines(atMost bytes: Int, _ escape: (String) -> String = { $0 }) -> [String] {
        // Four for `…` and its end.
        var left = bytes - 4
        var plain: [String] = []
        for line in lines {
            for piece in line.cut(to: bytes).asTyped.split(at: "\n", keepingEmpty: true) {
                let piece = escape(piece.escaping { $0.isControl ? "\u{FFFD}" : nil })
                guard piece.utf8.count < left else {
                    plain.append(piece.cut(toBytes: left) + "…")
                    return plain
                }
                plain.append(piece)
                left -= piece.utf8.count + 1
            }
        }
        return plain
    }

    /// Where to act; nil where that is no address that a person's program could open.
    var safeLink: String? {
        guard let parts = link?.split(at: "#", atMost: 1, keepingEmpty: true), let link,
            WebAddress(String(parts[0])) != nil, link.utf8.count <= WebAddress.most,
            parts.count == 1 || parts[1].utf8.allSatisfy(WebAddress.isPlain)
        else { return nil }
        return link
    }

    /// The id in lower case, as all shapes carry it.
    var name: String { id.uuidString.lowercased() }
}

extension String {
    /// Its first scalars, at most so many bytes of them.
    func cut(toBytes most: Int) -> String {
        var left = most
        var kept = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            left -= UTF8.width(scalar)
            if left < 0 { break }
            kept.append(scalar)
        }
        return String(kept)
    }
}
