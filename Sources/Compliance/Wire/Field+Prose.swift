import StrictJSON

extension Field {
    /// The most characters of a note, a reason or an answer in words.
    static let longestProse = 1_000

    /// What a person wrote in a box of several lines: as `words`, with its line breaks, each as one `\n`.
    func prose() -> String {
        let text = proseOrEmpty()
        if node?.string != nil { noteBlank(text) }
        return text
    }

    /// The same, or nothing.
    func proseOrEmpty() -> String {
        guard let text = typed() else { return "" }
        return bounded(text.withPlainLineBreaks, Self.longestProse, lines: true)
    }
}

extension String {
    /// Line breaks of every system (CR LF, CR) as LF, as earlier releases had them of what is on record.
    fileprivate var withPlainLineBreaks: String {
        guard utf8.contains(UInt8(ascii: "\r")) else { return self }
        var plain = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in unicodeScalars {
            if scalar != "\n" || last != "\r" { plain.append(scalar == "\r" ? "\n" : scalar) }
            last = scalar
        }
        return String(plain)
    }

    /// The lines one after another, for a table's cell.
    var onOneLine: String {
        utf8.contains(UInt8(ascii: "\n")) ? escaping { $0 == "\n" ? " " : nil } : self
    }
}
