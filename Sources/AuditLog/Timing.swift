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

/// What a verification met that proves nothing changed, and that whoever verifies has to hear of.
package struct Remarks: Sendable, Hashable {
    /// Entries that came late, and those that are of later than their head: how many, and the first of them.
    package private(set) var late = Numbers()
    package private(set) var early = Numbers()
    /// Heads that were signed earlier than the one before them, by their sizes.
    package private(set) var backwards = Numbers()
    /// Heads from which on a key signs that nothing announces, taken because whoever verifies vouches for the key.
    package internal(set) var vouched = Numbers()

    /// Some numbers, of which the first are kept.
    package struct Numbers: Sendable, Hashable {
        package private(set) var count = 0
        package private(set) var first: [Int] = []

        static let most = 10

        mutating func add(_ number: Int) {
            count += 1
            if first.count < Self.most { first.append(number) }
        }
    }

    package init() {}

    mutating func note(_ timing: Timing, of number: Int) {
        switch timing {
        case .timely: break
        case .late: late.add(number)
        case .early: early.add(number)
        }
    }

    /// Notes a head that was signed before the one that it follows.
    mutating func note(_ head: TreeHead, after last: TreeHead?) {
        if let last, head.time < last.time { backwards.add(head.size) }
    }
}
