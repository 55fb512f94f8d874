import Compliance
import Foundation

extension Instant {
    /// What the system's clock says.
    static var now: Instant {
        Instant(microseconds: Int((Date.now.timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }
}
