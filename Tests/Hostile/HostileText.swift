/// The signs that mean something to HTML, CSV, SQL, HTTP and file formats, and what hides them from code that looks
/// at `Character`s.
package enum HostileText {
    /// Every ASCII sign but NUL, and but letters and digits.
    package static let ascii = (1...127).map { Unicode.Scalar(UInt8($0)) }
        .filter { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }

    /// Scalars that join the one before them to one `Character`, or are nothing to look at.
    package static let combining: [Unicode.Scalar] = [
        "\u{0300}", "\u{0301}", "\u{0316}", "\u{0327}", "\u{0338}", "\u{034F}", "\u{035C}", "\u{0483}",
        "\u{05B0}",
        "\u{064B}", "\u{093C}", "\u{0E38}", "\u{180B}", "\u{200C}", "\u{200D}", "\u{20D0}", "\u{20E3}",
        "\u{302A}",
        "\u{3099}", "\u{FE00}", "\u{FE0E}", "\u{FE0F}", "\u{FE20}", "\u{1F3FB}", "\u{E0020}", "\u{E007F}",
        "\u{E0100}",
    ]

    /// Scalars that are the same `Character` as an ASCII one, and another scalar.
    package static let twins: [(scalar: Unicode.Scalar, ascii: Unicode.Scalar)] = [
        ("\u{037E}", ";"), ("\u{1FEF}", "`"), ("\u{212A}", "K"),
    ]

    /// Every ASCII sign with every scalar that hides it.
    package static let all: [(mark: Unicode.Scalar, hidden: String)] = ascii.flatMap { mark in
        combining.map { (mark, text(mark, $0)) }
    }

    package static func text(_ scalars: Unicode.Scalar...) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
