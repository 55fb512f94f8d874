import Foundation
import Synchronization

/// A thread that waits for sockets and runs the code of the actors that live on it.
///
/// The thread starts with the first job and, after `stop()`, ends when nothing is left to do; a job that comes
/// later still starts it again, so nothing sent here is ever lost.
final class EventLoop: SerialExecutor {
    /// Why a parked task goes on.
    enum Wake: Sendable {
        /// The socket is ready, or somebody called `wake`.
        case ready
        /// The deadline has passed.
        case late
        /// The task was cancelled.
        case cancelled
    }

    /// Names one parking, once; a late event for an earlier one finds nobody.
    typealias Ticket = UInt64

    private struct Parked {
        let continuation: CheckedContinuation<Wake, Never>
        let deadline: ContinuousClock.Instant?
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var parked: [Ticket: Parked] = [:]
        /// No deadline comes before this; it may have gone by without meaning.
        var earliest: ContinuousClock.Instant?
        var isRunning = false
        var isAsleep = false
        var isStopping = false
    }

    private let state = Mutex(State())
    private let lastTicket = Atomic<Ticket>(Readiness.wakeUp)
    private let readiness = Readiness()

    // MARK: Jobs

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let (start, wake) = state.withLock { state in
            state.jobs.append(job)
            defer {
                state.isRunning = true
                state.isAsleep = false
            }
            return (!state.isRunning, state.isAsleep)
        }
        if start { startThread() } else if wake { readiness.wake() }
    }

    /// Lets the thread end once nothing is left to do.
    func stop() {
        state.withLock { $0.isStopping = true }
        readiness.wake()
    }

    private func startThread() {
        let thread = Thread { self.run() }
        thread.name = "postgres"
        thread.start()
    }

    private func run() {
        let executor = unsafe asUnownedSerialExecutor()
        while let jobs = takeJobs() {
            for job in jobs { unsafe job.runSynchronously(on: executor) }
            guard let timeout = rest() else { return }
            readiness.wait(milliseconds: timeout) { wake($0) }
            wakeTheLate()
        }
    }

    private func takeJobs() -> [UnownedJob]? {
        state.withLock { state in
            state.isAsleep = false
            var jobs: [UnownedJob] = []
            swap(&jobs, &state.jobs)
            return jobs
        }
    }

    /// How long to wait for sockets, in milliseconds, -1 without end; nil when the thread's work is over.
    private func rest() -> Int32? {
        state.withLock { state in
            guard state.jobs.isEmpty else { return 0 }
            if state.isStopping, state.parked.isEmpty {
                state.isRunning = false
                return nil
            }
            state.isAsleep = true
            guard let earliest = state.earliest else { return -1 }
            return max(0, (earliest - .now).roundedUpMilliseconds)
        }
    }

    // MARK: Parking

    func ticket() -> Ticket {
        lastTicket.add(1, ordering: .relaxed).newValue
    }

    /// Suspends the task until the socket is ready, `wake` is called with the ticket, the deadline passes or
    /// (where it heeds that) the task is cancelled. `begin` runs once nothing can be missed any more.
    ///
    /// It is called by actors that live here, and stays on them up to the suspension: what such an actor has seen
    /// before still holds when the task is parked.
    func park(
        _ ticket: Ticket,
        on interest: Readiness.Interest? = nil,
        until deadline: ContinuousClock.Instant?,
        heedingCancellation: Bool = true,
        isolation: isolated (any Actor)? = #isolation,
        begin: () -> Void = {}
    ) async -> Wake {
        guard heedingCancellation else {
            return await withCheckedContinuation { continuation in
                admit(ticket, continuation, interest, deadline)
                begin()
            }
        }
        return await withTaskCancellationHandler {
            // Named, so that the closure belongs to the same actor.
            _ = isolation
            return await withCheckedContinuation { continuation in
                admit(ticket, continuation, interest, deadline)
                begin()
                if Task.isCancelled { wake(ticket, .cancelled) }
            }
        } onCancel: {
            wake(ticket, .cancelled)
        }
    }

    /// Lets the task parked with the ticket go on; does nothing when it already has.
    func wake(_ ticket: Ticket, _ why: Wake = .ready) {
        state.withLock { $0.parked.removeValue(forKey: ticket) }?.continuation.resume(returning: why)
    }

    private func admit(
        _ ticket: Ticket,
        _ continuation: CheckedContinuation<Wake, Never>,
        _ interest: Readiness.Interest?,
        _ deadline: ContinuousClock.Instant?
    ) {
        assertIsolated()
        let wakeUp = state.withLock { state in
            state.parked[ticket] = Parked(continuation: continuation, deadline: deadline)
            guard let deadline, deadline < state.earliest ?? deadline + .nanoseconds(1) else { return false }
            state.earliest = deadline
            return state.isAsleep
        }
        if let interest, !readiness.arm(interest, ticket) { wake(ticket) }
        if wakeUp { readiness.wake() }
    }

    private func wakeTheLate() {
        let late = state.withLock { state -> [CheckedContinuation<Wake, Never>] in
            guard let earliest = state.earliest, earliest <= .now else { return [] }
            let now = ContinuousClock.now
            let late = state.parked.filter { $0.value.deadline.map { $0 <= now } ?? false }
            for ticket in late.keys { state.parked[ticket] = nil }
            state.earliest = state.parked.values.compactMap(\.deadline).min()
            return late.values.map(\.continuation)
        }
        for continuation in late { continuation.resume(returning: .late) }
    }
}

extension Duration {
    /// Whole milliseconds, rounded up, as far as they fit.
    var roundedUpMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < 2_000_000 else { return 2_000_000_000 }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
