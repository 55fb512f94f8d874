package import Compliance
import Postgres

/// One inspection as lists, rankings and trends show it.
package struct InspectionSummary: Sendable, Hashable {
    package let id: InspectionID
    package let site: String
    package let kind: InspectionKind
    package let finishedAt: Instant
    package let receivedAt: Instant
    /// Exact; of what an earlier release filed, with nine decimals at most (`Standard.kept`), which sorts and shows the same.
    /// nil when there was nothing to score.
    package let score: Rational?
    /// The score as it is shown beside the thresholds of its checklist.
    package let shown: String?
    /// nil when there was nothing to score, or when it could not be worked out.
    package let grade: Grade?
    package let floorHolds: Bool
    package let gaps: GapCounts
    /// The floor is broken by items alone that nobody checked: it is not shown to hold, and nothing was found.
    package var isFloorUnproven = false

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

/// Whether every critical item is met, as words say it (`domain.md` §4.4): what was not checked was not found short.
package enum FloorState: String, Sendable, CaseIterable {
    case holds, unproven, broken

    package var title: Text {
        switch self {
        case .holds: Text(zh: "守住", en: "holds")
        case .unproven: Text(zh: "未证实", en: "not shown to hold")
        case .broken: Text(zh: "未守住", en: "broken")
        }
    }
}

extension InspectionSummary {
    package var floor: FloorState { floorHolds ? .holds : isFloorUnproven ? .unproven : .broken }
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
        i.checklist_digest, i.baseline_digest, coalesce(i.exact_score, i.score::text) AS score, i.grade, i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps, \
        i.not_asked, NOT i.floor_holds AND i.critical_gaps > 0 AND NOT EXISTS (
            SELECT FROM gap g WHERE g.county_id = i.county_id AND g.inspection = i.id AND g.severity = 'critical'
                AND g.status = 'notMet') AS floor_unproven
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
                ),
                isFloorUnproven: row.has("floor_unproven") ? try row["floor_unproven"] ?? false : false
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
