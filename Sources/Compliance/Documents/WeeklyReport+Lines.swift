import StrictJSON

extension WeeklyReport.Content {
    /// One thing that a section says: by what it is found in another report, what it is about, what it says in words, and
    /// all that it says.
    struct Line {
        let key: String
        let what: Text
        let value: Text
        let node: Node
    }

    /// The lines of a section; of what stands in it more than once only the first is held against another report.
    func lines(of part: WeeklyReport.Part) -> [Line] {
        switch part {
        case .ranking: ranking.map(Self.line)
        case .countySites: countySites.map(Self.line)
        case .townshipsWithoutSite:
            townshipsWithoutSite.map { township in
                Line(township.code, township.name, Text(zh: "没有隔离点", en: "no site"), township.node)
            }
        case .criticalFound:
            [Line("", part.title, Text(criticalFound), .number(criticalFound))]
        case .criticalGaps:
            criticalGaps.map { gap in
                Line("\(gap.site)/\(gap.item)", what(gap.site, gap.item), gap.words, gap.node)
            }
        case .orders: orders.lines
        case .waiting:
            waiting.map { one in
                let value = Text(zh: "\(one.since.shanghai) 起等待核验", en: "waiting since \(one.since.shanghai)")
                return Line("\(one.site)/\(one.item)", what(one.site, one.item), value, one.node)
            }
        case .owedStandards:
            owedStandards.map { one in
                let key = "\(one.site)/\(one.checklist)/\(one.version)"
                return Line(key, what(one.site, one.version), one.owed.title, one.node)
            }
        case .rechecks:
            rechecks.map { one in
                let value = Text(zh: "未检查", en: "not checked")
                return Line("\(one.site)/\(one.item)", what(one.site, one.item), value, one.node)
            }
        case .failingItems:
            failingItems.map { item in
                let value = Text("\(item.sites) / \(item.inspected)")
                let what = item.checklistTitle.with(item.item)
                return Line("\(item.checklist)/\(item.item)", what, value, item.node)
            }
        case .flags:
            flags.map { flag in Line(flag.site, name(flag.site), flag.words, flag.node) }
        case .cases: cases.map { one in Line("\(one.id)", one.site.name, one.words, one.node) }
        case .steps:
            steps.map { one in
                let items = Text(one.items.joined(separator: ", "))
                return Line("\(one.step.entry)", one.site.name.with(one.step.numbered), items, one.node)
            }
        case .trend:
            trend.map { week in Line("\(week.week)", Text("\(week.week)"), week.words, week.node) }
        case .others:
            others.map { one in
                let value = Text("\(one.inspected) / \(one.sites)")
                return Line(one.kind.rawValue, one.kind.title, value, one.node)
            }
        case .versions:
            versions.map { version in
                let what = version.title.with(version.version)
                let key = version.checklistDigest + "/" + version.baselineDigest
                return Line(key, what, Text(version.inspections), version.node)
            }
        case .leftOut: leftOut.map { Line($0, Text($0), Text(zh: "读不出来", en: "cannot be read"), .string($0)) }
        case .inspections: []
        }
    }

    private static func line(_ standing: WeeklyReport.Standing) -> Line {
        Line(standing.site.code, standing.site.name, standing.words, standing.node)
    }

    private func name(_ site: String) -> Text { self.site(site)?.name ?? Text(site) }
    private func what(_ site: String, _ item: String) -> Text { name(site).with(item) }
}

extension WeeklyReport.Content.Line {
    fileprivate init(_ key: String, _ what: Text, _ value: Text, _ node: Node) {
        self.init(key: key, what: what, value: value, node: node)
    }
}

extension WeeklyReport.Orders {
    fileprivate var lines: [WeeklyReport.Content.Line] {
        let hours = Text(medianHours?.rounded(decimals: 1) ?? "–")
        return figures.map { .init($0.name, $0.title, Text($0.count), .number($0.count)) }
            + [.init("medianHours", Self.medianTitle, hours, .string(medianHours?.exact ?? ""))]
    }
}

extension WeeklyReport.Standing {
    /// In a few words: rank, score and grade, or since when it was not inspected; and who directed it.
    fileprivate var words: Text {
        let who = director.map { Text(zh: "；负责人：\($0)", en: "; director: \($0)") } ?? Text("")
        guard let visit else {
            let when =
                lastVisit.map { Text(zh: "本周未检查，最近检查 \($0)", en: "not inspected, last on \($0)") }
                ?? Text(zh: "从未检查", en: "never inspected")
            return Text(zh: when.zh + who.zh, en: when.en + who.en)
        }
        let place = rank.map { Text(zh: "第 \($0) 名，", en: "rank \($0), ") } ?? Text("")
        let grade = visit.grade?.title ?? Text(zh: "无法判定", en: "could not be worked out")
        let score = visit.shown ?? "–"
        return Text(
            zh: "\(place.zh)\(score)，\(grade.zh)\(who.zh)",
            en: "\(place.en)\(score), \(grade.en)\(who.en)"
        )
    }
}

extension WeeklyReport.Gap {
    fileprivate var words: Text {
        Text(
            zh: "\(status.title.zh)，整改期限 \(deadline.shanghai)",
            en: "\(status.title.en), to be closed by \(deadline.shanghai)"
        )
    }
}

extension WeeklyReport.Flag {
    fileprivate var words: Text {
        Text(
            zh: "连续 \(inspections) 次，始于 \(since)",
            en: "\(inspections) in a row, since \(since)"
        )
    }
}

extension WeeklyReport.Case {
    /// Which documents it has, and how it ended.
    fileprivate var words: Text {
        let documents = steps.map(\.numbered)
        let end = self.end?.kind.title
        return Text(
            zh: (["\(openedAt.shanghai) 启动"] + documents + (end.map { [$0.zh] } ?? []))
                .joined(separator: "，"),
            en: (["opened on \(openedAt.shanghai)"] + documents + (end.map { [$0.en] } ?? []))
                .joined(separator: ", ")
        )
    }
}

extension WeeklyReport.TrendWeek {
    fileprivate var words: Text {
        guard let figures else { return Text(zh: "未封存", en: "not sealed") }
        let revision =
            quoted.map { Text(zh: "（第 \($0.revision) 版）", en: " (revision \($0.revision))") } ?? Text("")
        let median = figures.medianShown ?? "–"
        return Text(
            zh: "已检查 \(figures.inspected) / \(figures.sites)，中位得分 \(median)\(revision.zh)",
            en: "inspected \(figures.inspected) / \(figures.sites), median \(median)\(revision.en)"
        )
    }
}

extension Text {
    /// The same in both languages.
    fileprivate init(_ same: some CustomStringConvertible) { self.init(zh: "\(same)", en: "\(same)") }
    fileprivate func with(_ code: String) -> Text { Text(zh: "\(zh) \(code)", en: "\(en) \(code)") }
}
