package import Compliance

/// The county at a glance, as of now.
package struct CountyFigures: Sendable, Hashable {
    package let week: ISOWeek
    /// The county and township isolation sites that are open: first those whose latest grade could not be worked out,
    /// then county sites, then by code.
    package let standings: [SiteStanding]
    /// Open gaps of the sites' latest inspections, the worst first: critical before major, then by points lost; at
    /// most ten.
    package let worstGaps: [StandingGap]
    /// How many sites of each other kind are open, and how many of them were inspected this week.
    package let others: [Coverage]

    /// Sites of one kind and how many were visited this week.
    package struct Coverage: Sendable, Hashable {
        package let kind: SiteKind
        package let sites: Int
        package let inspected: Int
        /// Of those inspected this week, below the minimum.
        package let belowMinimum: Int
        /// Of those inspected this week, without a grade.
        package let undecided: Int
    }
}

/// Where one site stands: its latest inspection, the one before, and who directs it.
package struct SiteStanding: Sendable, Hashable {
    package let site: Site
    /// nil for a site never inspected.
    package let latest: InspectionSummary?
    /// The score of the inspection before the latest.
    package let previousScore: Rational?
    /// Who holds the director's duty today; nil when nobody is on record.
    package let director: String?
    /// Whether a visit was finished this week.
    package let inspectedThisWeek: Bool
}

/// A gap that the site's latest inspection found.
package struct StandingGap: Sendable, Hashable {
    package let site: Site
    package let inspection: InspectionID
    package let item: String
    package let text: Text
    package let severity: Severity
    /// `notMet` or `notChecked`.
    package let status: Outcome.Status
    package let pointsLost: Rational
    package let responsible: Responsible
    package let recurrence: Recurrence
    /// The day of the visit that first found it in the present unbroken run.
    package let since: Day
    package let deadline: Instant
}
