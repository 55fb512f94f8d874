package import Compliance

extension Manuscript {
    /// The weekly report as paper says it (`domain.md` §14), in the order that it has there: from the sealed bytes alone, so
    /// that the same week is the same paper for ever. They name no office: the paper has the county's name.
    package init(_ report: WeeklyReport) {
        let (week, document) = (report.week, report.document)
        var about = [
            Text(
                zh: "\(week)（\(week.monday) 至 \(week.sunday)） · 第 \(report.revision) 版",
                en: "\(week) (\(week.monday) to \(week.sunday)) · revision \(report.revision)"
            ),
            Text(zh: "截止 \(report.cutOff.shanghai)", en: "Cut off \(report.cutOff.shanghai), Asia/Shanghai"),
        ]
        if let reason = report.reason {
            about.append(Text(zh: "修订理由：\(reason)", en: "Revised because: \(reason)"))
        }
        self.init(
            sealed: document,
            name: "week-\(week)-\(report.revision)",
            office: report.countyName,
            number: Text(zh: "〔\(week.year)〕第\(week.week)期", en: "No. \(week.week) of \(week.year)"),
            title: Text(zh: "集中隔离点检查周报", en: "Weekly report on isolation sites"),
            about: about,
            day: Day(report.cutOff),
            signatures: [
                Text(zh: "制表（签字、日期）：", en: "Prepared by (signature, date):"),
                Text(zh: "审核（签字、日期）：", en: "Checked by (signature, date):"),
                Text(zh: "签发（签字、日期）：", en: "Issued by (signature, date):"),
            ],
            parts: report.difference + report.summary
                + report.content.paperParts(countsUnchecked: report.countsUnchecked) + report.tiesToRecord
        )
    }
}

extension WeeklyReport {
    /// What a revision says otherwise; nothing of the first.
    fileprivate var difference: [Manuscript.Part] {
        guard revision > 1 else { return [] }
        let gone = Text(zh: "（没有）", en: "(not there)")
        let rows = changes.map { change -> [Manuscript.Cell] in
            let same = change.from == nil && change.to == nil
            return [
                .text(change.part.title), .text(change.what), same ? .nothing : .text(change.from ?? gone),
                .text(change.to ?? (same ? Text(zh: "次序不同", en: "in another order") : gone)),
            ]
        }
        let causes = causes.map { cause -> [Manuscript.Cell] in
            [.text(cause.kind.words), .text(cause.site), .text("\(cause.inspection)")]
        }
        return [
            .heading(Text(zh: "与上一版的出入", en: "What this revision changes")),
            .table(
                Manuscript.Table(
                    Text(zh: "出入", en: "Changes"),
                    [
                        Manuscript.Column(Text(zh: "部分", en: "Part"), 2),
                        Manuscript.Column(Text(zh: "对象", en: "What"), 3),
                        Manuscript.Column(Text(zh: "原为", en: "Was"), 3),
                        Manuscript.Column(Text(zh: "现为", en: "Is"), 3),
                    ],
                    rows
                )
            ),
            .table(
                Manuscript.Table(
                    Text(zh: "由这些检查引起", en: "By these inspections"),
                    [
                        Manuscript.Column(Text(zh: "原因", en: "Why"), 3),
                        Manuscript.Column(Text(zh: "点位编号", en: "Site"), 2),
                        Manuscript.Column(Text(zh: "检查编号", en: "Inspection"), 6),
                    ],
                    causes
                )
            ),
        ]
    }

    /// Six sentences and three pictures.
    fileprivate var summary: [Manuscript.Part] {
        let grades =
            content.trend.last?.figures
            .map {
                [Manuscript.Bar(Text(zh: "本周", en: "This week"), Text.list($0.counts), $0.pieces)]
            } ?? []
        let scores = content.ranking.map { standing in
            let notInspected = Text(zh: "未检查", en: "Not inspected")
            let shown = standing.visit.map { Text(zh: $0.shown ?? "–", en: $0.shown ?? "–") }
            return Manuscript.Bar(
                standing.site.name,
                shown ?? notInspected,
                standing.visit?.score.map { [(standing.visit?.grade?.colour, $0)] } ?? []
            )
        }
        let weeks = content.trend.map { week in
            let said = week.figures.map { "\($0.inspected) / \($0.sites)" }
            return Manuscript.Bar(
                Text(zh: "\(week.week)", en: "\(week.week)"),
                said.map { Text(zh: $0, en: $0) } ?? Text(zh: "未封存", en: "not sealed"),
                week.figures?.pieces ?? []
            )
        }
        return [
            .heading(Text(zh: "本周摘要", en: "The week in short")), .sentences(sentences),
            .bars(title: Text(zh: "本周结论", en: "Grades of the week"), grades),
            .bars(title: Text(zh: "各点位得分（满分 100）", en: "Scores of the sites, of 100"), scores),
            .bars(
                title: Text(zh: "八周：已检查和在用的点位数", en: "Eight weeks: sites inspected and in operation"),
                weeks
            ),
        ]
    }

    /// What ties the paper to the record.
    fileprivate var tiesToRecord: [Manuscript.Part] {
        let root =
            head.map { head in
                Text(
                    zh: "截止时已封存 \(head.size) 条记录，树根 \(head.root)。树头：\n\(head.head)",
                    en:
                        "\(head.size) entries were sealed at the cut-off, root \(head.root). The head:\n\(head.head)"
                )
            } ?? Text(zh: "截止时还没有封存任何记录。", en: "Nothing was sealed at the cut-off.")
        let earlier =
            previous.map {
                Text(
                    zh: "接续 \($0.week) 第 \($0.revision) 版，摘要 \($0.digest)。",
                    en: "Goes on from \($0.week), revision \($0.revision), digest \($0.digest)."
                )
            } ?? Text(zh: "这是本县封存的第一份周报。", en: "This is the first report that the county sealed.")
        return [
            .heading(Text(zh: "审计记录", en: "The record")), .note(root), .note(earlier),
            Manuscript.digest(of: document),
        ]
    }
}

extension WeeklyReport.Cause.Kind {
    fileprivate var words: Text {
        switch self {
        case .filed: Text(zh: "后来收到的检查", en: "filed later")
        case .corrected: Text(zh: "后来更正的检查", en: "corrected later")
        case .withdrawn: Text(zh: "后来撤销的检查", en: "withdrawn later")
        }
    }
}

extension WeeklyReport.TrendFigures {
    /// The grades as pieces of all sites in operation; what is left is not inspected.
    fileprivate var pieces: [(colour: GradeRule.Colour?, share: Rational)] {
        (grades.map { ($0.grade.colour, $0.count) } + [(nil, undecided)])
            .compactMap { colour, count in
                guard count > 0, let share = Rational(count * 100, over: sites) else { return nil }
                return (colour, share)
            }
    }
}
