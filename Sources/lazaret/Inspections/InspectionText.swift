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
        let (filing, site) = (record.filing, record.site)
        let head = "\(filing.id)  \(site.code) \(site.name[.ofShell])  \(record.finishedAt.shanghai)"
        return ([head] + clock + ResultText(record.result, record.standard).summary).joined(separator: "\n")
    }

    /// That the sender's clock was ahead: what it said, and what counts.
    private var clock: [String] {
        guard record.clockWasAhead else { return [] }
        let (claimed, counted) = (record.filing.finishedAt.shanghai, record.finishedAt.shanghai)
        return [
            Wording.text(
                "提交的手机比服务器快：填的结束时间是 \(claimed)，按收到的时间 \(counted) 计。",
                "The sender's clock was ahead: it says that the visit ended at \(claimed); "
                    + "it counts as ended when received, at \(counted)."
            )
        ]
    }

    /// The same with its gaps and what it was held against.
    var whole: String {
        var parts = [summary]
        if let today { parts.append(today) }
        if !record.result.gaps.isEmpty { parts.append(Terminal.table(gaps)) }
        if let pending = context?.evidence.pending, !pending.isEmpty {
            let items = pending.map { "\($0.item) \($0.reference.prefix(12))…" }.joined(separator: ", ")
            parts.append(
                Wording.text(
                    "佐证待收 \(pending.count) 个：\(items)。收到之前，“当场整改”不算销号。",
                    "Evidence pending: \(pending.count) (\(items)). Until it has arrived, 'fixed on the spot' closes nothing."
                )
            )
        }
        if let withdrawal = context?.withdrawal {
            parts.append(
                Wording.text(
                    "已撤销，不计入任何数字：\(withdrawal.at.shanghai)，\(withdrawal.by)，理由：\(withdrawal.reason)",
                    "Withdrawn, and counts nowhere: \(withdrawal.at.shanghai), by \(withdrawal.by): \(withdrawal.reason)"
                )
            )
        }
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

    /// What today's rules of scoring say, where they say something else.
    private var today: String? {
        let result = record.result
        guard let now = record.standard.today(result, record.filing.sheet),
            let grade = now.grade?.title ?? now.whyNoGrade
        else { return nil }
        return Wording.text(
            "此结论按评分规则第 \(result.scoringVersion) 版得出，保留不变。按现行第 \(now.scoringVersion) 版应为：\(grade.zh)",
            "This grade was worked out by version \(result.scoringVersion) of the scoring rules, and stands. "
                + "By version \(now.scoringVersion), today's, it would be: \(grade.en)"
        )
    }

    private var gaps: [[String]] {
        let heading =
            Language.ofShell == .zh
            ? ["编号", "级别", "情况", "失分", "责任", "出现", "整改时限（时）", "补上后", "内容"]
            : ["item", "severity", "status", "lost", "owed by", "seen", "hours", "if closed", "requirement"]
        return [heading]
            + record.result.gaps.map { gap in
                [
                    gap.item, gap.severity.title[.ofShell], gap.status.title[.ofShell],
                    gap.pointsLost.points { record.standard.shownPoints(lost: $0) },
                    gap.responsible.title[.ofShell], context?.recurrence[gap.item]?.title[.ofShell] ?? "",
                    gap.fixedOnSpot ? Wording.text("当场整改", "fixed") : gap.deadlineHours.points,
                    Wording.score(
                        gap.ifClosed.score.map {
                            record.standard.shown(score: $0, of: record.result.attainable)
                        }
                    ),
                    record.standard.rule(gap.item)?.item.text[.ofShell] ?? "",
                ]
            }
    }
}
