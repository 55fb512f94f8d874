import AuditLog
import Store
import StrictJSON

/// Entries as a table for spreadsheets: CSV (RFC 4180) in UTF-8 with a mark, so that spreadsheets see that it is.
enum AuditTable {
    /// The most entries in one table, the newest.
    static let most = 20_000

    private static let headings = [
        "number", "happened_at", "actor", "duty", "via", "address", "origin", "verb", "object", "before",
        "after",
        "reason", "sealed_under",
    ]

    static func write(_ entries: [ListedEntry]) -> String {
        "\u{FEFF}"
            + ([headings] + entries.map(cells))
            .map { $0.map(cell).joined(separator: ",") + "\r\n" }
            .joined()
    }

    private static func cells(_ listed: ListedEntry) -> [String] {
        let entry = listed.entry
        return [
            "\(entry.number)", entry.happenedAt.map { "\($0)" } ?? "", entry.actor, entry.duty, entry.via,
            entry.address, entry.origin, entry.verb, entry.object, entry.before ?? "", entry.after ?? "",
            entry.reason ?? "", listed.sealedUnder.map(String.init) ?? "",
        ]
    }

    /// A cell in quotes. One that a spreadsheet would take for a formula gets an apostrophe before it.
    static func cell(_ text: String) -> String {
        let isFormula =
            text.unicodeScalars.first { "\t\r\n".unicodeScalars.contains($0) || !String($0).isBlank }
            .map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        return "\"" + (isFormula ? "'" : "") + text.escaping { $0 == "\"" ? "\"\"" : nil } + "\""
    }
}
