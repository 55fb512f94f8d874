import Synchronization

/// Pictures that could not be made for what is no matter of their own, and when each may be tried again: at once, and then
/// after longer and longer, so that a file which ends its reader every time costs little. Forgotten with the process.
package final class PictureTries: Sendable {
    private struct Failed {
        var times = 0
        var next: ContinuousClock.Instant
    }

    private let failed = Mutex([String: Failed]())
    private static let mostKept = 1_000
    /// How long after the first, second … failure it may be tried again; the last holds for all further ones.
    static let waits: [Duration] = [.zero, .seconds(60), .seconds(600), .seconds(3_600)]

    package init() {}

    /// Whether the picture of that name may be tried now.
    package func mayTry(_ name: String, at now: ContinuousClock.Instant = .now) -> Bool {
        failed.withLock { $0[name].map { $0.next <= now } ?? true }
    }

    /// It failed, for a passing cause.
    package func note(_ name: String, at now: ContinuousClock.Instant = .now) {
        failed.withLock { failed in
            var one = failed[name] ?? Failed(next: now)
            one.next = now + Self.waits[min(one.times, Self.waits.count - 1)]
            one.times += 1
            if failed[name] == nil, failed.count >= Self.mostKept,
                let first = failed.min(by: { $0.value.next < $1.value.next })
            {
                failed[first.key] = nil
            }
            failed[name] = one
        }
    }

    /// It was made, or refused for good.
    package func forget(_ name: String) { failed.withLock { $0[name] = nil } }
}
