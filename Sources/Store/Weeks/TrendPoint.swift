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
    /// One site's last visit in a week.
    private struct Visit {
        let week: Day
        let score: Rational?
        let grade: InspectionSummary.Grade?
        let standard: Standard

        /// nil where the row has no visit.
        init?(_ row: Row, _ standards: Standards) throws {
            guard try row["inspection"] as String? != nil else { return nil }
            (week, score, grade, standard) = try row.reading("inspection", by: "inspection") {
                _ = try row["inspection"] as InspectionID
                let standard = try standards.of(row)
                let grade = try InspectionSummary.Grade(row, standard)
                return (try row["week"] as Day, try row["score"] as Rational?, grade, standard)
            }
        }
    }

    /// The rows hold one site's last visit of a week each, by week, grade (none first, then the worst) and score.
    static func all(
        _ rows: Rows,
        to week: ISOWeek,
        _ standards: Standards,
        leavingOut unreadable: inout UnreadableRows
    ) throws -> [TrendPoint] {
        var sites: [Day: Int] = [:]
        for row in rows { sites[try row["week"]] = try row["sites"] }
        let all = try rows.readable(leavingOut: &unreadable) { row in try Visit(row, standards) }
        let visits = Dictionary(grouping: all, by: \.week)
        return (0..<8).reversed()
            .map { back in
                let week = ISOWeek(of: week.monday - 7 * back)
                let visits = visits[week.monday] ?? []
                let median = median(visits.compactMap(\.score))
                return TrendPoint(
                    week: week,
                    sites: sites[week.monday] ?? 0,
                    inspected: visits.count,
                    grades: grades(visits),
                    undecided: visits.count { $0.grade == nil },
                    medianScore: median,
                    medianShown: median.map { shown($0, visits) }
                )
            }
    }

    /// The score on its side of the thresholds of every checklist that the visits were held against.
    private static func shown(_ score: Rational, _ visits: [Visit]) -> String {
        visits.map { $0.standard.shown(score: score, of: nil) }.max { $0.count < $1.count } ?? score.exact
    }

    /// The grades in the order of the visits, the worst first; visits without one are not among them.
    private static func grades(_ visits: [Visit]) -> [GradeCount] {
        var counts: [GradeCount] = []
        for grade in visits.compactMap(\.grade) {
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
