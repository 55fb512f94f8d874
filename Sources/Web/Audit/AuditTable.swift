import AuditLog
import Store
import StrictJSON

/// Entries as a table for spreadsheets.
enum AuditTable {
    /// The most entries in one table, the newest.
    static let most = 20_000

    private static let headings = [
        "number", "happened_at", "actor", "duty", "via", "address", "origin", "verb", "object", "before",
        "after",
        "reason", "sealed_under",
    ]

    static func write(_ entries: [ListedEntry]) -> String {
        TableForSpreadsheets.write([headings] + entries.map(cells))
    }

    private static func cells(_ listed: ListedEntry) -> [String] {
        let entry = listed.entry
        return [
            "\(entry.number)", entry.happenedAt.map { "\($0)" } ?? "", entry.actor, entry.duty, entry.via,
            entry.address, entry.origin, entry.verb, entry.object, entry.before ?? "", entry.after ?? "",
            entry.reason ?? "", listed.sealedUnder.map(String.init) ?? "",
        ]
    }
}
