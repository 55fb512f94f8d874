/// What an administrator corrects of a site's past, one period or one description at a time, with a reason: what was said
/// stays on record. A register file speaks of the last period and of what is from now on; this of any.
package enum SiteAct: Sendable, Hashable {
    /// The period that is on record as begun on that day was otherwise.
    case correctPeriod(Day, PeriodCorrection)
    /// There was another period.
    case addPeriod(Day, closedOn: Day?, predecessor: String?)
    /// There never was such a period.
    case withdrawPeriod(Day)
    /// What the site is on record as called and as being from that day on, or from the beginning (nil), was otherwise.
    case correctDescription(Day?, DescriptionCorrection)
    /// From that day on, until the next that is on record, it was otherwise in this.
    case addDescription(Day, DescriptionCorrection)
    /// It did not change on that day.
    case withdrawDescription(Day)

    /// The site that is named as the one before.
    package var predecessor: String? {
        switch self {
        case .correctPeriod(_, let correction): correction.predecessor?.value
        case .addPeriod(_, _, let predecessor): predecessor
        default: nil
        }
    }
}

/// What of a period was not so; nil stays as it is.
package struct PeriodCorrection: Sendable, Hashable {
    package let openedOn: Day?
    /// The last day; nothing where it lasts.
    package let closedOn: Said<Day>?
    package let predecessor: Said<String>?

    package init(openedOn: Day? = nil, closedOn: Said<Day>? = nil, predecessor: Said<String>? = nil) {
        self.openedOn = openedOn
        self.closedOn = closedOn
        self.predecessor = predecessor
    }
}

/// What of a description was not so; nil stays as it is.
package struct DescriptionCorrection: Sendable, Hashable {
    /// From when on; the first is of every day, and stays so.
    package var since: Day?
    package var name: String?
    package var english: String?
    /// By its code.
    package var township: Said<String>?
    package var address: Said<String>?
    package var capacity: Said<Int>?
    package var place: Said<SitePlace>?

    package init(
        since: Day? = nil,
        name: String? = nil,
        english: String? = nil,
        township: Said<String>? = nil,
        address: Said<String>? = nil,
        capacity: Said<Int>? = nil,
        place: Said<SitePlace>? = nil
    ) {
        self.since = since
        self.name = name
        self.english = english
        self.township = township
        self.address = address
        self.capacity = capacity
        self.place = place
    }
}
