/// What accountability reads of a notice (`domain.md` §7 (c) and (d)): whom it reached when, and the deadlines that it gave.
package struct ServedNotice: Sendable, Hashable {
    package let visit: InspectionID
    /// When the director acknowledged it, or it was handed over before a witness; nil where it reached nobody yet.
    package let reachedAt: Instant?
    /// By item, as the notice says them.
    package let deadlines: [String: Deadline]
    /// Deadlines that an administrator gave since the notice was issued, in the order in which that was done.
    package var moves: [Move]

    package init(
        visit: InspectionID,
        reachedAt: Instant?,
        deadlines: [String: Deadline],
        moves: [Move] = []
    ) {
        self.visit = visit
        self.reachedAt = reachedAt
        self.deadlines = deadlines
        self.moves = moves
    }

    package struct Deadline: Sendable, Hashable {
        /// What the severity gives, by the baseline that the notice names.
        package let hours: Rational
        package let at: Instant

        package init(hours: Rational, at: Instant) {
            self.hours = hours
            self.at = at
        }
    }

    /// A deadline given to an item in the place of the one that it had.
    package struct Move: Sendable, Hashable {
        package let item: String
        /// When that was done.
        package let at: Instant
        package let deadline: Instant

        package init(item: String, at: Instant, deadline: Instant) {
            self.item = item
            self.at = at
            self.deadline = deadline
        }
    }

    /// By when the item had to be mended, for a case: as the notice says, or as it was moved to before that moment, and never
    /// before its hours have passed since the notice arrived. nil where the notice does not speak of the item, or reached
    /// nobody.
    ///
    /// The moment is that of the visit which asks, or when the item was seen mended before that: what is moved later is of
    /// another finding, or was not known to anybody at the visit.
    package func deadline(
        of item: String,
        knownAt moment: Instant = Instant(microseconds: .max)
    ) -> Instant? {
        guard let reachedAt, let deadline = deadlines[item] else { return nil }
        let seconds = (deadline.hours * 3600).ceiling.integer ?? 0
        let bound = moves.last { $0.item == item && $0.at < moment }?.deadline ?? deadline.at
        return max(bound, reachedAt.adding(seconds: seconds))
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
