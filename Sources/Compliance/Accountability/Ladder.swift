/// What is on record that the rungs of one site's ladder are worked out from: dated facts, no state.
package struct Ladder: Sendable, Hashable {
    /// Since when a reminder may be sent: the moment at which the first order went overdue, or of the first visit that found
    /// the site below the minimum; nil where there is neither.
    package var occasion: Instant?
    /// When the reminder went out, of the gaps that it names.
    package var reminder: Instant?
    /// Whether one of the gaps that the reminder names is open at the time that is asked about.
    package var isStillOpen: Bool
    package var circular: Instant?
    /// Since when the four conditions hold; nil where they do not.
    package var casesSince: Instant?
    /// When an infection at the site was put on record: the ladder then begins with the interview.
    package var infection: Instant?
    /// When the interview was called.
    package var called: Instant?
    /// When the interview was held, or was refused in writing; nil where it was only called, or not at all.
    package var interview: Instant?
    /// Of everybody whom the case names: when a statement was asked for; nil in it where somebody was not asked.
    package var statementsAsked: [Instant?]
    package var proposal: Instant?

    package init(
        occasion: Instant? = nil,
        reminder: Instant? = nil,
        isStillOpen: Bool = false,
        circular: Instant? = nil,
        casesSince: Instant? = nil,
        infection: Instant? = nil,
        called: Instant? = nil,
        interview: Instant? = nil,
        statementsAsked: [Instant?] = [],
        proposal: Instant? = nil
    ) {
        self.occasion = occasion
        self.reminder = reminder
        self.isStillOpen = isStillOpen
        self.circular = circular
        self.casesSince = casesSince
        self.infection = infection
        self.called = called
        self.interview = interview
        self.statementsAsked = statementsAsked
        self.proposal = proposal
    }
}

/// Where a rung stands. The program says what may be proposed; people decide.
package enum RungState: Sendable, Hashable {
    /// It was taken.
    case taken(Instant)
    /// It may be proposed since then.
    case mayBeProposed(Instant)
    /// It may be proposed from then on, if nothing changes.
    case notBefore(Instant)
    /// What stands against it, in the order of the rules.
    case not([Missing])

    package enum Missing: Sendable, Hashable {
        /// No order is overdue, and no visit found the site below the minimum.
        case occasion
        /// The rung before was not taken.
        case before(Rung)
        /// None of the gaps that the reminder names is open any more.
        case stillOpen
        /// Neither do the four conditions hold, nor is an infection on record.
        case conditions
        /// The interview was neither held nor refused in writing.
        case interview
        /// Somebody whom the case names has not been asked for a statement.
        case statement
    }

    package var mayBeProposed: Bool {
        if case .mayBeProposed = self { true } else { false }
    }
}

extension Ladder {
    /// The state of a rung at a time, by the county's days.
    package func state(of rung: Rung, at now: Instant, by policy: LadderPolicy = .standing) -> RungState {
        if let at = taken(rung) { return .taken(at) }
        switch rung {
        case .reminder:
            return Self.standing([occasion.map { .since($0) } ?? .missing(.occasion)], now)
        case .circular:
            return Self.standing(
                [
                    reminder.map { .since($0.adding(days: policy.circular)) } ?? .missing(.before(.reminder)),
                    isStillOpen || reminder == nil ? .holds : .missing(.stillOpen),
                ],
                now
            )
        case .interview:
            if let infection { return Self.standing([.since(infection)], now) }
            return Self.standing(
                [
                    reminder == nil ? .missing(.before(.reminder)) : .holds,
                    circular.map { .since($0.adding(days: policy.interview)) }
                        ?? .missing(.before(.circular)),
                    casesSince.map { .since($0) } ?? .missing(.conditions),
                ],
                now
            )
        case .proposal:
            let asked = statementsAsked.map { asked in
                asked.map { Ground.since($0.adding(days: policy.statement)) } ?? .missing(.statement)
            }
            return Self.standing(
                [
                    infection == nil && casesSince == nil ? .missing(.conditions) : .holds,
                    interview.map { .since($0.adding(days: policy.proposal)) } ?? .missing(.interview),
                ] + (asked.isEmpty ? [.missing(.statement)] : asked),
                now
            )
        }
    }

    private func taken(_ rung: Rung) -> Instant? {
        switch rung {
        case .reminder: reminder
        case .circular: circular
        case .interview: called
        case .proposal: proposal
        }
    }

    /// One thing that a rung rests on.
    private enum Ground {
        case holds
        case since(Instant)
        case missing(RungState.Missing)
    }

    /// What all of its grounds together say.
    private static func standing(_ grounds: [Ground], _ now: Instant) -> RungState {
        var missing: [RungState.Missing] = []
        var since: [Instant] = []
        for ground in grounds {
            switch ground {
            case .holds: break
            case .since(let at): since.append(at)
            case .missing(let what) where !missing.contains(what): missing.append(what)
            case .missing: break
            }
        }
        guard missing.isEmpty, let from = since.max() else { return .not(missing) }
        return from <= now ? .mayBeProposed(from) : .notBefore(from)
    }
}

extension Instant {
    package func adding(days: Int) -> Instant { adding(seconds: days * 86_400) }
}
