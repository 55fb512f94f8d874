package import Compliance
package import Foundation
import Postgres

/// Where mail reaches an account, and whether its holder wants any.
package struct MessageRoute: Sendable, Hashable {
    package let wantsMail: Bool
    /// nil for the one that administrators keep.
    package let address: String?
    package let language: Language

    /// Where nothing was said.
    package static let standing = MessageRoute(wantsMail: true, address: nil, language: .zh)

    package init(wantsMail: Bool, address: String?, language: Language) {
        self.wantsMail = wantsMail
        self.address = address
        self.language = language
    }
}

/// A webhook as administrators see it: what opens it is shown to nobody.
package struct Webhook: Sendable, Hashable {
    package let id: UUID
    package let name: String
    package let shape: WebhookShape
    /// What is shown of its address.
    package let shown: String
    package let isUsed: Bool

    package init(id: UUID, name: String, shape: WebhookShape, shown: String, isUsed: Bool) {
        self.id = id
        self.name = name
        self.shape = shape
        self.shown = shown
        self.isUsed = isUsed
    }
}

/// A message that nobody tries to send any more: to whom and why not, but not what it says.
package struct DeadLetter: Sendable, Hashable {
    package let id: UUID
    package let cause: MessageCause?
    /// An account, or `webhook/ID`.
    package let recipient: String
    package let composedAt: Instant
    package let tries: Int
    package let lastAt: Instant
    package let words: Text

    package init(
        id: UUID,
        cause: MessageCause?,
        recipient: String,
        composedAt: Instant,
        tries: Int,
        lastAt: Instant,
        words: Text
    ) {
        self.id = id
        self.cause = cause
        self.recipient = recipient
        self.composedAt = composedAt
        self.tries = tries
        self.lastAt = lastAt
        self.words = words
    }
}

/// How sending stands, for who keeps it going.
package struct DeliveryStanding: Sendable, Hashable {
    package let webhooks: [Webhook]
    package let quietHours: QuietHours
    /// The latest first, 200 at most.
    package let dead: [DeadLetter]
    /// When the clock last ran and what it did; nil where it never did.
    package let lastTurn: ClockTurn?

    package init(webhooks: [Webhook], quietHours: QuietHours, dead: [DeadLetter], lastTurn: ClockTurn?) {
        self.webhooks = webhooks
        self.quietHours = quietHours
        self.dead = dead
        self.lastTurn = lastTurn
    }
}

extension Store {
    /// What the account said of its mail.
    package func messageRoute() async throws -> MessageRoute {
        try await query(
            """
            SELECT r.wants_mail, r.address, r.language FROM message_route r
            WHERE r.county_id = \(county.id) AND r.account = acting_account() ORDER BY r.entry DESC LIMIT 1
            """,
            needing: .read
        )
        .first
        .map { row in
            MessageRoute(
                wantsMail: try row["wants_mail"],
                address: try row["address"],
                language: try row["language"] == "en" ? .en : .zh
            )
        } ?? .standing
    }

    /// Says where the account's mail goes; what waits is sent no more where none is wanted, or it goes elsewhere from now on.
    package func set(_ route: MessageRoute) async throws {
        _ = try await act { who in
            """
            SELECT set_message_route(\(who), \(route.wantsMail), \(orNull: route.address), \(route.language.rawValue))
            """
        }
    }

    /// Adds a webhook or changes it; false where ten are used already. `address` is to be checked by whoever calls.
    package func add(_ webhook: Webhook, address: Confidential, secret: Confidential?) async throws -> Bool {
        let rows = try await act { who in
            """
            SELECT set_webhook(\(who), \(webhook.id)::uuid, \(webhook.name), \(webhook.shape.rawValue), \(webhook.shown),
                \(address.text), \(orNull: secret?.text), true) AS outcome
            """
        }
        return try rows.first?["outcome"] != "many"
    }

    /// Gives a webhook up; what waits for it is sent no more. False where there is none of that id.
    package func giveUpWebhook(_ id: UUID) async throws -> Bool {
        let rows = try await act { who in
            "SELECT set_webhook(\(who), \(id)::uuid, NULL, NULL, NULL, NULL, NULL, false) AS outcome"
        }
        return try rows.first?["outcome"] != "unknown"
    }

    package func set(_ hours: QuietHours) async throws {
        _ = try await act { who in
            "SELECT set_quiet_hours(\(who), \(hours.from)::integer, \(hours.to)::integer)"
        }
    }

    /// Has a dead letter sent again, from the beginning; false where none of that id is dead, or its channel was given up.
    package func sendAgain(_ id: UUID) async throws -> Bool {
        let rows = try await act { who in "SELECT send_again(\(who), \(id)::uuid) AS outcome" }
        return try rows.first?["outcome"] == "done"
    }

    /// Puts a dead letter aside, for good; false where none of that id is dead.
    package func putAside(_ id: UUID) async throws -> Bool {
        let rows = try await act { who in "SELECT put_aside(\(who), \(id)::uuid) AS outcome" }
        return try rows.first?["outcome"] == "done"
    }

    package func deliveryStanding() async throws -> DeliveryStanding {
        let rows = try await pipeline(
            [
                """
                SELECT DISTINCT ON (w.id) w.id, w.name, w.shape, w.shown, w.is_used FROM message_webhook w
                WHERE w.county_id = \(county.id) ORDER BY w.id, w.entry DESC
                """,
                """
                SELECT q.quiet_from, q.quiet_to FROM quiet_hours q
                WHERE q.county_id = \(county.id) ORDER BY q.entry DESC LIMIT 1
                """,
                "SELECT * FROM dead_letters(\(county.id), 200)",
                """
                SELECT ran_at, told, delivered, failed, trouble_zh, trouble_en FROM clock_run
                WHERE county_id = \(county.id)
                """,
            ],
            needing: .manage
        )
        return DeliveryStanding(
            webhooks: try rows[0]
                .map { row in
                    Webhook(
                        id: try row["id"],
                        name: try row["name"],
                        shape: try WebhookShape(try row["shape"], of: row),
                        shown: try row["shown"],
                        isUsed: try row["is_used"]
                    )
                },
            quietHours: try rows[1].first
                .map { row in QuietHours(from: try row["quiet_from"], to: try row["quiet_to"]) } ?? .standing,
            dead: try rows[2]
                .map { row in
                    DeadLetter(
                        id: try row["id"],
                        cause: MessageCause(rawValue: try row["cause"]),
                        recipient: try row["recipient"],
                        composedAt: try row["composed_at"],
                        tries: try row["tries"],
                        lastAt: try row["last_at"],
                        words: try row.text("words")
                    )
                },
            lastTurn: try rows[3].first.map { row in try ClockTurn(row) }
        )
    }
}

extension ClockTurn {
    fileprivate init(_ row: Row) throws {
        self.init(at: try row["ran_at"])
        (told, delivered, failed) = (try row["told"], try row["delivered"], try row["failed"])
        trouble = try (row["trouble_zh"] as String?).map { Text(zh: $0, en: try row["trouble_en"]) }
    }
}
