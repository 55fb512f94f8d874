// Eight weeks, and what they were held against.
extension WeeklyReport {
    /// A week of the trend. An earlier one is quoted from its sealed report; where there is none, it has no figures.
    package struct TrendWeek: Sendable, Hashable {
        package let week: ISOWeek
        /// The sealed report that the figures are of; nil for the report's own week, and where that week is not sealed.
        package let quoted: Quotation?
        package let figures: TrendFigures?

        package init(week: ISOWeek, quoted: Quotation? = nil, figures: TrendFigures? = nil) {
            self.week = week
            self.quoted = quoted
            self.figures = figures
        }
    }

    /// A sealed report by week, revision and digest (lower-case hex).
    package struct Quotation: Sendable, Hashable {
        package let week: ISOWeek
        package let revision: Int
        package let digest: String

        package init(week: ISOWeek, revision: Int, digest: String) {
            self.week = week
            self.revision = revision
            self.digest = digest
        }
    }

    /// Township sites of one week: how many there were, and how the last inspection of each came out.
    package struct TrendFigures: Sendable, Hashable {
        package let sites: Int
        package let inspected: Int
        package let grades: [GradeCount]
        package let undecided: Int
        package let medianScore: Rational?
        package let medianShown: String?

        package init(
            sites: Int,
            inspected: Int,
            grades: [GradeCount],
            undecided: Int,
            medianScore: Rational? = nil,
            medianShown: String? = nil
        ) {
            self.sites = sites
            self.inspected = inspected
            self.grades = grades
            self.undecided = undecided
            self.medianScore = medianScore
            self.medianShown = medianShown
        }
    }

    /// A grade, and how many sites had it.
    package struct GradeCount: Sendable, Hashable {
        package let grade: Grade
        package let count: Int

        package init(grade: Grade, count: Int) {
            self.grade = grade
            self.count = count
        }
    }

    /// A checklist and baseline version, and how many of the week's inspections used it.
    package struct Version: Sendable, Hashable {
        package let checklist: String
        package let title: Text
        package let version: String
        package let checklistDigest: String
        package let baseline: String
        package let baselineTitle: Text
        package let baselineVersion: String
        package let baselineDigest: String
        package let inspections: Int

        package init(
            checklist: String,
            title: Text,
            version: String,
            checklistDigest: String,
            baseline: String,
            baselineTitle: Text,
            baselineVersion: String,
            baselineDigest: String,
            inspections: Int
        ) {
            self.checklist = checklist
            self.title = title
            self.version = version
            self.checklistDigest = checklistDigest
            self.baseline = baseline
            self.baselineTitle = baselineTitle
            self.baselineVersion = baselineVersion
            self.baselineDigest = baselineDigest
            self.inspections = inspections
        }
    }
}
