import Compliance
import Postgres

extension Flag {
    /// The rows hold one inspection each; those of one site stand together, the oldest first.
    static func all(_ rows: Rows, _ standards: Standards) throws -> [Flag] {
        var evidence: [String: [InspectionSummary]] = [:]
        var first: [Row] = []
        for row in rows {
            let code = try row["code"] as String
            if evidence[code] == nil { first.append(row) }
            if let summary = try InspectionSummary(row, standards) {
                evidence[code, default: []].append(summary)
            }
        }
        return try first.map { row in
            let site = try Site(row)
            let person = try row["director"] as String?
            return Flag(
                site: site,
                director: try person.map { (person) throws(PostgresError) in
                    Posting(
                        duty: .director,
                        person: person,
                        from: try row["held_from"],
                        to: try row["held_to"]
                    )
                },
                evidence: evidence[site.code] ?? [],
                inspections: try row["inspections"],
                since: try row["since"],
                undecided: try row["undecided"],
                missing: unrecorded
            )
        }
    }

    /// What `domain.md` §7 asks for before a case, and no table holds yet.
    private static let unrecorded = [
        Text(zh: "标准下发与签收记录", en: "the standard issued to the site, and its receipt"),
        Text(zh: "下发后的指导记录", en: "guidance given after it was issued"),
        Text(zh: "送达负责人的限期整改通知", en: "a rectification notice with a deadline that reached the director"),
    ]
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

    /// The score on its side of the marks of every checklist that the rows were held against.
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
