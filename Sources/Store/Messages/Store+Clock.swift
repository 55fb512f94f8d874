package import Compliance
import Postgres

/// What one turn of the clock did.
package struct ClockTurn: Sendable, Hashable {
    /// By the database's clock.
    package let at: Instant
    /// The week that it closed by a standing order, where there was one to close.
    package var closed: ISOWeek?
    package var told = 0
    package var delivered = 0
    /// Attempts that failed; they are tried again, or are dead letters.
    package var failed = 0
    /// Why it did not do all; nil where it did.
    package var trouble: Text?

    package init(at: Instant) { self.at = at }
}

extension Store {
    /// The role that connections of the clock put on: it alone tells, sends, and reads where messages go.
    package static let clockRole = "lazaret_clock"

    /// One turn of the clock: the week is closed whose hour has come by a standing order, what is due and was not said is told,
    /// then what waits is sent; nil where another clock of the county is at it, held off by an advisory lock that ends with this
    /// one's connection.
    ///
    /// Only the database's clock counts; `at` is for tests, as a clock that was put to that moment. `keepPaper` makes and keeps
    /// the PDF of a week that was closed, or of one that an earlier turn closed and kept none of, and says why there is none.
    /// Without a way out nothing is sent.
    package func clockTurn(
        at: Instant? = nil,
        withRungs: Bool = true,
        keepPaper: PaperKeeping? = nil,
        by wayOut: WayOut? = nil
    ) async throws -> ClockTurn? {
        try await reachable {
            // Without retries: what was told and sent is not undone by what becomes of the lock.
            try await database.transaction(retries: 0) { lock in
                let rows = try await lock.query(
                    """
                    SELECT pg_try_advisory_xact_lock(72538016, \(county.id)) AS mine, clock_timestamp() AS now_at,
                        set_config('idle_in_transaction_session_timeout', '0', true)
                    """
                )
                guard let row = rows.first, try row["mine"] else { return nil }
                return try await turn(at: try at ?? row["now_at"], withRungs, keepPaper, wayOut)
            }
        }
    }

    /// Makes the PDF of a week that the clock closed, and keeps it in that store; why not, where it cannot be made.
    package typealias PaperKeeping = @Sendable (SealedWeek, Store) async throws -> Text?

    private func turn(
        at now: Instant,
        _ withRungs: Bool,
        _ keepPaper: PaperKeeping?,
        _ wayOut: WayOut?
    ) async throws -> ClockTurn {
        var turn = ClockTurn(at: now)
        do {
            // Its moment is later than this turn's: that it is closed is told in the next.
            if let sealed = try await closeByOrder(at: now) {
                turn.closed = sealed.report.week
                turn.trouble = try await keepPaper?(sealed, acting(for: .clock))
            } else if let keepPaper, let sealed = try await closedWithoutPaper(at: now) {
                turn.trouble = try await keepPaper(sealed, acting(for: .clock))
            }
        } catch let error as StoreError {
            turn.trouble = error.message
        } catch let error as UnreadableRow {
            turn.trouble = error.message
        }
        do {
            let due = try await due(at: now, withRungs: withRungs)
            turn.told = try await tell(due.messages(to: try await recipients(on: Day(now))), at: now)
        } catch let error as StoreError {
            // What was told before is sent all the same.
            turn.trouble = error.message
        }
        if let wayOut { (turn.delivered, turn.failed) = try await send(at: now, by: wayOut) }
        _ = try await reachable {
            try await database.query(
                """
                SELECT note_clock(\(county.id), \(turn.told), \(turn.delivered), \(turn.failed),
                    \(orNull: turn.trouble?.zh), \(orNull: turn.trouble?.en))
                """
            )
        }
        return turn
    }

    /// Whom there is to tell.
    func recipients(on day: Day) async throws -> [Recipient] {
        let rows = try await reachable {
            try await database.pipeline([
                "SELECT account, rights, duties, held FROM clock_recipients(\(county.id), \(day))",
                "SELECT id::text AS id FROM clock_webhooks(\(county.id))",
            ])
        }
        let accounts = try rows[0]
            .map { row in
                Recipient(
                    name: try row["account"],
                    rights: Set((try row["rights"] as [String]).compactMap(Right.init)),
                    duties: (try row["duties"] as [String]).compactMap(Recipient.Post.init),
                    heldAt: Set(try row["held"] as [String])
                )
            }
        return accounts + (try rows[1].map { row in Recipient(webhook: try row["id"]) })
    }

    /// Tells what was not told yet, and says how many that were.
    func tell(_ messages: [Message], at now: Instant) async throws -> Int {
        var told = 0
        for start in stride(from: 0, to: messages.count, by: Self.toldAtOnce) {
            let rows = messages[start..<min(start + Self.toldAtOnce, messages.count)]
                .map { message in
                    Composite([
                        message.cause.rawValue, message.thing, message.stage, message.recipient,
                        message.title.zh,
                        message.title.en, message.lines.map(\.zh), message.lines.map(\.en), message.link,
                    ])
                }
            let answer = try await reachable {
                try await database.query(
                    "SELECT tell_messages(\(county.id), \(now), \(rows)::new_message[]) AS told"
                )
            }
            told += try answer.first?["told"] ?? 0
        }
        return told
    }

    private static let toldAtOnce = 500
}

extension Recipient.Post {
    /// Reads `director@T-03`; nil for a duty that this release does not know.
    fileprivate init?(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        guard parts.count == 2, let duty = Responsible(rawValue: parts[0]) else { return nil }
        self.init(duty: duty, site: parts[1])
    }
}
