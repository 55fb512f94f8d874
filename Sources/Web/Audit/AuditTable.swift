import AuditLog
package import Compliance
import Papers
package import Store
import StrictJSON

/// Entries as a table for people, in words: CSV (RFC 4180) for spreadsheets, in UTF-8 with a mark so that they see that it
/// is, and rows for the shell. What programs read is the answer in JSON.
package enum AuditTable {
    /// The most entries in one table, the newest.
    static let most = 20_000

    private static let headings = [
        "audit.number", "audit.timeInTable", "audit.actor", "audit.duty", "audit.verb", "audit.object",
        "audit.reason", "audit.seal", "audit.via", "audit.address", "audit.origin", "audit.head",
        "audit.objectKept", "audit.before", "audit.after",
    ]

    static func write(_ entries: [ListedEntry], _ texts: Texts) -> String {
        TableForSpreadsheets.write([headings.map { texts($0) }] + entries.map { cells($0, texts) })
    }

    /// The same in short, with the headings first. Throws `Resources.Missing` where this release is not whole.
    package static func rows(_ entries: [ListedEntry], in language: Language) throws -> [[String]] {
        let texts = try Resources.texts(language)
        let shown = [0, 1, 2, 4, 5, 7, 6]
        return ([headings.map { texts($0) }] + entries.map { cells($0, texts) })
            .map { row in shown.map { row[$0] } }
    }

    private static func cells(_ listed: ListedEntry, _ texts: Texts) -> [String] {
        let (entry, words) = (listed.entry, EntryWords(listed, rights: [], texts))
        let head = if case .under(let size) = listed.seal { "\(size)" } else { "" }
        return [
            "\(entry.number)", entry.happenedAt?.shanghaiToTheSecond ?? "", words.who,
            texts.roles(entry.duty), words.verb, words.about.map(\.words).joined(separator: " · "),
            words.reason ?? "", words.seal, EntryWords.via(entry.via, texts), entry.address, entry.origin,
            head,
            entry.object, entry.before ?? "", entry.after ?? "",
        ]
    }
}
