import Compliance

/// What another version would say, in words and tables.
struct WhatIfText {
    private let answer: WhatIf

    init(_ answer: WhatIf) {
        self.answer = answer
    }

    /// One inspection: both sides, and the items whose status is another.
    var whole: String {
        let heading =
            Language.ofShell == .zh
            ? ["检查表", "基准", "得分", "底线", "结论"] : ["checklist", "baseline", "score", "floor", "grade"]
        var parts = [Terminal.table([heading, Self.row(answer.before), Self.row(answer.after)])]
        if !answer.missingFacts.isEmpty {
            parts.append(
                Wording.text("检查时没有填的情况：", "facts that the visit did not give: ")
                    + answer.missingFacts.joined(separator: ", ")
            )
        }
        if !answer.changes.isEmpty {
            parts.append(
                Terminal.table(
                    answer.changes.map { change in
                        [
                            change.item, Self.status(change.before), "→", Self.status(change.after),
                            change.title[.ofShell],
                        ]
                    }
                )
            )
        }
        return parts.joined(separator: "\n\n")
    }

    /// Many inspections, a line a site; those whose grade would be another are marked.
    static func table(_ answers: [(site: Site, whatIf: WhatIf)]) -> String {
        let rows = answers.map { site, answer in
            [
                answer.changesGrade ? "*" : "", site.code, site.name[.ofShell],
                Wording.score(answer.before.score), "→",
                Wording.score(answer.after.score), grade(answer.before), "→", grade(answer.after),
            ]
        }
        let changed = answers.count { $0.whatIf.changesGrade }
        return Terminal.table(rows) + "\n\n"
            + Wording.text(
                "\(answers.count) 个点位中，\(changed) 个的结论会变（标 *）。",
                "The grade of \(changed) of \(answers.count) sites would be another (marked *)."
            )
    }

    private static func row(_ side: WhatIf.Side) -> [String] {
        [
            side.checklistVersion, side.baselineVersion, Wording.score(side.score),
            Wording.floor(holds: side.floorHolds),
            grade(side),
        ]
    }

    private static func grade(_ side: WhatIf.Side) -> String { side.grade?.title[.ofShell] ?? "–" }

    private static func status(_ status: Outcome.Status?) -> String {
        status.map { $0.title[.ofShell] } ?? Wording.text("无此项", "no such item")
    }
}
