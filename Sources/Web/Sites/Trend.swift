import Compliance
import Store

/// Scores over time as a drawing of 640 by 200, made on the server.
struct Trend: Sendable {
    let points: [Point]
    /// The `points` of the line through them.
    let line: String
    let rules: [Rule]
    let firstDay: String
    let lastDay: String

    /// One visit, drawn with the shape of its grade.
    struct Point: Sendable {
        let x: String
        let y: String
        let grade: GradeMark
        let address: String
        /// Read out and shown on pointing: day, grade and score.
        let wording: String
    }

    /// A horizontal rule with its score.
    struct Rule: Sendable {
        let y: String
        let score: Int
    }

    private static let most = 24

    /// The last visits that were scored, oldest first; nil where there are fewer than two.
    init?(_ visits: some Sequence<InspectionSummary>, _ texts: Texts) {
        let scored = visits.compactMap { visit in visit.score.map { (visit, $0) } }.suffix(Self.most)
        guard scored.count > 1, let first = scored.first, let last = scored.last else { return nil }
        points = scored.enumerated()
            .map { index, entry in
                let grade = GradeMark(entry.0, texts)
                return Point(
                    x: Rational(44 + 580 * index / (scored.count - 1)).exact,
                    y: Self.height(of: entry.1),
                    grade: grade,
                    address: Link.inspection("\(entry.0.id)").path,
                    wording: "\(Day(entry.0.finishedAt)) \(grade.wording) \(entry.0.shown ?? "")"
                )
            }
        line = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        rules = [0, 25, 50, 75, 100].map { Rule(y: Self.height(of: Rational($0)), score: $0) }
        firstDay = "\(Day(first.0.finishedAt))"
        lastDay = "\(Day(last.0.finishedAt))"
    }

    /// 100 lies at 16, 0 at 176.
    private static func height(of score: Rational) -> String {
        (176 - score * 160 * (Rational(1, over: 100) ?? 0)).rounded(decimals: 1)
    }
}
