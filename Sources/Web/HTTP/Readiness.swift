import Compliance
import Store

/// How the records stood when they were last asked. Anybody may ask, and asking writes: so at most once a second, and
/// everybody who asks meanwhile has the same answer.
actor Readiness {
    private let records: Store
    private let now: @Sendable () -> Instant
    private var asked: (at: ContinuousClock.Instant, answer: Task<Health, any Error>)?

    init(records: Store, now: @escaping @Sendable () -> Instant) {
        self.records = records
        self.now = now
    }

    /// Throws where the records cannot be used.
    var condition: Health {
        get async throws {
            if let asked, ContinuousClock.now - asked.at < .seconds(1) { return try await asked.answer.value }
            let answer = Task { [records, now] in try await records.health(now: now) }
            asked = (.now, answer)
            return try await answer.value
        }
    }
}
