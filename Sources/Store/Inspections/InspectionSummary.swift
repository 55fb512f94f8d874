package import Compliance
import Postgres

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
    /// The score as it is shown beside the thresholds of its checklist.
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

extension InspectionSummary {
    /// The columns that `summary` reads, of an inspection `i`.
    static let columns: SQL = """
        i.id AS inspection, i.site AS code, i.kind AS inspection_kind, i.finished_at, i.received_at, \
        i.checklist_digest, i.baseline_digest, i.score, i.grade, i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps, \
        i.not_asked
        """

    /// Reads the inspection of the row; nil where it has none. The standards name and colour the grades, and know the
    /// thresholds beside which scores are shown.
    init?(_ row: Row, _ standards: Standards) throws {
        guard try row["inspection"] as String? != nil else { return nil }
        self = try row.reading("inspection", by: "inspection") {
            let id = try row["inspection"] as InspectionID
            let standard = try standards.of(row)
            let score = try row["score"] as Rational?
            let notAsked = Set(try row["not_asked"] as [String])
            return InspectionSummary(
                id: id,
                site: try row["code"],
                kind: try row["inspection_kind"],
                finishedAt: try row["finished_at"],
                receivedAt: try row["received_at"],
                score: score,
                shown: score.map { standard.shown(score: $0, of: standard.attainable(without: notAsked)) },
                grade: try Grade(row, standard),
                floorHolds: try row["floor_holds"],
                gaps: GapCounts(
                    critical: try row["critical_gaps"],
                    major: try row["major_gaps"],
                    minor: try row["minor_gaps"]
                )
            )
        }
    }
}

extension InspectionSummary.Grade {
    /// Reads `grade`; nil where there is none.
    init?(_ row: Row, _ standard: Standard) throws(PostgresError) {
        guard let code = try row["grade"] as String? else { return nil }
        guard let rule = standard.checklist.grades.first(where: { $0.code == code }) else {
            throw row.unreadable("grade", "column 'grade' names no grade of its checklist")
        }
        self.init(rule)
    }
}
