import Compliance

extension WeeklyReport.Content {
    /// Of the sites below the minimum: the visits with their items, who directed when, and what is not on record.
    var flagTables: [Manuscript.Table] {
        let evidence = flags.flatMap { flag in
            flag.evidence.map { one -> [Manuscript.Cell] in
                [
                    .text(name(flag.site)), .count(one.number), .count(flag.inspections),
                    .moment(one.visit.finishedAt),
                    .text(
                        one.visit.grade?.title ?? Text(zh: "无法判定", en: "Could not be worked out")
                    ),
                    .text(one.notMet.map(\.code).joined(separator: " ")),
                    .text(one.notChecked.map(\.code).joined(separator: " ")), .text("\(one.visit.id)"),
                ]
            }
        }
        let holders = flags.flatMap { flag in
            flag.holders.map { holder -> [Manuscript.Cell] in
                [
                    .text(name(flag.site)),
                    .text(
                        holder.posting.map { Text(zh: $0.person, en: $0.person) }
                            ?? Text(zh: "当日无人在册", en: "nobody on record")
                    ),
                    .count(holder.visits), .day(holder.first), .day(holder.last),
                ]
            }
        }
        let missing = flags.flatMap { flag in
            flag.missing.map { [Manuscript.Cell.text(name(flag.site)), .text($0)] }
        }
        return [
            Manuscript.Table(
                Text(zh: "依据", en: "The visits"),
                [
                    .init(Text(zh: "点位", en: "Site"), 5), .figures(Text(zh: "第几次", en: "Number")),
                    .figures(Text(zh: "共几次", en: "Of")), .init(Text(zh: "检查时间", en: "Inspected"), 3),
                    .init(Text(zh: "结论", en: "Grade"), 2), .init(Text(zh: "不符合", en: "Not met"), 4),
                    .init(Text(zh: "未检查", en: "Not checked"), 3),
                    .init(Text(zh: "检查编号", en: "Inspection"), 9),
                ],
                evidence,
                isFine: true
            ),
            Manuscript.Table(
                Text(zh: "检查当日的负责人", en: "Who directed on the days of the visits"),
                [
                    .site, .init(Text(zh: "负责人", en: "Director"), 5),
                    .figures(Text(zh: "检查次数", en: "Visits")), .init(Text(zh: "自", en: "From"), 3),
                    .init(Text(zh: "至", en: "To"), 3),
                ],
                holders
            ),
            Manuscript.Table(
                Text(zh: "尚缺的记录", en: "What is not on record"),
                [.site, .init(Text(zh: "缺什么", en: "What"), 12)],
                missing
            ),
        ]
    }

    /// What the commission itself owes: visits, re-checks, verifications, standards.
    var arrearsTables: [Manuscript.Table] {
        let item = Manuscript.Column(Text(zh: "检查项", en: "Item"), 2)
        return [
            Manuscript.Table(
                Text(zh: "应查未查的点位", en: "Visits owed"),
                [.site, .init(Text(zh: "最近检查", en: "Last visit"), 3)],
                notVisited.map {
                    [
                        .text($0.site.name),
                        $0.lastVisit.map { .day($0) } ?? .text(Text(zh: "从未检查", en: "never inspected")),
                    ]
                }
            ),
            Manuscript.Table(
                Text(zh: "欠的复查", en: "Re-checks owed"),
                [
                    .site, item, .init(Text(zh: "内容", en: "What"), 7),
                    .init(Text(zh: "轻重", en: "Severity"), 2),
                ],
                rechecks.map {
                    [.text(name($0.site)), .text($0.item), .text($0.text), .text($0.severity.title)]
                }
            ),
            Manuscript.Table(
                Text(zh: "等待核验", en: "Verifications waiting"),
                [.site, item, .init(Text(zh: "始于", en: "Since"), 3)],
                waiting.map { [.text(name($0.site)), .text($0.item), .moment($0.since)] }
            ),
            Manuscript.Table(
                Text(zh: "标准的下发和指导", en: "Standards to issue and explain"),
                [
                    .site, .init(Text(zh: "标准", en: "Standard"), 5), .init(Text(zh: "版本", en: "Version"), 2),
                    .init(Text(zh: "所欠", en: "Owed"), 3),
                ],
                owedStandards.map {
                    [.text(name($0.site)), .text($0.title), .text($0.version), .text($0.owed.title)]
                }
            ),
        ]
    }

    var versionTable: Manuscript.Table {
        Manuscript.Table(
            Text(zh: "所用版本", en: "Versions used"),
            [
                .init(Text(zh: "检查表", en: "Checklist"), 4), .init(Text(zh: "版本", en: "Version"), 3),
                .init(Text(zh: "内容摘要", en: "Digest"), 6), .init(Text(zh: "最低要求", en: "Baseline"), 8),
                .init(Text(zh: "版本", en: "Version"), 3), .init(Text(zh: "内容摘要", en: "Digest"), 6),
                .figures(Text(zh: "检查次数", en: "Inspections")),
            ],
            versions.map {
                [
                    .text($0.title), .text($0.version), .text($0.checklistDigest), .text($0.baselineTitle),
                    .text($0.baselineVersion), .text($0.baselineDigest), .count($0.inspections),
                ]
            },
            isFine: true
        )
    }

    /// The inspections that the figures count, and rows that could not be read and count nowhere.
    var countedTable: Manuscript.Table {
        let unread = Text(zh: "读不出来，没有计入", en: "cannot be read, not counted")
        return Manuscript.Table(
            Text(zh: "计入的检查", en: "Inspections counted"),
            [
                .init(Text(zh: "点位编号", en: "Site"), 2), .init(Text(zh: "检查编号", en: "Inspection"), 8),
                .init(Text(zh: "内容摘要", en: "Digest"), 14),
            ],
            inspections.map { [.text($0.site), .text("\($0.id)"), .text($0.digest)] }
                + leftOut.map { [.nothing, .text($0), .text(unread)] },
            isFine: true
        )
    }
}
