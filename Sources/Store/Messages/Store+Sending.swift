package import Compliance
package import Foundation
import Postgres
import StrictJSON

/// A message on its way out, with where it goes: what opens that is withheld.
package struct Sending: Sendable, Withheld {
    package let id: UUID
    package let cause: String
    package let composed: Instant
    package let title: Text
    package let lines: [Text]
    /// An address of this site.
    package let link: String
    package let language: Language
    package let way: Way

    package enum Way: Sendable, Withheld {
        case mail(String)
        case webhook(address: String, shape: String, secret: String?)
    }
}

/// What came of one attempt.
package enum Delivery: Sendable, Hashable {
    case delivered
    /// With the seconds that the receiver asked to wait.
    case later(Text, wait: Int?)
    case refused(Text)
}

extension Store {
    /// Sends what waits, in order for each recipient, several at once; within a bound of messages and of time, beyond which the
    /// next turn goes on.
    func send(
        at now: Instant,
        _ deliver: @escaping @Sendable (Sending) async -> Delivery
    ) async throws -> (delivered: Int, failed: Int) {
        var (delivered, failed) = (0, 0)
        let end = ContinuousClock.now + Self.sendingTime
        for _ in 0..<Self.mostRounds {
            let next = try await messagesToSend(at: now)
            guard !next.isEmpty, ContinuousClock.now < end else { break }
            let isDelivered = try await withThrowingTaskGroup(of: Bool.self) { group in
                for sending in next {
                    group.addTask {
                        let came = await deliver(sending)
                        try await note(came, of: sending.id, at: now)
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

    private func messagesToSend(at now: Instant) async throws -> [Sending] {
        try await reachable {
            try await database.query(
                "SELECT * FROM messages_to_send(\(county.id), \(now), \(Self.sentAtOnce))"
            )
        }
        .map { row in
            let lines = zip(try row["lines_zh"] as [String], try row["lines_en"] as [String])
            let address = try row["address"] as String
            let shape = try row["shape"] as String?
            let secret = try row["secret"] as String?
            return Sending(
                id: try row["id"],
                cause: try row["cause"],
                composed: try row["composed_at"],
                title: try row.text("title"),
                lines: lines.map { Text(zh: $0, en: $1) },
                link: try row["link"],
                language: try row["language"] == "en" ? .en : .zh,
                way: shape.map { .webhook(address: address, shape: $0, secret: secret) } ?? .mail(address)
            )
        }
    }

    private func note(_ came: Delivery, of id: UUID, at now: Instant) async throws {
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
