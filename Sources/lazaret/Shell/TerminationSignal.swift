import ArgumentParser
import Glibc
import Synchronization
import UnixSignals

/// ^C and SIGTERM, for commands that have something to clear away.
enum TerminationSignal {
    /// Runs the closure; a signal cancels it, and ends the process when it has cleared away what it began.
    static func runCancellable<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let work = Task { try await body() }
        let watch = Task { () -> UnixSignal? in
            for await signal in signals {
                work.cancel()
                return signal
            }
            return nil
        }
        defer { watch.cancel() }
        do {
            return try await work.value
        } catch {
            guard work.isCancelled, let signal = await watch.value else { throw error }
            exit(128 + (signal == .sigint ? SIGINT : SIGTERM))
        }
    }

    /// A signal that has come, for work that stops between two pieces and not within one.
    final class StopRequest: Sendable {
        private let signal = Mutex<UnixSignal?>(nil)

        var hasCome: Bool { signal.withLock { $0 != nil } }

        /// How a process ends that a signal stopped; nil where none has come.
        fileprivate var code: Int32? {
            signal.withLock { $0 }.map { 128 + ($0 == .sigint ? SIGINT : SIGTERM) }
        }

        /// Takes the signal; false where it is not the first.
        fileprivate func take(_ new: UnixSignal) -> Bool {
            signal.withLock { old in
                guard old == nil else { return false }
                old = new
                return true
            }
        }
    }

    /// Runs the closure, which looks at the request and ends by itself once a signal has come: the exit code then says
    /// so. A second signal ends the process at once.
    static func runStoppable<Value: Sendable>(
        _ body: (StopRequest) async throws -> Value
    ) async throws -> Value {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let stop = StopRequest()
        let watch = Task {
            for await signal in signals where !stop.take(signal) { exit(stop.code ?? SIGTERM) }
        }
        defer { watch.cancel() }
        let value = try await body(stop)
        if let code = stop.code { throw ExitCode(code) }
        return value
    }

    /// Runs the closure to its end though the task that asks for it was cancelled.
    static func runToEnd<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await Task { try await body() }.value
    }
}
