package import Compliance
import Synchronization

/// Who sent a request: looked up once, by itself or on the way of whatever is read first.
package final class Visitor: Sendable {
    private let found = Mutex<Identity??>(nil)
    /// Asks the database whose session or token was shown.
    let ask: @Sendable () async throws -> Identity?

    package init(asking ask: @escaping @Sendable () async throws -> Identity? = { nil }) {
        self.ask = ask
    }

    /// nil where it is nobody, and where nobody has looked.
    var identity: Identity? { found.withLock { $0 ?? nil } }

    var isKnown: Bool { found.withLock { $0 != nil } }

    /// An act was done for whoever that is: its own check was the door.
    private let vouched = Mutex(false)

    var isVouched: Bool { vouched.withLock { $0 } }

    func vouch() { vouched.withLock { $0 = true } }

    func know(_ identity: Identity?) { found.withLock { $0 = .some(identity) } }
}
