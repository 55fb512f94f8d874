import Compliance

/// A result in words and tables: the floor first, then score and grade, then the gaps and what lifts the grade.
struct ResultText {
    private let result: Result
    private let standard: Standard

    init(_ result: Result, _ standard: Standard) {
        self.result = result
        self.standard = standard
    }

    /// Floor, score, grade, and what lifts it.
    var summary: [String] {
        let grade = result.grade?.title[.ofShell] ?? result.whyNoGrade?[.ofShell] ?? "–"
        let why = standard.gradeReasons(result).map { Wording.text("（\($0.zh)）", " (\($0.en))") } ?? ""
        let lines = [
            Wording.text("底线：", "Floor: ") + Wording.floor(holds: result.floor.holds) + broken,
            Wording.text("得分：", "Score: ")
                + Wording.score(result.score.map { standard.shown(score: $0, of: result.attainable) })
                + points,
            Wording.text("等次：", "Grade: ") + grade + why,
        ]
        return lines + unasked + (lift.map { [$0] } ?? [])
    }

    /// The critical items that do not concern the site, as its facts stand.
    private var unasked: [String] {
        let items = result.floor.notInScope
        guard !items.isEmpty else { return [] }
        let codes = items.joined(separator: ", ")
        return [Wording.text("按所填情况不涉及的一票否决项：\(codes)", "Critical items out of scope by the facts: \(codes)")]
    }

    /// The same with its gaps and what it was held against.
    var whole: String {
        let (checklist, baseline) = (standard.checklist, standard.baseline)
        let head =
            "\(checklist.title[.ofShell])  \(checklist.code) \(checklist.version)"
            + " (\(standard.checklistDigest.prefix(12))), \(baseline.code) \(baseline.version)"
            + " (\(standard.baselineDigest.prefix(12)))"
        return ([head] + summary).joined(separator: "\n")
            + (result.gaps.isEmpty ? "" : "\n\n" + Terminal.table(gaps))
    }

    private var points: String {
        let (earned, attainable) = (result.earned.points, result.attainable.points)
        return Wording.text(" （满分 \(attainable)，得 \(earned)）", " (\(earned) of \(attainable) points)")
    }

    /// The critical items that broke the floor; what was not checked is said to be just that.
    private var broken: String {
        let parts = [
            (Wording.text("不符合 ", "not met "), result.floor.notMet),
            (Wording.text("未检查 ", "not checked "), result.floor.notChecked),
        ]
        .filter { !$0.1.isEmpty }.map { $0.0 + $0.1.joined(separator: Wording.text("、", ", ")) }
        guard !parts.isEmpty else { return "" }
        return Wording.text(
            "（\(parts.joined(separator: "；"))）",
            " (\(parts.joined(separator: "; ")))"
        )
    }

    private var lift: String? {
        guard let lift = result.lift,
            let grade = standard.checklist.grades.first(where: { $0.code == lift.grade })
        else { return nil }
        let items = lift.items.joined(separator: ", ")
        let score = standard.shown(score: lift.score, of: result.attainable)
        return Wording.text(
            "补上 \(items) 即可升为“\(grade.title.zh)”（\(score) 分）。",
            "Closing \(items) lifts the site to '\(grade.title.en)' (\(score))."
        )
    }

    private var gaps: [[String]] {
        let heading =
            Language.ofShell == .zh
            ? ["编号", "级别", "情况", "要求", "实测", "失分", "责任", "整改时限（时）", "补上后", "内容"]
            : [
                "item", "severity", "status", "required", "observed", "lost", "owed by", "hours", "if closed",
                "requirement",
            ]
        return [heading] + result.gaps.compactMap { gap in standard.rule(gap.item).map { row(gap, $0.item) } }
    }

    /// Why the item's bound could not be worked out; nil where it could, or there is none.
    private func unknown(_ item: String) -> String? {
        let missing = result.outcomes.first { $0.item == item }?.missing ?? []
        return missing.isEmpty ? nil : missing.words[.ofShell]
    }

    private func row(_ gap: Gap, _ item: Item) -> [String] {
        [
            gap.item, gap.severity.title[.ofShell], gap.status.title[.ofShell],
            gap.required.map { item.words(for: $0)[.ofShell] } ?? unknown(gap.item) ?? "",
            gap.observed.map { item.words(for: $0)[.ofShell] } ?? "–",
            gap.pointsLost.points { standard.shownPoints(lost: $0) },
            gap.responsible.title[.ofShell],
            gap.fixedOnSpot ? Wording.text("当场整改", "fixed") : gap.deadlineHours.points,
            Wording.score(gap.ifClosed.score.map { standard.shown(score: $0, of: result.attainable) }),
            item.text[.ofShell],
        ]
    }
}
