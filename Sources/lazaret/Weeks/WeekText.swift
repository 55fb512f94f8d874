import Compliance
import Store

/// The figures of a week in words and tables.
struct WeekText {
    private let figures: WeekFigures

    init(_ figures: WeekFigures) {
        self.figures = figures
    }

    var whole: String {
        var parts = [
            "\(figures.week)  \(figures.week.monday) – \(figures.week.sunday)\n"
                + Wording.text(
                    "乡镇隔离点检查 \(figures.inspected) / \(figures.ranking.count)",
                    "Township sites inspected: \(figures.inspected) of \(figures.ranking.count)"
                )
        ]
        parts.append(
            Terminal.table([Self.rankingHeading] + (figures.ranking + figures.countySites).map(Self.row))
        )
        if !figures.criticalGaps.isEmpty {
            parts.append(
                Wording.text("一票否决项差距", "Critical gaps") + "\n"
                    + Terminal.table([GapRow.heading] + figures.criticalGaps.map { GapRow($0).cells })
            )
        }
        if !figures.topItems.isEmpty {
            parts.append(Wording.text("突出问题", "Items that failed most often") + "\n" + Terminal.table(items))
        }
        parts += figures.flags.map(Self.text)
        parts.append(Terminal.table([Self.trendHeading] + figures.trend.map(Self.row)))
        if !figures.others.isEmpty { parts.append(Terminal.table(figures.others.map(Self.row))) }
        return parts.joined(separator: "\n\n")
    }

    private static var rankingHeading: [String] {
        Language.ofShell == .zh
            ? ["名次", "点位", "", "得分", "较上周", "等次", "上次检查", "负责人"]
            : ["rank", "site", "", "score", "change", "grade", "last visit", "director"]
    }

    private static func row(_ standing: WeekStanding) -> [String] {
        let summary = standing.summary
        return [
            standing.rank.map(String.init) ?? "–", standing.site.code, standing.site.name[.ofShell],
            Wording.score(summary?.shown), Wording.change(summary?.score, since: standing.previousScore),
            summary.map { $0.grade?.title[.ofShell] ?? Wording.undecided }
                ?? Wording.text("本周未检查", "not inspected"),
            standing.lastVisit.map { "\($0)" } ?? Wording.text("从未", "never"), standing.director ?? "–",
        ]
    }

    private var items: [[String]] {
        let heading =
            Language.ofShell == .zh
            ? ["编号", "级别", "点位数", "条款", "内容"] : ["item", "severity", "sites", "clause", "requirement"]
        return [heading]
            + figures.topItems.map { item in
                [
                    item.item, item.severity.title[.ofShell], "\(item.sites) / \(item.inspected)",
                    item.source[.ofShell] + " " + item.citation.clause, item.text[.ofShell],
                ]
            }
    }

    /// A flag with its evidence lines and what a case would still lack.
    private static func text(_ flag: Flag) -> String {
        let who = flag.director?.person ?? Wording.text("负责人未登记", "no director on record")
        let head = Wording.text(
            "\(flag.site.name.zh)自 \(flag.since) 起连续 \(flag.inspections) 次低于最低要求；隔离点负责人：\(who)",
            "\(flag.site.name.en): below the minimum since \(flag.since), inspections in a row: \(flag.inspections); "
                + "director: \(who)"
        )
        let evidence = flag.evidence.map { visit in
            "  \(visit.finishedAt.shanghai)  \(Wording.score(visit.shown))  "
                + Wording.text("底线", "floor ") + Wording.floor(holds: visit.floorHolds) + "  \(visit.id)"
        }
        let undecided =
            flag.undecided > 0
            ? [
                Wording.text(
                    "  其间另有 \(flag.undecided) 次检查无法判定，既不中断，也不计入连续次数",
                    "  visits since then that could not be worked out, and neither end nor extend the run: \(flag.undecided)"
                )
            ] : []
        let missing = flag.missing.map { "  " + Wording.text("尚缺：", "missing: ") + $0[.ofShell] }
        return ([head] + evidence + undecided + missing).joined(separator: "\n")
    }

    private static var trendHeading: [String] {
        Language.ofShell == .zh ? ["周", "检查", "中位得分", "等次"] : ["week", "inspected", "median", "grades"]
    }

    private static func row(_ point: TrendPoint) -> [String] {
        [
            "\(point.week)", "\(point.inspected) / \(point.sites)", Wording.score(point.medianShown),
            ((point.undecided > 0 ? ["\(Wording.undecided) \(point.undecided)"] : [])
                + point.grades.map { "\($0.code) \($0.count)" })
                .joined(separator: ", "),
        ]
    }

    private static func row(_ coverage: CountyFigures.Coverage) -> [String] {
        [
            coverage.kind.title[.ofShell], "\(coverage.inspected) / \(coverage.sites)",
            Wording.text("低于最低要求 \(coverage.belowMinimum)", "\(coverage.belowMinimum) below the minimum"),
            coverage.undecided > 0 ? "\(Wording.undecided) \(coverage.undecided)" : "",
        ]
    }
}
