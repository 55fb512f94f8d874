import Compliance
import Store

/// Whether the record is sealed, for those who watch and those who read it.
extension Service {
    /// Throws where entries have waited to be sealed for longer than they ever should.
    func requireSealing() async throws {
        let state = try await records.sealingState()
        guard let waits = state.waits, state.isStopped(isExpected: sealing.isExpected) else { return }
        // Whoever watches need not be told where keys lie: the log and the page of the record say why.
        throw StoreError.sealingStopped(seconds: Int(waits.components.seconds), why: nil)
    }

    /// What the page of the record has to say of its sealing; nil where all is well.
    func sealingNotice(_ texts: Texts) async throws -> String? {
        let state = try await records.sealingState()
        if let waits = state.waits, state.isStopped(isExpected: sealing.isExpected) {
            return StoreError.sealingStopped(seconds: Int(waits.components.seconds), why: sealing.why)
                .message[texts.language]
        }
        return sealing.why.map { texts("audit.notSealed", $0[texts.language]) }
    }

    /// For how long the oldest entry waits, and whether that is too long; nothing where the database does not answer.
    var sealingGauges: [(name: String, help: String, value: Int)] {
        get async {
            guard let state = try? await records.sealingState() else { return [] }
            let isStopped = state.isStopped(isExpected: sealing.isExpected)
            return [
                (
                    "lazaret_sealing_wait_seconds", "How long the oldest entry has waited to be sealed.",
                    Int(state.waits?.components.seconds ?? 0)
                ),
                ("lazaret_sealing_stopped", "Whether sealing the record has stopped.", isStopped ? 1 : 0),
            ]
        }
    }
}
