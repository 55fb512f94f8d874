package import Compliance

/// One inspection as it was filed, with what it was held against; never changes.
package struct InspectionRecord: Sendable {
    package let filing: Filing
    package let site: Site
    package let receivedAt: Instant
    /// The checklist and baseline it was filed against, for ever.
    package let standard: Standard
    package let result: Result
    /// By item code, for the gaps.
    package let recurrence: [String: Recurrence]
    /// The site's visit before this one.
    package let previous: InspectionSummary?
    /// The revision that replaced this one; nil while it stands.
    package let revisedBy: InspectionID?
    /// Who held a duty at the site on the day of the visit.
    package let postings: [Posting]
}

/// What became of a filing.
package enum FilingOutcome: Sendable {
    /// Written now.
    case filed(InspectionRecord)
    /// The same id with the same content had been written before.
    case repeated(InspectionRecord)

    package var record: InspectionRecord {
        switch self {
        case .filed(let record), .repeated(let record): record
        }
    }
}
