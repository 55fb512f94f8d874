import StrictJSON

/// Tables for spreadsheets: CSV (RFC 4180) in UTF-8 with a mark, so that spreadsheets see that it is.
enum TableForSpreadsheets {
    static func write(_ lines: [[String]]) -> String {
        "\u{FEFF}" + lines.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A cell in quotes. One that a spreadsheet would take for a formula gets an apostrophe before it.
    static func cell(_ text: String) -> String {
        let isFormula =
            text.unicodeScalars.first { "\t\r\n".unicodeScalars.contains($0) || !String($0).isBlank }
            .map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        return "\"" + (isFormula ? "'" : "") + text.escaping { $0 == "\"" ? "\"\"" : nil } + "\""
    }
}
