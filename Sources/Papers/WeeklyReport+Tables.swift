import Compliance

extension WeeklyReport.Content {
    /// The sections behind the summary, in the order of the report; `countsUnchecked` as `WeeklyReport` has it.
    func paperParts(countsUnchecked: Bool) -> [Manuscript.Part] {
        coverageParts
            + [
                .heading(Text(zh: "排名", en: "Ranking")),
                .table(standings(Text(zh: "乡镇隔离点排名", en: "Township sites"), ranking)),
                .table(standings(Text(zh: "县集中隔离点", en: "County sites"), countySites)),
                .heading(Text(zh: "一票否决项差距", en: "Critical gaps")), .table(gapTable),
                .heading(Text(zh: "检查项", en: "Items")), .table(itemTable(countsUnchecked)),
                .heading(Text(zh: "整改", en: "Rectification")), .table(orderTable),
                .heading(Text(zh: "不达标的乡镇隔离点", en: "Township sites below the minimum")),
                .note(
                    Text(
                        zh: "到本周末，最近一次有结论的检查不达标的点位。这里只列出记录在案的事实，不是处理决定。",
                        en:
                            "Sites that their last graded visit found below the minimum. These are facts on record, and no decision about anybody."
                    )
                ),
            ] + flagTables.map { .table($0) } + caseParts
            + [
                .heading(Text(zh: "八周走势", en: "Eight weeks")), .table(trendTable),
                .heading(Text(zh: "卫健部门应办未办事项", en: "What the commission itself owes")),
            ] + arrearsTables.map { .table($0) }
            + [
                .heading(Text(zh: "所用版本和计入的检查", en: "Versions used and inspections counted")),
                .table(versionTable), .table(countedTable),
            ]
    }

    private var coverageParts: [Manuscript.Part] {
        let siteless = Text.list(townshipsWithoutSite.map(\.name))
        let said: Text =
            townshipsWithoutSite.isEmpty
            ? Text(zh: "各乡镇都有在用的隔离点。", en: "Every township has a site in operation.")
            : Text(zh: "没有隔离点的乡镇：\(siteless.zh)。", en: "Townships without a site: \(siteless.en).")
        return [
            .heading(Text(zh: "覆盖", en: "Coverage")), .paragraph(said),
            .table(
                Manuscript.Table(
                    Text(zh: "居家隔离、卡点、责任区", en: "Homes, checkpoints and zones"),
                    [
                        .init(Text(zh: "类别", en: "Kind"), 4), .figures(Text(zh: "在用", en: "In operation")),
                        .figures(Text(zh: "已检查", en: "Inspected")),
                        .figures(Text(zh: "不达标", en: "Below the minimum")),
                        .figures(Text(zh: "无法判定", en: "Could not be worked out")),
                    ],
                    others.map { one in
                        [
                            .text(one.kind.title), .count(one.sites), .count(one.inspected),
                            .count(one.belowMinimum), .count(one.undecided),
                        ]
                    }
                )
            ),
        ]
    }

    private func standings(_ title: Text, _ all: [WeeklyReport.Standing]) -> Manuscript.Table {
        Manuscript.Table(
            title,
            [
                .figures(Text(zh: "名次", en: "Rank")), .init(Text(zh: "编号", en: "Code"), 2), .site,
                .figures(Text(zh: "得分", en: "Score")), .init(Text(zh: "结论", en: "Grade"), 3),
                .figures(Text(zh: "比上周", en: "Change")), .figures(Text(zh: "一票否决", en: "Critical")),
                .figures(Text(zh: "重要", en: "Major")), .figures(Text(zh: "一般", en: "Minor")),
                .init(Text(zh: "最近检查", en: "Last visit"), 3), .init(Text(zh: "负责人", en: "Director"), 3),
            ],
            all.map { standing in
                let visit = standing.visit
                let outcome: Text =
                    visit.map { $0.grade?.title ?? Text(zh: "无法判定", en: "Could not be worked out") }
                    ?? Text(zh: "未检查", en: "Not inspected")
                return [
                    .number(standing.rank.map(String.init)), .text(standing.site.code),
                    .text(standing.site.name), .number(visit?.shown), .text(outcome),
                    .number(Self.change(standing)), .number(visit.map { "\($0.critical)" }),
                    .number(visit.map { "\($0.major)" }), .number(visit.map { "\($0.minor)" }),
                    visit.map { .moment($0.finishedAt) } ?? standing.lastVisit.map { .day($0) } ?? .nothing,
                    standing.director.map { .text($0) } ?? .nothing,
                ]
            }
        )
    }

    /// How the score moved since the sealed week before, as a number.
    private static func change(_ standing: WeeklyReport.Standing) -> String? {
        guard let before = standing.previousScore, let now = standing.visit?.score else { return nil }
        let change = ScoreChange(from: before, to: now)
        let size = change.difference.unicodeScalars.dropFirst()
        return change.direction == .same ? "0" : (change.direction == .down ? "-" : "") + String(size)
    }

    private var gapTable: Manuscript.Table { table(of: criticalGaps) }

    /// Critical gaps of the week, a row each; without whose they are where all are of one.
    func table(of gaps: [WeeklyReport.Gap], areOfOne: Bool = false) -> Manuscript.Table {
        let what: [Manuscript.Column] = [
            .site, .init(Text(zh: "检查项", en: "Item"), 2), .init(Text(zh: "内容", en: "What"), 6),
            .init(Text(zh: "情况", en: "Found"), 2),
        ]
        let responsible: [Manuscript.Column] =
            areOfOne ? [] : [.init(Text(zh: "责任", en: "Responsible"), 2)]
        let times: [Manuscript.Column] = [
            .init(Text(zh: "再次发现", en: "Recurrence"), 2), .init(Text(zh: "始于", en: "Since"), 3),
            .init(Text(zh: "期限", en: "Deadline"), 3),
        ]
        return Manuscript.Table(
            Text(zh: "没有解决的一票否决项差距", en: "Critical gaps left open"),
            what + responsible + times,
            gaps.map { gap in
                let found: [Manuscript.Cell] = [
                    .text(name(gap.site)), .text(gap.item), .text(gap.text), .text(gap.status.title),
                ]
                let whose: [Manuscript.Cell] = areOfOne ? [] : [.text(gap.responsible.title)]
                return found + whose
                    + [.text(gap.recurrence.title), .day(gap.since), .moment(gap.deadline)]
            }
        )
    }

    private func itemTable(_ countsUnchecked: Bool) -> Manuscript.Table {
        Manuscript.Table(
            countsUnchecked
                ? Text(zh: "不符合或未检查最多的检查项", en: "Items most often short")
                : Text(zh: "不符合最多的检查项", en: "Items most often not met"),
            [
                .init(Text(zh: "检查表", en: "Checklist"), 3), .init(Text(zh: "检查项", en: "Item"), 2),
                .init(Text(zh: "内容", en: "What"), 5), .init(Text(zh: "轻重", en: "Severity"), 2),
                .figures(Text(zh: "不符合点位", en: countsUnchecked ? "Sites short" : "Not met at")),
                .figures(Text(zh: "已查点位", en: countsUnchecked ? "Inspected" : "Checked at")),
                .init(Text(zh: "依据", en: "Source"), 4), .init(Text(zh: "条款", en: "Clause"), 2),
            ],
            failingItems.map { item in
                [
                    .text(item.checklistTitle), .text(item.item), .text(item.text),
                    .text(item.severity.title),
                    .count(item.sites), .count(item.inspected), .text(item.source),
                    .text(item.citation.clause),
                ]
            }
        )
    }

    private var orderTable: Manuscript.Table {
        Manuscript.Table(
            Text(zh: "整改情况", en: "Orders to rectify"),
            [.init(Text(zh: "事项", en: "What"), 5), .figures(Text(zh: "数量", en: "Count"))],
            orders.figures.map { [.text($0.title), .count($0.count)] }
                + [
                    [
                        .text(WeeklyReport.Orders.medianTitle),
                        .number(orders.medianHours?.rounded(decimals: 1)),
                    ]
                ]
        )
    }

    private var trendTable: Manuscript.Table {
        Manuscript.Table(
            Text(zh: "各周", en: "Weeks"),
            [
                .init(Text(zh: "周", en: "Week"), 2), .figures(Text(zh: "在用", en: "In operation")),
                .figures(Text(zh: "已检查", en: "Inspected")),
                .figures(Text(zh: "中位得分", en: "Median score")), .init(Text(zh: "结论", en: "Grades"), 5),
                .figures(Text(zh: "所引版次", en: "Revision quoted")),
            ],
            trend.map { week in
                let figures = week.figures
                return [
                    .text("\(week.week)"), .number(figures.map { "\($0.sites)" }),
                    .number(figures.map { "\($0.inspected)" }), .number(figures?.medianShown),
                    .text(figures.map { Text.list($0.counts) } ?? Text(zh: "未封存", en: "not sealed")),
                    .number(week.quoted.map { "\($0.revision)" }),
                ]
            }
        )
    }

    func name(_ site: String) -> Text { self.site(site)?.name ?? Text(zh: site, en: site) }
}

extension Manuscript.Column {
    static let site = Manuscript.Column(Text(zh: "点位", en: "Site"), 4)
    static func figures(_ title: Text) -> Self { .init(title, 2, isFigure: true) }
}
