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
        let content = report.content
        sentences = [
            Self.coverage(content, figures, texts), Self.outcome(report, texts), Self.gaps(content, texts),
            Self.orders(content, texts), Self.flags(figures, texts), Self.cases(report, texts),
            Self.arrears(content, texts),
        ]
        .compactMap(\.self)
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
        columns = content.trend.enumerated().map { Column($1, at: $0) }
    }

    private static func coverage(
        _ content: WeeklyReport.Content,
        _ figures: WeekFigures,
        _ texts: Texts
    ) -> String {
        let (all, seen) = (figures.ranking.count, figures.inspected)
        let siteless = content.townshipsWithoutSite
        return texts(
            "summary.coverage",
            "\(all)",
            "\(seen)",
            Rational.percent(seen, of: all),
            "\(all - seen)"
        )
            + (siteless.isEmpty
                ? ""
                : texts("summary.siteless", "\(siteless.count)", texts.list(siteless.map { texts($0.name) })))
    }

    /// How the inspected sites came out, beside the sealed week before.
    private static func outcome(_ report: WeeklyReport, _ texts: Texts) -> String {
        let trend = report.content.trend
        guard let own = trend.last?.figures, own.inspected > 0 else { return texts("summary.noneInspected") }
        let counts =
            own.grades.map { "\(texts($0.grade.title)) \($0.count)" }
            + (own.undecided > 0 ? ["\(texts("grade.none")) \(own.undecided)"] : [])
        let before = trend.dropLast().last
        let comparison =
            if let before, let quoted = before.quoted, let figures = before.figures {
                texts("summary.before", "\(quoted.revision)", figures.medianShown ?? "–")
            } else {
                texts("summary.notSealedBefore")
            }
        return texts("summary.outcome", texts.list(counts), own.medianShown ?? "–") + comparison
    }

    private static func gaps(_ content: WeeklyReport.Content, _ texts: Texts) -> String {
        let sites = Set(content.criticalGaps.map(\.site)).count
        return texts(
            "summary.gaps",
            "\(content.criticalFound)",
            "\(content.criticalGaps.count)",
            "\(sites)"
        )
    }

    private static func orders(_ content: WeeklyReport.Content, _ texts: Texts) -> String {
        let orders = content.orders
        return texts(
            "summary.orders",
            "\(orders.opened)",
            "\(orders.ended)",
            orders.medianHours?.rounded(decimals: 1) ?? "–",
            "\(orders.open)",
            "\(orders.overdue)"
        )
    }

    private static func flags(_ figures: WeekFigures, _ texts: Texts) -> String {
        let persisting = figures.flags.filter(\.isPersisting)
        let names = persisting.map { texts($0.site.name) }
        return texts("summary.flags", "\(persisting.count)", "\(figures.flags.count - persisting.count)")
            + (names.isEmpty ? "" : texts("summary.persisting", texts.list(names)))
    }

    /// nil where the report has none.
    private static func cases(_ report: WeeklyReport, _ texts: Texts) -> String? {
        let (cases, steps) = (report.content.cases, report.content.steps)
        if cases.isEmpty, steps.isEmpty { return nil }
        return texts(
            "summary.cases",
            "\(cases.count { $0.end == nil })",
            "\(cases.count { $0.openedAt >= report.week.instants.lowerBound })",
            "\(cases.count { $0.end != nil })",
            "\(steps.count { $0.step.rung == .reminder })",
            "\(steps.count { $0.step.rung == .circular })"
        )
    }

    private static func arrears(_ content: WeeklyReport.Content, _ texts: Texts) -> String {
        texts("summary.arrears", "\(content.notVisited.count)", "\(content.rechecks.count)")
            + texts(
                "summary.arrearsMore",
                "\(content.waiting.count)",
                "\(content.owedStandards.count { $0.owed == .issue })",
                "\(content.owedStandards.count { $0.owed == .guidance })"
            )
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
