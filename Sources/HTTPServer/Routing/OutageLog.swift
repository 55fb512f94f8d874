import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// What the log says while the server cannot answer anybody for one and the same reason: once a minute, with how many
/// answers like it were not said, and not a line for every request.
final class OutageLog: Sendable {
    /// The process has one log.
    static let shared = OutageLog()
    private static let every = Duration.seconds(60)
    /// There are a handful of reasons; more than that are no reasons any more.
    private static let most = 100

    private let outages = Mutex([String: (said: ContinuousClock.Instant, unsaid: Int)]())

    /// Takes down one answer; nil where the reason was said less than a minute ago, else how many answers with it were
    /// not said since.
    func news(_ reason: String, at now: ContinuousClock.Instant) -> Int? {
        outages.withLock { outages in
            if outages.count > Self.most { outages = [:] }
            guard let (said, unsaid) = outages[reason], now - said < Self.every else {
                defer { outages[reason] = (now, 0) }
                return outages[reason]?.unsaid ?? 0
            }
            outages[reason] = (said, unsaid + 1)
            return nil
        }
    }
}

extension RequestContext {
    /// The refusal that the error comes to, with its cause in the log where it is the server's own fault.
    package func refused(_ error: any Error) -> Refusal {
        let refusal = Refusal(of: error)
        log(refusal, because: error)
        return refusal
    }

    /// Says in the log what is the server's own fault, with its cause.
    func log(_ refusal: Refusal, because error: any Error) {
        guard refusal.kind.status.code >= 500 else { return }
        let cause = String(reflecting: error)
        var metadata: Logger.Metadata = [:]
        if refusal.kind == .unavailable {
            // Which of the errors it is, without the figures and statements that come with it.
            let reason = String(cause.unicodeScalars.prefix(100).prefix { $0 != "(" && $0 != ";" })
            guard let unsaid = OutageLog.shared.news(reason, at: .now) else { return }
            if unsaid > 0 { metadata["unsaid"] = "\(unsaid)" }
        }
        logger.error("\(refusal.kind.rawValue): \(cause)", metadata: metadata)
    }
}
