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
            ? ["检查表", "基准", "评分规则", "得分", "底线", "结论"]
            : ["checklist", "baseline", "scoring rules", "score", "floor", "grade"]
        var parts = [Terminal.table([heading, Self.row(answer.before), Self.row(answer.after)])]
        if answer.changesScoring { parts.append(Self.scoring(answer)) }
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
                Wording.score(answer.before.shown), "→",
                Wording.score(answer.after.shown), answer.before.grade?.title[.ofShell] ?? Wording.undecided,
                "→",
                answer.after.grade?.title[.ofShell] ?? Wording.undecided,
            ]
        }
        let changed = answers.count { $0.whatIf.changesGrade }
        let scoring = answers.first { $0.whatIf.changesScoring }.map { Self.scoring($0.whatIf) + "\n" } ?? ""
        return Terminal.table(rows) + "\n\n" + scoring
            + Wording.text(
                "\(answers.count) 个点位中，\(changed) 个的结论会变（标 *）。",
                "The grade of \(changed) of \(answers.count) sites would be another (marked *)."
            )
    }

    private static func row(_ side: WhatIf.Side) -> [String] {
        [
            side.checklistVersion, side.baselineVersion, "\(side.scoringVersion)", Wording.score(side.shown),
            Wording.floor(holds: side.floorHolds),
            grade(side),
        ]
    }

    private static func grade(_ side: WhatIf.Side) -> String {
        side.grade?.title[.ofShell] ?? side.undecided?.missing.words[.ofShell] ?? Wording.undecided
    }

    /// That the rules of scoring are others than those the inspection was scored by.
    private static func scoring(_ answer: WhatIf) -> String {
        Wording.text(
            "原结论按评分规则第 \(answer.before.scoringVersion) 版得出，保留不变；此处按现行第 \(answer.after.scoringVersion) 版。",
            "Scored by version \(answer.before.scoringVersion) of the scoring rules, which stands; "
                + "held here against version \(answer.after.scoringVersion), today's."
        )
    }

    private static func status(_ status: Outcome.Status?) -> String {
        status.map { $0.title[.ofShell] } ?? Wording.text("无此项", "no such item")
    }
}
