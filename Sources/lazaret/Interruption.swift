import Glibc
import UnixSignals

/// ^C and SIGTERM, for commands that have something to clear away.
enum Interruption {
    /// Runs the closure; a signal cancels it, and ends the process when it has cleared away what it began.
    static func heeded<Value: Sendable>(
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

    /// Runs the closure to its end though the task that asks for it was cancelled.
    static func outlived<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await Task { try await body() }.value
    }
}
