import Compliance
import Store

/// What a report says otherwise than the one before it, and by which inspections.
struct WeekDifference: Sendable {
    let changes: [ChangeLine]
    let hasChanges: Bool
    let causes: [CauseLine]
    let hasCauses: Bool

    /// One thing: what it was, and what it is.
    struct ChangeLine: Sendable {
        let part: String
        let what: String
        let was: String
        let stands: String
    }

    /// An inspection filed later, corrected or withdrawn.
    struct CauseLine: Sendable {
        let wording: String
        let site: String
        let id: String
        let address: String
    }

    init(_ changes: [WeeklyReport.Change], _ causes: [WeeklyReport.Cause], _ texts: Texts) {
        self.changes = changes.map { change in
            let same = change.from == nil && change.to == nil
            return ChangeLine(
                part: texts(change.part.title),
                what: texts(change.what),
                was: change.from.map { texts($0) } ?? (same ? "–" : texts("week.notThere")),
                stands: change.to.map { texts($0) } ?? texts(same ? "week.otherOrder" : "week.notThere")
            )
        }
        hasChanges = !changes.isEmpty
        self.causes = causes.map { cause in
            let key =
                switch cause.kind {
                case .filed: "week.causeFiled"
                case .corrected: "week.causeCorrected"
                case .withdrawn: "week.causeWithdrawn"
                }
            return CauseLine(
                wording: texts(key),
                site: cause.site,
                id: "\(cause.inspection)",
                address: Link.inspection("\(cause.inspection)").path
            )
        }
        hasCauses = !causes.isEmpty
    }
}

/// What a page of live figures says of a week that is over: that it can be closed, or what the sealed report says otherwise.
struct LiveWeekLines: Sendable {
    /// How it stands; nil where the week is not closed.
    let standing: String?
    let sealedAddress: String?
    let due: WeekDifference?
    /// When the clock closes it by a standing order, or why it does not; nil where that is no matter of one.
    let byClock: String?
    /// Where it is closed from here, and revised; nil for whoever may not, and where there is nothing to do.
    let closeAddress: String?
    let reviseAddress: String?
    let problems: [String]
    let hasProblems: Bool

    /// Of a week that is over.
    init(
        _ week: ISOWeek,
        _ draft: WeekDraft?,
        byClock: String? = nil,
        mayClose: Bool,
        problems: [Problem] = [],
        _ texts: Texts
    ) {
        self.byClock = byClock
        let sealed = draft?.sealed?.report
        let isDue = draft?.isRevisionDue ?? false
        standing = sealed.map {
            texts(isDue ? "week.revisionDue" : "week.asSealed", "\($0.revision)")
        }
        sealedAddress = sealed.map { _ in Link.week(week).path }
        due = draft.flatMap { isDue ? WeekDifference($0.changes, $0.causes, texts) : nil }
        closeAddress = mayClose && sealed == nil ? Link.closeWeek(week).path : nil
        reviseAddress = mayClose && isDue ? Link.reviseWeek(week).path : nil
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }
}
