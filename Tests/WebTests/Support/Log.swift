import Logging
import Synchronization

/// Keeps what is logged as a warning or worse.
struct Log: LogHandler {
    private final class Lines: Sendable {
        let all = Mutex<[(level: Logger.Level, text: String)]>([])
    }

    private let lines = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.all.withLock { $0.append((event.level, "\(event.message)")) }
    }

    /// What was logged so far at that level.
    func texts(_ level: Logger.Level) -> [String] {
        lines.all.withLock { $0.filter { $0.level == level }.map(\.text) }
    }
}
