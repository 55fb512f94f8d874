package import Compliance

/// One inspection as it was filed, with what it was held against and what came of it; never changes.
package struct FiledInspection: Sendable {
    package let filing: Filing
    package let site: Site
    package let receivedAt: Instant
    /// The checklist and baseline it was filed against, for ever.
    package let standard: Standard
    package let result: Result

    /// When the visit began and ended as it counts: what the filing says stands in it, and a phone's clock may have been
    /// ahead of its receipt.
    package var startedAt: Instant { Filing.counted(filing.startedAt, receivedAt: receivedAt) }
    package var finishedAt: Instant { Filing.counted(filing.finishedAt, receivedAt: receivedAt) }
    /// Whether the visit counts as ended when it was received, since it said a later time.
    package var clockWasAhead: Bool { filing.finishedAt > receivedAt }
}

/// What became of a filing.
package enum FilingOutcome: Sendable {
    /// Written now.
    case filed(FiledInspection)
    /// The same id with the same content had been written before.
    case repeated(FiledInspection)

    package var inspection: FiledInspection {
        switch self {
        case .filed(let inspection), .repeated(let inspection): inspection
        }
    }
}

/// When a visit was withdrawn, by whom and why.
package struct Withdrawal: Sendable, Hashable {
    package let by: String
    package let at: Instant
    package let reason: String

    package init(by: String, at: Instant, reason: String) {
        self.by = by
        self.at = at
        self.reason = reason
    }
}

/// An inspection among the others of its site, as of now.
package struct InspectionRecord: Sendable {
    package let inspection: FiledInspection
    /// By item code, for the gaps; worked out from the order of visits.
    package let recurrence: [String: Recurrence]
    /// By item code, of gaps that earlier visits found and none since saw mended: the earliest that one of them gave.
    var earlierDeadlines: [String: Instant] = [:]
    /// By item code: the deadline that an administrator gave the gap in the place of all others.
    package var movedDeadlines: [String: Instant] = [:]
    /// The site's visit before this one.
    package let previous: InspectionSummary?
    /// The revision that replaced this one; nil while it stands.
    package let revisedBy: InspectionID?
    /// That it was filed by mistake, and counts nowhere; nil for every other.
    package var withdrawal: Withdrawal?
    /// Who held a duty at the site on the day of the visit.
    package let postings: [Posting]
    /// What the answers name as evidence, with what has arrived of it.
    package var evidence = InspectionEvidence(named: [], isOwn: false)
    /// What is not said of its surroundings because it cannot be read: the visit before, a posting.
    package var unreadable = UnreadableRows()

    /// By when the gap has to be closed: one that was found before keeps the deadline of the visit that found it first
    /// (`domain.md` §6), so that this visit's own may be later than what binds; what an administrator gave it binds before both.
    package func deadline(of gap: Gap) -> Instant {
        if let moved = movedDeadlines[gap.item] { return moved }
        let own = gap.deadline(from: finishedAt)
        return earlierDeadlines[gap.item].map { min($0, own) } ?? own
    }

    /// Whether the gap was mended on the spot, and closed by that: not as long as evidence that its answer names is to come.
    package func isMended(_ gap: Gap) -> Bool {
        gap.fixedOnSpot && !evidence.pending.contains { $0.item == gap.item }
    }

    package var filing: Filing { inspection.filing }
    package var startedAt: Instant { inspection.startedAt }
    package var finishedAt: Instant { inspection.finishedAt }
    package var clockWasAhead: Bool { inspection.clockWasAhead }
    package var site: Site { inspection.site }
    package var receivedAt: Instant { inspection.receivedAt }
    package var standard: Standard { inspection.standard }
    package var result: Result { inspection.result }
}
