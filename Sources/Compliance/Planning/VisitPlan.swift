/// A site in operation with what its next visit depends on, as of a day.
package struct VisitPlan: Sendable, Hashable {
    /// The first day of the period of operation that the day lies in.
    package let openedOn: Day
    /// Whether that period goes on from another site: then visits from before it count too.
    package let goesOn: Bool
    /// What counts for its kind on that day; nil where nothing does.
    package let interval: Cadence.Interval?
    /// Its visits that stand, those to the sites that it goes on from up to the move included, in any order.
    package let visits: [Visit]

    /// A visit, in the order of `domain.md` §2a.
    package struct Visit: Sendable, Hashable {
        package let id: InspectionID
        package let finishedAt: Instant
        package let place: Int
        /// nil where no grade could be worked out.
        package let isBelow: Bool?

        package init(id: InspectionID, finishedAt: Instant, place: Int, isBelow: Bool?) {
            self.id = id
            self.finishedAt = finishedAt
            self.place = place
            self.isBelow = isBelow
        }
    }

    package init(openedOn: Day, goesOn: Bool, interval: Cadence.Interval?, visits: [Visit]) {
        self.openedOn = openedOn
        self.goesOn = goesOn
        self.interval = interval
        self.visits = visits
    }

    /// When the next visit is due, as it stands on that day. `sql/acts/due_visits.sql` gives the same for lists.
    ///
    /// The days are counted from the last visit, or from the opening where none was made since. A site that reopens begins
    /// anew. It is due sooner where the last visit that has a grade left it below the minimum: one without a grade neither
    /// ends nor extends that (`domain.md` §4).
    package func due(on day: Day) -> DueVisit {
        let counted =
            visits.filter { Day($0.finishedAt) <= day && (goesOn || Day($0.finishedAt) >= openedOn) }
            .sorted { ($0.finishedAt, $0.place) < ($1.finishedAt, $1.place) }
        let isBelow = counted.last { $0.isBelow != nil }?.isBelow ?? false
        let last = counted.last.map { Day($0.finishedAt) }
        return DueVisit(
            lastVisit: last,
            inspection: counted.last?.id,
            isBelow: isBelow,
            dueOn: interval.map { (last ?? openedOn) + (isBelow ? $0.daysBelow : $0.days) }
        )
    }
}

/// When a site is to be visited next.
package struct DueVisit: Sendable, Hashable {
    /// The day of the last visit that counts; nil where there is none.
    package let lastVisit: Day?
    package let inspection: InspectionID?
    /// Whether its last grade was below the minimum.
    package let isBelow: Bool
    /// The last day in time; nil where its kind has no cadence.
    package let dueOn: Day?

    package init(lastVisit: Day?, inspection: InspectionID?, isBelow: Bool, dueOn: Day?) {
        self.lastVisit = lastVisit
        self.inspection = inspection
        self.isBelow = isBelow
        self.dueOn = dueOn
    }

    /// By how many days it is late; 0 up to the day on which it is due.
    package func daysLate(on day: Day) -> Int { dueOn.map { max(0, day - $0) } ?? 0 }
}
