/// Text that a spreadsheet would take for a formula when it opens separated text has an apostrophe before it there, and whoever
/// reads it back takes that away.
package enum FormulaGuard {
    /// The text, with an apostrophe before it where it begins as a formula does, or with apostrophes and then so: what is
    /// taken away is then never the text's own.
    package static func guarded(_ text: String) -> String { isFormula(text) ? "'" + text : text }

    /// The text that was guarded so.
    package static func bare(_ text: String) -> String {
        guard text.begins(with: "'") else { return text }
        let rest = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst()))
        return isFormula(rest) ? rest : text
    }

    private static func isFormula(_ text: String) -> Bool {
        text.unicodeScalars.drop { $0 == "'" }
            .first { "\t\r\n".unicodeScalars.contains($0) || !String($0).isBlank }
            .map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
    }
}
