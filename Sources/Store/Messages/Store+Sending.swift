package import Compliance
import Foundation
import Postgres
import StrictJSON

/// How messages leave the house.
package struct WayOut: Sendable {
    /// The address of this site as browsers see it, before which the addresses in messages stand; nil where nobody has said.
    let site: String?
    /// Tries once to bring a message there, and says what came of it; called for several recipients at once.
    let deliver: @Sendable (OutgoingMessage, Destination) async -> DeliveryOutcome

    package init(
        site: String?,
        deliver: @escaping @Sendable (OutgoingMessage, Destination) async -> DeliveryOutcome
    ) {
        self.site = site
        self.deliver = deliver
    }
}

extension Store {
    /// Sends what waits, in order for each recipient, several at once; within a bound of messages and of time, beyond which the
    /// next turn goes on.
    func send(at now: Instant, by wayOut: WayOut) async throws -> (delivered: Int, failed: Int) {
        var (delivered, failed) = (0, 0)
        let end = ContinuousClock.now + Self.sendingTime
        for _ in 0..<Self.mostRounds {
            let next = try await messagesToSend(at: now, from: wayOut.site)
            guard !next.isEmpty, ContinuousClock.now < end else { break }
            let isDelivered = try await withThrowingTaskGroup(of: Bool.self) { group in
                for (message, destination) in next {
                    group.addTask {
                        let came = await wayOut.deliver(message, destination)
                        try await note(came, of: message.id, at: now)
                        return came == .delivered
                    }
                }
                return try await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            delivered += isDelivered.count { $0 }
            failed += isDelivered.count { !$0 }
        }
        return (delivered, failed)
    }

    /// How many recipients are sent to at once, how often a turn asks for more, and how long it begins new ones.
    private static let sentAtOnce = 16
    private static let mostRounds = 50
    private static let sendingTime = Duration.seconds(120)

    private func messagesToSend(
        at now: Instant,
        from site: String?
    ) async throws -> [(OutgoingMessage, Destination)] {
        try await reachable {
            try await database.query(
                "SELECT * FROM messages_to_send(\(county.id), \(now), \(Self.sentAtOnce))"
            )
        }
        .map { row in (try OutgoingMessage(row, from: site), try Destination(row)) }
    }

    private func note(_ came: DeliveryOutcome, of id: UUID, at now: Instant) async throws {
        let (outcome, wait, words): (String, Int?, Text) =
            switch came {
            case .delivered: ("delivered", nil, Text(zh: "", en: ""))
            case .later(let words, let wait): ("later", wait.map { max(0, min($0, 86_400)) }, words)
            case .refused(let words): ("refused", nil, words)
            }
        _ = try await reachable {
            try await database.query(
                """
                SELECT note_delivery(\(county.id), \(id)::uuid, \(now), \(outcome), \(orNull: wait)::integer,
                    \(words.zh.cut(to: 500)), \(words.en.cut(to: 500)))
                """
            )
        }
    }
}

extension OutgoingMessage {
    /// A row of `messages_to_send`, in the language of its recipient.
    fileprivate init(_ row: Row, from site: String?) throws {
        let language: Language = try row["language"] == "en" ? .en : .zh
        let link = try row["link"] as String
        self.init(
            id: try row["id"],
            kind: try row["cause"],
            composed: try row["composed_at"],
            title: try row.text("title")[language],
            lines: try row[language == .en ? "lines_en" : "lines_zh"],
            link: site.map { $0 + link },
            language: language
        )
    }
}

extension Destination {
    fileprivate init(_ row: Row) throws {
        let address = try row["address"] as String
        self =
            if let shape = try row["shape"] as String? {
                .webhook(address: address, shape: try WebhookShape(shape, of: row), secret: try row["secret"])
            } else {
                .mail(address)
            }
    }
}

extension WebhookShape {
    /// Throws where this release knows no such shape; the table takes no other.
    init(_ text: String, of row: Row) throws {
        guard let shape = WebhookShape(rawValue: text) else {
            throw row.unreadable("shape", "no webhook has such a shape")
        }
        self = shape
    }
}
