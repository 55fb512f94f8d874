import Compliance
import Postgres
package import AuditLog

/// An entry, with the head that covers it.
package struct ListedEntry: Sendable, Hashable {
    package let entry: AuditEntry
    package let seal: Seal
    /// How its time goes with the heads on both sides of it.
    package let timing: Timing
    package let names: EntryNames

    package init(
        entry: AuditEntry,
        seal: Seal,
        timing: Timing = .timely,
        names: EntryNames = EntryNames()
    ) {
        self.entry = entry
        self.seal = seal
        self.timing = timing
        self.names = names
    }
}

/// Where an entry stands with the sealing, as far as a list sees it.
package enum Seal: Sendable, Hashable {
    /// Under the first head that covers it, of that size.
    case under(Int)
    /// It waits to be sealed.
    case waits
    /// What sealed it is gone, or its place among those that wait: the record was changed.
    case missing
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
        "found", "add", "change", "publish", "file", "revise", "withdraw", "submit", "verify", "return",
        "move", "save", "discard", "login",
        "logout", "password", "reset", "disable", "enable", "issue", "revoke", "read", "export", "rotate",
        "backup", "acknowledge", "guide", "deliver", "close", "receive", "draw",
    ]

    /// A page of the entries that the filter asks for, the newest first. All of them are counted up to
    /// `mostCounted`: of a million the exact number is worth less than what it costs.
    package func entries(_ filter: EntryFilter, at place: ListPlace?) async throws -> ListPage<ListedEntry> {
        let wanted = filter.condition(in: county.id)
        let rows = try await pipeline(
            [
                Self.listed(
                    """
                    SELECT e.*, \(Self.entryOrder.place) FROM audit_entry e
                    WHERE \(wanted) AND \(try Self.entryOrder.condition(place)) \(Self.entryOrder.ending(place))
                    """,
                    Self.entryOrder.ending(place)
                ),
                """
                SELECT count(*) FROM (SELECT FROM audit_entry e WHERE \(wanted) LIMIT \(Self.mostCounted)) AS counted
                """,
            ],
            needing: .audit
        )
        return try Self.entryOrder.page(rows[0], at: place, total: try rows[1].first?["count"] ?? 0) { row in
            try row.reading("audit_entry", by: "number") { try ListedEntry(row) }
        }
    }

    /// Entries that the filter asks for, the newest first: those before the number, or the newest of all; for whoever
    /// takes many at once.
    package func entries(
        _ filter: EntryFilter,
        before number: Int? = nil,
        limit: Int
    ) async throws -> EntryPage {
        let rows = try await query(
            Self.listed(
                """
                SELECT e.*, '' AS place FROM audit_entry e
                WHERE \(filter.condition(in: county.id)) AND e.number < \(number ?? Int.max)
                ORDER BY e.number DESC LIMIT \(limit + 1)
                """,
                "ORDER BY e.number DESC"
            ),
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

    /// The entry of that number; throws `StoreError.noEntry` where there is none.
    package func entry(_ number: Int) async throws -> ListedEntry {
        let rows = try await query(
            Self.listed(
                """
                SELECT e.*, '' AS place FROM audit_entry e
                WHERE e.county_id = \(county.id) AND e.number = \(number)
                """,
                "LIMIT 1"
            ),
            needing: .audit
        )
        guard let row = rows.first else { throw StoreError.noEntry(number) }
        return try row.reading("audit_entry", by: "number") { try ListedEntry(row) }
    }

    /// Up to how many entries a list says how many it has; one more stands for any number of them.
    package static let mostCounted = 10_001

    private static let entryOrder = ListOrder(keys: [("e.number", .number)], isDescending: true)

    /// What a list shows of the entries that are found; names are looked up for these alone.
    private static func listed(_ found: SQL, _ ending: SQL) -> SQL {
        """
        SELECT \(AuditEntry.columns), e.place, sealed.size AS sealed_under, sealed.head AS own_head,
            earlier.head AS previous_head, sealed.size IS NULL AND EXISTS (
                SELECT FROM audit_queue q WHERE q.county_id = e.county_id AND q.number = e.number) AS waits,
            \(EntryNames.columns)
        FROM (\(found)) AS e
        LEFT JOIN audit_leaf l ON l.county_id = e.county_id AND l.number = e.number
        LEFT JOIN LATERAL (
            SELECT h.size, h.head FROM audit_head h WHERE h.county_id = l.county_id AND h.size > l.position
            ORDER BY h.size LIMIT 1) AS sealed ON true
        LEFT JOIN LATERAL (
            SELECT h.head FROM audit_head h
            WHERE h.county_id = e.county_id AND h.size <= coalesce(l.position, \(Int.max))
            ORDER BY h.size DESC LIMIT 1) AS earlier ON true
        \(EntryNames.tables)
        \(ending)
        """
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
        let waits: Bool = try row["waits"]
        seal = try (row["sealed_under"] as Int?).map(Seal.under) ?? (waits ? .waits : .missing)
        let (previous, own): (String?, String?) = (try row["previous_head"], try row["own_head"])
        names = try EntryNames(row)
        // Without its place in the tree it stands between no two heads.
        timing =
            seal == .missing
            ? .timely
            : Timing(
                of: entry.happenedAt,
                after: previous.flatMap { TreeHead($0)?.time },
                before: own.flatMap { TreeHead($0)?.time }
            )
    }
}
