import Compliance
import Store

/// An inspection in words and tables: the floor first, then score and grade, then the gaps.
struct InspectionText {
    private let record: FiledInspection
    /// What the others of its site say about it; nil right after filing.
    private let context: InspectionRecord?

    init(_ inspection: FiledInspection) {
        record = inspection
        context = nil
    }

    init(_ record: InspectionRecord) {
        self.record = record.inspection
        context = record
    }

    /// What whoever filed it wants to know at once.
    var summary: String {
        let (filing, result) = (record.filing, record.result)
        var lines = [
            "\(filing.id)  \(record.site.code) \(record.site.name[.ofShell])  \(filing.finishedAt.shanghai)",
            Wording.text("底线：", "Floor: ") + Wording.floor(holds: result.floor.holds) + broken,
            Wording.text("得分：", "Score: ") + Wording.score(result.score)
                + " (\(result.earned.exact) / \(result.attainable.exact))",
            Wording.text("等次：", "Grade: ")
                + (result.grade?.title[.ofShell] ?? Wording.text("没有可评的项目", "nothing to score")),
        ]
        if let lift = result.lift,
            let grade = record.standard.checklist.grades.first(where: { $0.code == lift.grade })
        {
            let items = lift.items.joined(separator: ", ")
            lines.append(
                Wording.text(
                    "补上 \(items) 即可升为“\(grade.title.zh)”。",
                    "Closing \(items) lifts the site to '\(grade.title.en)'."
                )
            )
        }
        return lines.joined(separator: "\n")
    }

    /// The same with its gaps and what it was held against.
    var whole: String {
        var parts = [summary]
        if !record.result.gaps.isEmpty { parts.append(Terminal.table(gaps)) }
        if let revision = context?.revisedBy {
            parts.append(Wording.text("已由 \(revision) 更正。", "Revised by \(revision)."))
        }
        let (checklist, baseline) = (record.standard.checklist, record.standard.baseline)
        parts.append(
            Wording.text("检查表", "Checklist") + " \(checklist.code) \(checklist.version)"
                + " (\(record.standard.checklistDigest.prefix(12))), "
                + Wording.text("基准", "baseline") + " \(baseline.code) \(baseline.version)"
                + " (\(record.standard.baselineDigest.prefix(12)))"
        )
        return parts.joined(separator: "\n\n")
    }

    /// The critical items that broke the floor; what was not checked is said to be just that.
    private var broken: String {
        let floor = record.result.floor
        var parts: [String] = []
        if !floor.notMet.isEmpty {
            parts.append(Wording.text("不符合 ", "not met ") + floor.notMet.joined(separator: ", "))
        }
        if !floor.notChecked.isEmpty {
            parts.append(Wording.text("未检查 ", "not checked ") + floor.notChecked.joined(separator: ", "))
        }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))"
    }

    private var gaps: [[String]] {
        let heading =
            Language.ofShell == .zh
            ? ["编号", "级别", "情况", "失分", "责任", "出现", "整改时限(时)", "补上后", "内容"]
            : ["item", "severity", "status", "lost", "owed by", "seen", "hours", "if closed", "requirement"]
        return [heading]
            + record.result.gaps.map { gap in
                [
                    gap.item, gap.severity.title[.ofShell], Wording.status(gap.status), gap.pointsLost.exact,
                    gap.responsible.title[.ofShell], Wording.recurrence(context?.recurrence[gap.item]),
                    gap.fixedOnSpot ? Wording.text("当场整改", "fixed") : gap.deadlineHours.exact,
                    Wording.score(gap.ifClosed.score),
                    record.standard.rule(gap.item)?.item.text[.ofShell] ?? "",
                ]
            }
    }
}
