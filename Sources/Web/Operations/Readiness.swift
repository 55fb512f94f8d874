import Compliance
import Store

/// How the store stood when it was last asked. Anybody may ask, and asking writes: so at most once a second, and
/// everybody who asks meanwhile has the same answer.
actor Readiness {
    private let store: Store
    private let now: @Sendable () -> Instant
    private var asked: (at: ContinuousClock.Instant, answer: Task<Health, any Error>)?

    init(store: Store, now: @escaping @Sendable () -> Instant) {
        self.store = store
        self.now = now
    }

    /// Throws where the store cannot be used.
    var condition: Health {
        get async throws {
            if let asked, ContinuousClock.now - asked.at < .seconds(1) { return try await asked.answer.value }
            let answer = Task { [store, now] in try await store.health(now: now) }
            asked = (.now, answer)
            return try await answer.value
        }
    }
}
