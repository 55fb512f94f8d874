package import Compliance

/// The figures of one ISO week, live (`domain.md` §8); freezing them is another matter.
package struct WeekFigures: Sendable, Hashable {
    package let week: ISOWeek
    /// Every township site that was open in the week: first those inspected, of which those whose grade could not be
    /// worked out come first and then the best grade and score; then the others, longest not inspected first.
    package let ranking: [WeekStanding]
    /// County sites, apart.
    package let countySites: [WeekStanding]
    /// Critical gaps of the week's inspections of county and township sites.
    package let criticalGaps: [StandingGap]
    /// Items that failed at the most sites this week, at most ten.
    package let topItems: [FailingItem]
    package let flags: [Flag]
    /// This week and the seven before, oldest first; township sites only.
    package let trend: [TrendPoint]
    /// Homes, checkpoints and zones: how many are open, were visited, were below the minimum.
    package let others: [CountyFigures.Coverage]
    /// The versions that the week's inspections were filed against.
    package let versions: [VersionUse]
    /// When the figures were read.
    package let asOf: Instant

    package var inspected: Int { ranking.count { $0.summary != nil } }
}

/// One site in one week: its last inspection of the week.
package struct WeekStanding: Sendable, Hashable {
    package let site: Site
    /// nil: not inspected this week; never shown as zero.
    package let summary: InspectionSummary?
    /// The score of the last inspection of the week before; nil where there was none.
    package let previousScore: Rational?
    /// 1 for the best; sites of equal grade and score share a rank; nil when not inspected, or without a grade.
    package let rank: Int?
    /// The last visit on record up to the week's end; nil when there never was one.
    package let lastVisit: Day?
    package let director: String?
}

/// An item that fell short at several sites.
package struct FailingItem: Sendable, Hashable {
    package let checklist: String
    package let item: String
    package let text: Text
    package let severity: Severity
    package let citation: Citation
    /// The title of the cited paper.
    package let source: Text
    /// At how many sites it fell short, of those where it was asked this week.
    package let sites: Int
    package let inspected: Int
}

/// A township site that stays below the minimum: what is on record, never a bare name with a colour.
package struct Flag: Sendable, Hashable {
    package let site: Site
    /// The director on the day of the latest of the inspections; nil when nobody is on record.
    package let director: Posting?
    /// The unbroken run of inspections below the minimum up to the week's end, oldest first; at most ten, the
    /// latest ones.
    package let evidence: [InspectionSummary]
    /// Length of the whole run.
    package let inspections: Int
    /// The visit day of the first of the run.
    package let since: Day
    /// How many visits since then have no grade: they neither ended the run nor extended it.
    package let undecided: Int
    /// What a case needs that this release does not record yet (`domain.md` §7), such as guidance.
    package let missing: [Text]
}

/// A week of the trend; grades are counted over the last inspection of each site.
package struct TrendPoint: Sendable, Hashable {
    package let week: ISOWeek
    package let sites: Int
    package let inspected: Int
    package let grades: [GradeCount]
    /// How many of the inspected sites have no grade.
    package let undecided: Int
    /// The middle score of the inspected sites; nil when none was.
    package let medianScore: Rational?
    /// The same as it is shown.
    package let medianShown: String?

    package struct GradeCount: Sendable, Hashable {
        package let grade: InspectionSummary.Grade
        package let count: Int
        package var code: String { grade.code }
    }
}

/// A checklist and baseline version and how many of the week's inspections used it.
package struct VersionUse: Sendable, Hashable {
    package let checklist: String
    package let version: String
    package let checklistDigest: String
    package let baseline: String
    package let baselineVersion: String
    package let baselineDigest: String
    package let inspections: Int
}
