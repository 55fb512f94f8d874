package import Compliance
package import Foundation
import Postgres

/// A message as its recipient has it.
package struct ListedMessage: Sendable, Hashable {
    package let id: UUID
    /// nil for one that this release does not know.
    package let cause: MessageCause?
    package let composedAt: Instant
    package let title: Text
    package let lines: [Text]
    /// Where to act: an address of this site.
    package let link: String
    package let readAt: Instant?

    package init(
        id: UUID,
        cause: MessageCause?,
        composedAt: Instant,
        title: Text,
        lines: [Text],
        link: String,
        readAt: Instant?
    ) {
        self.id = id
        self.cause = cause
        self.composedAt = composedAt
        self.title = title
        self.lines = lines
        self.link = link
        self.readAt = readAt
    }
}

extension Store {
    /// A page of what the account was told, the newest first.
    package func messages(at place: ListPlace? = nil) async throws -> ListPage<ListedMessage> {
        let rows = try await pipeline(
            [
                """
                SELECT m.id, m.cause, m.composed_at, m.title_zh, m.title_en, m.lines_zh, m.lines_en, m.link, m.read_at,
                    \(Self.inboxOrder.place)
                FROM message m
                WHERE m.county_id = \(county.id) AND m.recipient = acting_account()
                    AND \(try Self.inboxOrder.condition(place)) \(Self.inboxOrder.ending(place))
                """,
                """
                SELECT count(*) FROM (
                    SELECT FROM message m WHERE m.county_id = \(county.id) AND m.recipient = acting_account()
                    LIMIT \(Self.mostCountedMessages)) AS counted
                """,
            ],
            needing: .read
        )
        return try Self.inboxOrder.page(rows[0], at: place, total: try rows[1].first?["count"] ?? 0) { row in
            try ListedMessage(row)
        }
    }

    private static let inboxOrder = ListOrder(
        keys: [("m.entry", .number), ("m.place", .number)],
        isDescending: true,
        most: 50
    )
    private static let mostCountedMessages = 10_000

    /// Notes that the account read one of its messages, or all; says how many it had not read before.
    @discardableResult
    package func readMessages(_ id: UUID? = nil) async throws -> Int {
        let rows = try await act { who in "SELECT read_messages(\(who), \(orNull: id)::uuid) AS amount" }
        return try rows.first?["amount"] ?? 0
    }
}

extension ListedMessage {
    fileprivate init(_ row: Row) throws {
        self = try row.reading("message", by: "id") {
            let lines = zip(try row["lines_zh"] as [String], try row["lines_en"] as [String])
            return ListedMessage(
                id: try row["id"],
                cause: MessageCause(rawValue: try row["cause"]),
                composedAt: try row["composed_at"],
                title: try row.text("title"),
                lines: lines.map { Text(zh: $0, en: $1) },
                link: try row["link"],
                readAt: try row["read_at"]
            )
        }
    }
}
