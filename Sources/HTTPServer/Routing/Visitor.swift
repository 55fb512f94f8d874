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

    func know(_ identity: Identity?) { found.withLock { $0 = .some(identity) } }
}
