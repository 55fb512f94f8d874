/// How sending a message stands: worked out from what came of the attempts, and stored nowhere.
package enum DeliveryState: Sendable, Hashable {
    /// Not tried yet.
    case waiting
    /// It failed, and is tried again at that moment or later.
    case retrying(Instant)
    case delivered
    /// Nobody tries any more, until somebody has it sent again.
    case dead
    /// It was dead, and somebody put it aside for good.
    case aside

    /// One attempt, or that somebody had it sent again or put it aside.
    package struct Attempt: Sendable, Hashable {
        package enum Outcome: String, Sendable, Hashable, CaseIterable {
            case delivered, later, refused, again, aside
        }

        package let outcome: Outcome
        package let at: Instant
        /// The seconds that the receiver asked to wait.
        package let wait: Int?

        package init(_ outcome: Outcome, at: Instant, wait: Int? = nil) {
            self.outcome = outcome
            self.at = at
            self.wait = wait
        }
    }

    /// After so many attempts nobody tries any more, however the clock went meanwhile.
    static let mostAttempts = 20
    /// Nor once so much time has gone by since it was composed.
    static let patience = 3 * 86_400

    /// `attempts` in their order; `lot` is the last byte of the message's id, by which not all that failed at once are tried
    /// again at once. `delivery_state` in `sql/acts/send_messages.sql` says the same.
    package init(composed: Instant, lot: UInt8, _ attempts: [Attempt]) {
        let again = attempts.lastIndex { $0.outcome == .again }
        let since = again.map { attempts[$0].at } ?? composed
        let tried = attempts[(again.map { $0 + 1 } ?? 0)...]
        guard let last = tried.last else {
            self = .waiting
            return
        }
        switch last.outcome {
        case .delivered: self = .delivered
        case .aside: self = .aside
        case .refused: self = .dead
        case .later, .again:
            let isLate = last.at >= since.adding(seconds: Self.patience)
            self =
                tried.count >= Self.mostAttempts || isLate
                ? .dead
                : .retrying(
                    last.at.adding(seconds: max(Self.pause(after: tried.count, lot: lot), last.wait ?? 0))
                )
        }
    }

    /// The seconds until the next attempt: a minute, two, four … six hours, and of that from three quarters to five.
    package static func pause(after tries: Int, lot: UInt8) -> Int {
        let whole = min(60 << min(tries - 1, 20), 6 * 3600)
        return whole * 3 / 4 + whole / 2 * Int(lot) / 256
    }
}
