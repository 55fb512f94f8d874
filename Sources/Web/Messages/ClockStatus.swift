package import Store
import HTTPServer
import Synchronization

/// What the clock beside the server did since it began, for those who watch.
package final class ClockStatus: Sendable {
    private struct Counts {
        var turns = 0
        var failures = 0
        var told = 0
        var delivered = 0
        var failed = 0
    }

    private let counts = Mutex(Counts())

    package init() {}

    /// Counts a turn.
    package func know(_ turn: ClockTurn) {
        counts.withLock {
            $0.turns += 1
            $0.failures += turn.trouble == nil ? 0 : 1
            $0.told += turn.told
            $0.delivered += turn.delivered
            $0.failed += turn.failed
        }
    }

    /// Counts a turn that failed as a whole.
    package func knowFailure() { counts.withLock { $0.failures += 1 } }

    var gauges: [Metrics.Gauge] {
        let counts = counts.withLock { $0 }
        return [
            .init("lazaret_clock_turns", help: "Turns of the clock that this server did.", counts.turns),
            .init("lazaret_clock_failures", help: "Turns of the clock that went wrong.", counts.failures),
            .init("lazaret_messages_told", help: "Messages that this server's clock told.", counts.told),
            .init("lazaret_messages_delivered", help: "Messages that left the house.", counts.delivered),
            .init("lazaret_messages_failed", help: "Attempts to send a message that failed.", counts.failed),
        ]
    }
}
