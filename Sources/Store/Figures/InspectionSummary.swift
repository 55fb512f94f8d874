package import Compliance

/// One inspection as lists, rankings and trends show it.
package struct InspectionSummary: Sendable, Hashable {
    package let id: InspectionID
    package let site: String
    package let kind: InspectionKind
    package let finishedAt: Instant
    package let receivedAt: Instant
    /// Truncated after nine decimals, which shows the same single decimal as the exact score and sorts the same;
    /// nil when there was nothing to score.
    package let score: Rational?
    /// nil when there was nothing to score.
    package let grade: Grade?
    package let floorHolds: Bool
    package let gaps: GapCounts

    /// A grade as the checklist that gave it names and colours it.
    package struct Grade: Sendable, Hashable {
        package let code: String
        package let title: Text
        package let colour: GradeRule.Colour
    }
}

/// How many gaps of each severity.
package struct GapCounts: Sendable, Hashable {
    package let critical: Int
    package let major: Int
    package let minor: Int
    package var total: Int { critical + major + minor }

    package init(critical: Int, major: Int, minor: Int) {
        self.critical = critical
        self.major = major
        self.minor = minor
    }

    package init(_ gaps: [Gap]) {
        self.init(
            critical: gaps.count { $0.severity == .critical },
            major: gaps.count { $0.severity == .major },
            minor: gaps.count { $0.severity == .minor }
        )
    }
}
