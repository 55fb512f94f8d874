package import Compliance
import Postgres
package import AuditLog

/// Which entries of the record are asked for; what is nil is not asked for.
package struct EntryFilter: Sendable, Hashable {
    package var actor: String?
    package var verb: String?
    /// How the object begins: `site/T-03`, `inspection/`.
    package var object: String?
    /// The first and the last day, in Asia/Shanghai.
    package var from: Day?
    package var to: Day?

    package init(
        actor: String? = nil,
        verb: String? = nil,
        object: String? = nil,
        from: Day? = nil,
        to: Day? = nil
    ) {
        self.actor = actor
        self.verb = verb
        self.object = object
        self.from = from
        self.to = to
    }
}

/// An entry, with the head that covers it.
package struct ListedEntry: Sendable, Hashable {
    package let entry: AuditEntry
    /// The size of the first head that covers it; nil while it waits to be sealed.
    package let sealedUnder: Int?
    /// How its time goes with the heads on both sides of it.
    package let timing: Timing

    package init(entry: AuditEntry, sealedUnder: Int?, timing: Timing = .timely) {
        self.entry = entry
        self.sealedUnder = sealedUnder
        self.timing = timing
    }
}

/// Some entries, the newest first.
package struct EntryPage: Sendable, Hashable {
    package let entries: [ListedEntry]
    /// Where the next page begins; nil after the last.
    package let next: Int?
    /// What is not among them because it cannot be read.
    package let unreadable: UnreadableRows

    package init(entries: [ListedEntry], next: Int?, unreadable: UnreadableRows = UnreadableRows()) {
        self.entries = entries
        self.next = next
        self.unreadable = unreadable
    }
}

extension Store {
    /// What an entry can say was done; `write_entry` (`sql/acts/entry.sql`) holds to the same words.
    package static let verbs = [
        "found", "add", "change", "publish", "file", "revise", "withdraw", "save", "discard", "login",
        "logout", "password", "reset", "disable", "enable", "issue", "revoke", "read", "export", "rotate",
        "backup",
    ]

    /// Entries that the filter asks for, the newest first: those before the number, or the newest of all.
    package func entries(
        _ filter: EntryFilter,
        before number: Int? = nil,
        limit: Int
    ) async throws -> EntryPage {
        let rows = try await query(
            """
            SELECT \(AuditEntry.columns), sealed.size AS sealed_under, sealed.head AS own_head,
                earlier.head AS previous_head
            FROM audit_entry e
            LEFT JOIN audit_leaf l ON l.county_id = e.county_id AND l.number = e.number
            LEFT JOIN LATERAL (
                SELECT h.size, h.head FROM audit_head h WHERE h.county_id = l.county_id AND h.size > l.position
                ORDER BY h.size LIMIT 1) AS sealed ON true
            LEFT JOIN LATERAL (
                SELECT h.head FROM audit_head h
                WHERE h.county_id = e.county_id AND h.size <= coalesce(l.position, \(Int.max))
                ORDER BY h.size DESC LIMIT 1) AS earlier ON true
            WHERE e.county_id = \(county.id) AND e.number < \(number ?? Int.max)\(filter.condition)
            ORDER BY e.number DESC LIMIT \(limit + 1)
            """,
            needing: .audit
        )
        let entries = try rows.prefix(limit)
            .listing { row in try row.reading("audit_entry", by: "number") { try ListedEntry(row) } }
        return EntryPage(
            entries: entries.elements,
            next: rows.count > limit ? try rows[limit - 1]["number"] : nil,
            unreadable: entries.unreadable
        )
    }

    /// The heads, the largest first: those smaller than the size, or the largest of all.
    package func heads(before size: Int? = nil, limit: Int) async throws -> Listing<StoredHead> {
        try await query(
            """
            SELECT size, head, signature FROM audit_head
            WHERE county_id = \(county.id) AND size < \(size ?? Int.max) ORDER BY size DESC LIMIT \(limit)
            """,
            needing: .audit
        )
        .listing { row in try row.reading("audit_head", by: "size") { try StoredHead(row) } }
    }

    /// Puts on record what changes nothing else: that something was read or exported, or a key changed.
    package func note(
        _ verb: String,
        _ object: String,
        after: Hash? = nil,
        reason: String? = nil
    ) async throws {
        _ = try await act { who in
            "SELECT note(\(who), \(verb), \(object), \(orNull: after)::bytea, \(orNull: reason))"
        }
    }
}

extension ListedEntry {
    fileprivate init(_ row: Row) throws(PostgresError) {
        entry = try AuditEntry(row)
        sealedUnder = try row["sealed_under"]
        let (previous, own): (String?, String?) = (try row["previous_head"], try row["own_head"])
        timing = Timing(
            of: entry.happenedAt,
            after: previous.flatMap { TreeHead($0)?.time },
            before: own.flatMap { TreeHead($0)?.time }
        )
    }
}

extension EntryFilter {
    fileprivate var condition: SQL {
        var sql: SQL = ""
        if let actor { sql = "\(sql) AND e.actor = \(actor)" }
        if let verb { sql = "\(sql) AND e.verb = \(verb)" }
        if let object { sql = "\(sql) AND starts_with(e.object, \(object))" }
        if let from { sql = "\(sql) AND e.happened_at >= \(Instant(startOf: from))::timestamptz" }
        if let to {
            sql = "\(sql) AND e.happened_at < \(Instant(startOf: to).adding(seconds: 86_400))::timestamptz"
        }
        return sql
    }
}
