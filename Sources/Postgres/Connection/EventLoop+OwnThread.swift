import Foundation
import Synchronization

extension EventLoop {
    /// Runs a call that blocks on a thread of its own; nil where it has not ended by the deadline (it then goes
    /// on alone, and its result is dropped).
    func onOwnThread<Value: Sendable>(
        until deadline: ContinuousClock.Instant? = nil,
        _ call: @escaping @Sendable () -> Value
    ) async -> Value? {
        let ticket = ticket()
        let slot = Slot<Value>()
        let thread = Thread {
            let value = call()
            slot.value.withLock { $0 = value }
            self.wake(ticket)
        }
        thread.name = "postgres-call"
        _ = await park(ticket, until: deadline, heedingCancellation: false) { thread.start() }
        return slot.value.withLock { $0 }
    }

    private final class Slot<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
