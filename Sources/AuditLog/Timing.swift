package import Compliance

/// How the time that an entry names goes with the heads on both sides of it, which were signed when they say.
package enum Timing: String, Sendable, Hashable {
    case timely
    /// The entry is older than the head before it: it was kept back, or put in afterwards.
    case late
    /// The entry is of later than the head that it was sealed under, or of no moment at all.
    case early

    /// How far clocks may differ, and how long a transaction may take, before that is said.
    package static let grace = 60

    /// `previous` is the time of the head before the entry, `own` that of the first head that covers it; nil where
    /// there is none.
    package init(of moment: Instant?, after previous: Instant?, before own: Instant?) {
        guard let moment else {
            self = .early
            return
        }
        if let previous, moment.adding(seconds: Self.grace) < previous {
            self = .late
        } else if let own, own.adding(seconds: Self.grace) < moment {
            self = .early
        } else {
            self = .timely
        }
    }
}
