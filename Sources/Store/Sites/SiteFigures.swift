package import Compliance

/// Everything the page of one site shows.
package struct SiteFigures: Sendable, Hashable {
    package let site: Site
    /// Everybody who held a duty here, present holders first, then by duty and day.
    package let postings: [Posting]
    /// Newest visit first, revised ones left out; at most a hundred.
    package let history: [InspectionSummary]
    /// Open gaps of the latest inspection, the worst first.
    package let openGaps: [StandingGap]
    /// How many inspections there are in all, revised ones left out.
    package let inspections: Int
}
