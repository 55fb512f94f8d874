/// One rectification (整改): a run of findings of one item at one site, from the first to what closed it.
package struct GapRun: Sendable, Hashable {
    package enum State: Sendable, Hashable {
        /// Found, and nothing sent since.
        case open
        /// Sent by the site; an inspector has not said yet.
        case submitted(GapSubmission)
        /// Sent back with a reason, and nothing sent since.
        case returned(GapVerification)
        /// A visit found it met or mended, filed by somebody who may not close it: an inspector has to confirm.
        case waiting(GapFinding)
        case verified(GapVerification)
        /// A later visit found it met.
        case mended(GapFinding)
        /// A later visit found it and had it mended while it was there.
        case fixedOnSpot(GapFinding)

        package var word: GapState {
            switch self {
            case .open: .open
            case .submitted: .submitted
            case .returned: .returned
            case .waiting: .waiting
            case .verified: .verified
            case .mended: .mended
            case .fixedOnSpot: .fixedOnSpot
            }
        }
    }

    /// 1 for the first run of the item at the site.
    package let number: Int
    package internal(set) var state: State
    /// In the order of visits; the first opened it, the others found it again.
    package internal(set) var findings: [GapFinding]
    /// As the last finding has them.
    package internal(set) var severity: Severity
    package internal(set) var responsible: Responsible
    /// From when its time counts: the finding that gave the deadline its beginning, of those since it was last seen mended.
    package internal(set) var dueFrom: Instant
    /// The earliest deadline that those findings gave.
    package internal(set) var bound: Instant
    /// Deadlines given by an administrator since then, the last in force.
    package internal(set) var changes: [DeadlineChange] = []
    package internal(set) var endedAt: Instant?
    /// When it was first answered since it was last found or sent back; nil where it was not. What came in time is no less in
    /// time for being answered once more.
    package internal(set) var answeredAt: Instant?
    /// Whether a visit that may not close it, and was not sent back, saw it mended since it was last found: the next finding
    /// has a deadline of its own, and none that is given before that binds.
    package internal(set) var wasSeenMended = false

    init(number: Int, first: GapFinding, severity: Severity, responsible: Responsible, bound: Instant) {
        self.number = number
        state = .open
        findings = []
        self.severity = severity
        self.responsible = responsible
        dueFrom = first.finishedAt
        self.bound = bound
    }

    /// When it was first found.
    package var since: Instant { findings.first?.finishedAt ?? dueFrom }
    /// How often it was found again.
    package var repeats: Int { findings.count - 1 }
    package var deadline: Instant { changes.last?.deadline ?? bound }

    /// What an inspector has to judge; nil where nothing waits.
    package var pending: GapVerification.Subject? {
        switch state {
        case .submitted(let submission): .submission(submission.id)
        case .waiting(let visit): .visit(visit.inspection)
        default: nil
        }
    }

    package func standing(at now: Instant) -> GapStanding {
        GapStanding(
            state: state.word,
            since: since,
            dueFrom: dueFrom,
            deadline: deadline,
            answeredAt: answeredAt,
            endedAt: endedAt,
            repeats: repeats,
            now: now
        )
    }
}

/// The word for what became of a run.
package enum GapState: String, Sendable, Hashable, CaseIterable {
    case open, submitted, returned, waiting, verified, mended, fixedOnSpot

    package var isEnded: Bool {
        switch self {
        case .open, .submitted, .returned, .waiting: false
        case .verified, .mended, .fixedOnSpot: true
        }
    }

    package var title: Text {
        switch self {
        case .open: Text(zh: "待整改", en: "open")
        case .submitted: Text(zh: "已报整改，待核验", en: "answered, to be verified")
        case .returned: Text(zh: "已退回", en: "returned")
        case .waiting: Text(zh: "复查已达标，待检查员确认", en: "found met, to be confirmed by an inspector")
        case .verified: Text(zh: "核验销号", en: "verified and closed")
        case .mended: Text(zh: "复查销号", en: "closed by a later visit")
        case .fixedOnSpot: Text(zh: "当场整改销号", en: "closed on the spot")
        }
    }
}

/// Where a run stands at a moment: what follows from its dates alone.
package struct GapStanding: Sendable, Hashable {
    /// Of the three-colour order (三色督办单).
    package enum Colour: String, Sendable, Hashable, CaseIterable {
        /// Due soon: within the last third of its time.
        case blue
        /// Returned, or found again and still open.
        case yellow
        /// Overdue.
        case red

        package var title: Text {
            switch self {
            case .blue: Text(zh: "蓝色督办：临近期限", en: "blue order: due soon")
            case .yellow: Text(zh: "黄色督办：退回或滞后", en: "yellow order: returned or behind")
            case .red: Text(zh: "红色督办：超期", en: "red order: overdue")
            }
        }
    }

    package let isOverdue: Bool
    /// Whether the site has still to act, and is within the last third of its time.
    package let isNear: Bool
    /// nil where nothing is to be urged, as while it waits for an inspector.
    package let colour: Colour?
    /// Whole days since it was first found, up to its end.
    package let age: Int

    package init(
        state: GapState,
        since: Instant,
        dueFrom: Instant,
        deadline: Instant,
        answeredAt: Instant?,
        endedAt: Instant?,
        repeats: Int,
        now: Instant
    ) {
        let isOverdue =
            switch state {
            case .open, .returned: deadline < now
            // What came in time waits for the inspectors, whose delay is not the site's.
            case .submitted: answeredAt.map { deadline < $0 } ?? false
            case .waiting, .verified, .mended, .fixedOnSpot: false
            }
        let isNear =
            3 * (deadline.microseconds - now.microseconds) <= deadline.microseconds - dueFrom.microseconds
        self.isOverdue = isOverdue
        self.isNear = !isOverdue && (state == .open || state == .returned) && isNear
        colour =
            isOverdue
            ? .red
            : state == .returned || state == .open && repeats > 0
                ? .yellow : state == .open && isNear ? .blue : nil
        age = max(0, (min(now, endedAt ?? now).microseconds - since.microseconds) / 86_400_000_000)
    }
}
