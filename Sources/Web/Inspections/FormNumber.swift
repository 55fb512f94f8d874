import Compliance
import StrictJSON

/// A number as people type it.
enum FormNumber {
    /// The number; what is none is handed on as the text it is, so that it can be refused by name and shown again.
    ///
    /// Chinese keyboards often type digits of full width; they mean the same.
    static func node(_ text: String) -> Node {
        let halfWidth = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0xFF10...0xFF19, 0xFF0D, 0xFF0E: UnicodeScalar(scalar.value - 0xFEE0) ?? scalar
                    case 0x3002: "."
                    default: scalar
                    }
                }
            )
        )
        // An exponent is no way to write a count: it is refused by name, as the words that it is.
        let isPlain = !halfWidth.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
        guard isPlain, let number = Rational(decimal: halfWidth) else { return .string(text) }
        return Node(.number(number.exact))
    }

    /// The text that the field shows.
    static func text(_ node: Node) -> String? { node.number ?? node.string }
}
