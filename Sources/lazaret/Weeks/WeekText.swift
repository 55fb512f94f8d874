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
                    "已检查的乡镇隔离点 \(figures.inspected) / \(figures.ranking.count)",
                    "Township sites inspected: \(figures.inspected) of \(figures.ranking.count)"
                )
        ]
        parts.append(Terminal.table([Self.rankingHeading] + figures.ranking.map(Self.row)))
        if figures.gradeOverrulesScore {
            parts.append(
                Wording.text(
                    "名次先看等次，再看得分：等次低的排在后面，得分再高也是。",
                    "The grade comes before the score: whoever has the lower grade stands below, whatever the score."
                )
            )
        }
        if !figures.countySites.isEmpty {
            parts.append(
                Wording.text("县集中隔离点", "County sites") + "\n"
                    + Terminal.table([Self.rankingHeading] + figures.countySites.map(Self.row))
            )
        }
        if figures.criticalFound > 0 {
            let head = Wording.text(
                "一票否决项差距：本周各次检查共查到 \(figures.criticalFound) 项，各点位本周最后一次检查没有解决的 \(figures.criticalGaps.count) 项",
                "Critical gaps: \(figures.criticalFound) found by all visits of the week, "
                    + "\(figures.criticalGaps.count) left open by each site's last visit"
            )
            let rows = figures.criticalGaps.map { GapRow($0, now: figures.until).cells }
            parts.append(rows.isEmpty ? head : head + "\n" + Terminal.table([GapRow.heading] + rows))
        }
        parts.append(OrdersText(figures).whole)
        if !figures.topItems.isEmpty {
            parts.append(
                (figures.countsUnchecked
                    ? Wording.text("不符合或未检查最多的检查项", "Items most often not met or not checked")
                    : Wording.text("不符合最多的检查项", "Items most often not met")) + "\n"
                    + Terminal.table(items)
            )
        }
        parts += figures.flags.map { FlagText($0, isOver: figures.isOver).whole }
        parts.append(Terminal.table([Self.trendHeading] + figures.trend.map(Self.row)))
        if !figures.others.isEmpty { parts.append(Terminal.table(figures.others.map(Self.row))) }
        if !figures.versions.isEmpty {
            parts.append(
                Wording.text("所用版本", "Versions used") + "\n" + Terminal.table(figures.versions.map(Self.row))
            )
        }
        return parts.joined(separator: "\n\n")
    }

    private static var rankingHeading: [String] {
        Language.ofShell == .zh
            ? ["名次", "点位", "", "得分", "比上周", "结论", "最近检查", "隔离点负责人"]
            : ["rank", "site", "", "score", "change", "grade", "last visit", "director"]
    }

    private static func row(_ standing: WeekStanding) -> [String] {
        let summary = standing.summary
        return [
            standing.rank.map(String.init) ?? "–", standing.site.code, standing.site.name[.ofShell],
            Wording.score(summary?.shown), Wording.change(summary?.score, since: standing.previousScore),
            summary.map { $0.grade?.title[.ofShell] ?? Wording.undecided }
                ?? Wording.text("本周未检查", "not inspected"),
            standing.lastVisit.map { "\($0)" } ?? Wording.text("从未检查", "never"), standing.director ?? "–",
        ]
    }

    private var items: [[String]] {
        let heading =
            Language.ofShell == .zh
            ? ["检查表", "编号", "等级", "不符合 / 已查点位", "条款", "要求"]
            : ["checklist", "item", "severity", "not met at / checked at", "clause", "requirement"]
        return [heading]
            + figures.topItems.map { item in
                [
                    item.checklistTitle[.ofShell], item.item, item.severity.title[.ofShell],
                    "\(item.sites) / \(item.inspected)",
                    item.source[.ofShell] + " " + item.citation.clause, item.text[.ofShell],
                ]
            }
    }

    private static var trendHeading: [String] {
        Language.ofShell == .zh ? ["周", "本周已检查", "中位得分", "结论"] : ["week", "inspected", "median", "grades"]
    }

    private static func row(_ point: TrendPoint) -> [String] {
        [
            "\(point.week)", "\(point.inspected) / \(point.sites)", Wording.score(point.medianShown),
            ((point.undecided > 0 ? ["\(Wording.undecided) \(point.undecided)"] : [])
                + point.grades.map { "\($0.grade.title[.ofShell]) \($0.count)" })
                .joined(separator: Wording.text("、", ", ")),
        ]
    }

    private static func row(_ use: VersionUse) -> [String] {
        [
            "\(use.title[.ofShell]) \(use.version)", "\(use.baselineTitle[.ofShell]) \(use.baselineVersion)",
            Wording.text("\(use.inspections) 次检查", "inspections: \(use.inspections)"),
        ]
    }

    private static func row(_ coverage: CountyFigures.Coverage) -> [String] {
        [
            coverage.kind.title[.ofShell], "\(coverage.inspected) / \(coverage.sites)",
            Wording.text("其中不达标 \(coverage.belowMinimum)", "\(coverage.belowMinimum) below the minimum"),
            coverage.undecided > 0
                ? Wording.text("其中无法判定 \(coverage.undecided)", "\(coverage.undecided) \(Wording.undecided)")
                : "",
        ]
    }
}
