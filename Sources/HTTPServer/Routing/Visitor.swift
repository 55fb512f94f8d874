package import Compliance
import Synchronization

/// Who sent a request: looked up once, by itself or on the way of whatever is read or done first.
package final class Visitor: Sendable {
    private enum State {
        case unknown
        /// nil where it is nobody.
        case known(Identity?)
        /// An act was done for whoever that is: its own check was the door.
        case vouchedFor
    }

    private let state = Mutex(State.unknown)
    /// Asks the database whose session or token was shown.
    let ask: @Sendable () async throws -> Identity?

    package init(asking ask: @escaping @Sendable () async throws -> Identity? = { nil }) {
        self.ask = ask
    }

    /// nil where it is nobody, and where nobody has looked.
    var identity: Identity? {
        state.withLock { if case .known(let identity) = $0 { identity } else { nil } }
    }

    var isKnown: Bool { state.withLock { if case .known = $0 { true } else { false } } }
    var isVouchedFor: Bool { state.withLock { if case .vouchedFor = $0 { true } else { false } } }

    func know(_ identity: Identity?) { state.withLock { $0 = .known(identity) } }

    /// Who is known stays so.
    func vouch() { state.withLock { if case .unknown = $0 { $0 = .vouchedFor } } }
}
