import Compliance
import Store

/// A sealed week on one page: six sentences, one more where there are cases, and three pictures.
struct WeekSummary: Sendable {
    let sentences: [String]
    /// The grades of the week as one bar, with the counts in words.
    let grades: TrendLine?
    let bars: [Bar]
    let columns: [Column]

    /// One site: how far its score reaches on a field of 100.
    struct Bar: Sendable {
        let name: String
        let width: String
        let colour: String
        let score: String
    }

    /// One week on a field of 40 by 110, of which 80 are the sites in operation.
    struct Column: Sendable {
        let place: Int
        let week: String
        let count: String
        let isSealed: Bool
        let parts: [Part]

        struct Part: Sendable {
            let y: String
            let height: String
            let colour: String
        }
    }

    init(_ report: WeeklyReport, _ figures: WeekFigures, _ texts: Texts) {
        sentences = report.sentences.map { texts($0) }
        grades = figures.trend.last.map { TrendLine($0, texts) }
        bars = figures.ranking.map { standing in
            let score = standing.summary?.score
            return Bar(
                name: texts(standing.site.name),
                width: score.map { $0.rounded(decimals: 1) } ?? "0",
                colour: standing.summary?.grade?.colour.rawValue ?? GradeMark.undecidedColour,
                score: standing.summary.map { $0.shown ?? "–" } ?? texts("grade.notInspected")
            )
        }
        columns = report.content.trend.enumerated().map { Column($1, at: $0) }
    }
}

extension WeekSummary.Column {
    fileprivate init(_ week: WeeklyReport.TrendWeek, at place: Int) {
        self.place = place * 40
        self.week = "W" + "\(week.week)".suffix(2)
        let figures = week.figures
        isSealed = figures != nil
        count = figures.map { "\($0.inspected) / \($0.sites)" } ?? "–"
        var (parts, counted): ([Part], Int) = ([], 0)
        let grades =
            [(GradeMark.undecidedColour, figures?.undecided ?? 0)]
            + (figures?.grades.map { ($0.grade.colour.rawValue, $0.count) } ?? [])
        for (colour, count) in grades where count > 0 {
            counted += count
            parts.append(
                Part(
                    y: Self.height(100 * (figures?.sites ?? 0) - 80 * counted, of: figures?.sites),
                    height: Self.height(80 * count, of: figures?.sites),
                    colour: colour
                )
            )
        }
        self.parts = parts
    }

    private static func height(_ part: Int, of whole: Int?) -> String {
        Rational(part, over: whole ?? 0)?.rounded(decimals: 1) ?? "0"
    }
}
