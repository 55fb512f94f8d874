/// What accountability reads of a notice (`domain.md` §7 (c) and (d)): whom it reached when, and the deadlines that it gave.
package struct ServedNotice: Sendable, Hashable {
    package let visit: InspectionID
    /// When the director acknowledged it, or it was handed over before a witness; nil where it reached nobody yet.
    package let reachedAt: Instant?
    /// By item.
    package let deadlines: [String: Deadline]

    package init(visit: InspectionID, reachedAt: Instant?, deadlines: [String: Deadline]) {
        self.visit = visit
        self.reachedAt = reachedAt
        self.deadlines = deadlines
    }

    package struct Deadline: Sendable, Hashable {
        /// What the severity gives, by the baseline that the notice names.
        package let hours: Rational
        /// As the notice says it, or as it was moved to with a reason.
        package let at: Instant

        package init(hours: Rational, at: Instant) {
            self.hours = hours
            self.at = at
        }
    }

    /// By when the item had to be mended, for a case: as the notice says, and never before its hours have passed since it
    /// arrived. nil where the notice does not speak of the item, or reached nobody.
    package func deadline(of item: String) -> Instant? {
        guard let reachedAt, let deadline = deadlines[item] else { return nil }
        let seconds = (deadline.hours * 3600).ceiling.integer ?? 0
        return max(deadline.at, reachedAt.adding(seconds: seconds))
    }
}

extension Notice {
    /// What accountability reads of it.
    package func served(at reachedAt: Instant?) -> ServedNotice {
        ServedNotice(
            visit: content.visit.id,
            reachedAt: reachedAt,
            deadlines: Dictionary(
                content.items.map { ($0.item, ServedNotice.Deadline(hours: $0.hours, at: $0.deadline)) }
            ) { first, _ in first }
        )
    }
}

extension ServedNotice {
    /// The same with the deadline of an item where it was moved to.
    package func moving(_ item: String, to moment: Instant) -> ServedNotice {
        guard let was = deadlines[item] else { return self }
        var moved = deadlines
        moved[item] = Deadline(hours: was.hours, at: moment)
        return ServedNotice(visit: visit, reachedAt: reachedAt, deadlines: moved)
    }
}
