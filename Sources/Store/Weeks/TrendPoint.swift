package import Compliance
import Postgres

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

extension TrendPoint {
    /// The rows hold one site's last visit of a week each, by week, grade (none first, then the worst) and score.
    static func all(
        _ rows: Rows,
        to week: ISOWeek,
        _ standards: Standards
    ) throws -> [TrendPoint] {
        var visits: [Day: [Row]] = [:]
        for row in rows { visits[try row["week"], default: []].append(row) }
        return try (0..<8).reversed()
            .map { back in
                let week = ISOWeek(of: week.monday - 7 * back)
                let rows = visits[week.monday] ?? []
                let inspected = try rows.filter { row in try row["inspection"] as String? != nil }
                let grades = try grades(inspected, standards)
                let median = median(try inspected.compactMap { row in try row["score"] as Rational? })
                return TrendPoint(
                    week: week,
                    sites: try rows.first.map { row in try row["sites"] } ?? 0,
                    inspected: inspected.count,
                    grades: grades,
                    undecided: inspected.count - grades.reduce(0) { $0 + $1.count },
                    medianScore: median,
                    medianShown: try median.map { score in try shown(score, inspected, standards) }
                )
            }
    }

    /// The score on its side of the thresholds of every checklist that the rows were held against.
    private static func shown(_ score: Rational, _ rows: [Row], _ standards: Standards) throws -> String {
        try rows.compactMap { row in try standards.of(row)?.shown(score: score, of: nil) }
            .max { $0.count < $1.count }
            ?? score.exact
    }

    /// The grades in the order of the rows, the worst first; visits without one are not among them.
    private static func grades(
        _ rows: [Row],
        _ standards: Standards
    ) throws -> [GradeCount] {
        var counts: [GradeCount] = []
        for row in rows {
            guard let grade = try InspectionSummary.Grade(row, standards.of(row)) else { continue }
            let index = counts.firstIndex { $0.code == grade.code } ?? counts.endIndex
            let count = GradeCount(
                grade: grade,
                count: (index < counts.endIndex ? counts[index].count : 0) + 1
            )
            counts.replaceSubrange(index..<min(index + 1, counts.endIndex), with: [count])
        }
        return counts
    }

    /// The middle score; of an even number, halfway between the two in the middle.
    static func median(_ scores: [Rational]) -> Rational? {
        guard !scores.isEmpty else { return nil }
        let sorted = scores.sorted()
        let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        return (low + high).divided(by: 2)
    }
}
