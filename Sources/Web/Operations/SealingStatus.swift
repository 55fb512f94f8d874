package import AuditLog
package import Compliance
import Synchronization

/// What the job that seals the record beside the server has to say to those who watch.
package final class SealingStatus: Sendable {
    /// Whether this server is to seal: it was given a key, or keeps one itself.
    package let isExpected: Bool
    private let reason: Mutex<Text?>
    private let known = Mutex<Set<PublicSealKey>>([])

    /// `why` says why nothing is sealed from the start; nil where it is.
    package init(isExpected: Bool, why: Text? = nil) {
        self.isExpected = isExpected
        reason = Mutex(why)
    }

    /// Why the record was not sealed the last time; nil where it was.
    package var why: Text? { reason.withLock { $0 } }

    /// The public halves of the keys that this server sealed with: what pages check signatures by.
    package var keys: Set<PublicSealKey> { known.withLock { $0 } }

    package func know(_ key: PublicSealKey) { known.withLock { _ = $0.insert(key) } }

    /// Takes down how the last time ended, and says whether that is news.
    package func isNews(_ why: Text?) -> Bool {
        reason.withLock { last in
            defer { last = why }
            return last != why
        }
    }
}
