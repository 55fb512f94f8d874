package import Compliance

/// One inspection as lists, rankings and trends show it.
package struct InspectionSummary: Sendable, Hashable {
    package let id: InspectionID
    package let site: String
    package let kind: InspectionKind
    package let finishedAt: Instant
    package let receivedAt: Instant
    /// With nine decimals at most (`Standard.kept`), which sorts the same as the exact score and shows the same; nil when
    /// there was nothing to score.
    package let score: Rational?
    /// The score as it is shown beside the marks of its checklist.
    package let shown: String?
    /// nil when there was nothing to score, or when it could not be worked out.
    package let grade: Grade?
    package let floorHolds: Bool
    package let gaps: GapCounts

    /// A grade as the checklist that gave it names and colours it.
    package struct Grade: Sendable, Hashable {
        package let code: String
        package let title: Text
        package let colour: GradeRule.Colour
        package let isBelowMinimum: Bool
    }
}

extension InspectionSummary.Grade {
    package init(_ rule: GradeRule) {
        self.init(
            code: rule.code,
            title: rule.title,
            colour: rule.colour,
            isBelowMinimum: rule.isBelowMinimum
        )
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
