import Synchronization

/// What the log says while the server cannot answer anybody for one and the same reason: once a minute, with how many
/// answers like it were not said, and not a line for every request.
final class OutageLog: Sendable {
    private static let every = Duration.seconds(60)

    private let outages = Mutex([String: (said: ContinuousClock.Instant, unsaid: Int)]())

    /// Takes down one answer; nil where the reason was said less than a minute ago, else how many answers with it were
    /// not said since. The reason is one of a handful that there are, never a text with something of the request's.
    func news(_ reason: String, at now: ContinuousClock.Instant) -> Int? {
        outages.withLock { outages in
            guard let (said, unsaid) = outages[reason], now - said < Self.every else {
                defer { outages[reason] = (now, 0) }
                return outages[reason]?.unsaid ?? 0
            }
            outages[reason] = (said, unsaid + 1)
            return nil
        }
    }
}
