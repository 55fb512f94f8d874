// The week in short, from what is sealed.
extension WeeklyReport {
    /// Six sentences: coverage, outcome beside the sealed week before, critical gaps, orders to rectify, sites below the
    /// minimum, and what the commission itself owes; one more where there are cases.
    package var sentences: [Text] {
        [coverage, outcome, gapsFound, ordersMoved, belowMinimum] + (casesLed.map { [$0] } ?? []) + [arrears]
    }

    private var coverage: Text {
        let (all, seen) = (content.ranking.count, content.inspected.count)
        let share = Rational(seen * 100, over: all)?.rounded(decimals: 1) ?? "0"
        let siteless = content.townshipsWithoutSite
        let names = Text.list(siteless.map(\.name))
        let others =
            siteless.isEmpty
            ? Text.empty
            : Text(
                zh: "另有 \(siteless.count) 个乡镇没有隔离点：\(names.zh)。",
                en: " \(siteless.count.of("township has", "townships have")) no site: \(names.en)."
            )
        return Text(
            zh: "在用的乡镇隔离点 \(all) 个，检查了 \(seen) 个（\(share)%），\(all - seen) 个没有检查。",
            en:
                "\(all.of("township site was", "township sites were")) in operation; \(seen.of("was", "were")) inspected (\(share)%), \((all - seen).of("was", "were")) not."
        ) + others
    }

    private var outcome: Text {
        guard let own = content.trend.last?.figures, own.inspected > 0 else {
            return Text(zh: "本周没有检查过乡镇隔离点。", en: "No township site was inspected this week.")
        }
        let counts = Text.list(own.counts)
        let median = own.medianShown ?? "–"
        let before = content.trend.dropLast().last
        let comparison =
            if let before, let quoted = before.quoted, let figures = before.figures {
                Text(
                    zh: "上一周（已封存的第 \(quoted.revision) 版）为 \(figures.medianShown ?? "–")。",
                    en: "the week before (sealed revision \(quoted.revision)) \(figures.medianShown ?? "–")."
                )
            } else {
                Text(zh: "上一周没有封存，不作比较。", en: "not compared, since the week before is not sealed.")
            }
        return Text(
            zh: "检查过的点位：\(counts.zh)；中位得分 \(median)，",
            en: "Those inspected: \(counts.en); median score \(median), "
        ) + comparison
    }

    private var gapsFound: Text {
        let (found, open) = (content.criticalFound, content.criticalGaps.count)
        let sites = Set(content.criticalGaps.map(\.site)).count
        return Text(
            zh: "各次检查共查到一票否决项差距 \(found) 项，到各点位本周最后一次检查还有 \(open) 项没有解决，在 \(sites) 个点位。",
            en:
                "All visits found \(found.of("critical gap", "critical gaps")); at each site's last visit of the week \(open.of("was", "were")) left open, at \(sites.of("site", "sites"))."
        )
    }

    private var ordersMoved: Text {
        let orders = content.orders
        let hours = orders.medianHours?.rounded(decimals: 1) ?? "–"
        return Text(
            zh:
                "本周新开整改 \(orders.opened) 项，销号 \(orders.ended) 项（所用小时中位数 \(hours)）；周末未销号 \(orders.open) 项，其中超期 \(orders.overdue) 项。",
            en:
                "\(orders.opened.of("order to rectify was", "orders to rectify were")) opened and \(orders.ended) ended (median hours: \(hours)); \(orders.open.of("was", "were")) open at the week's end, \(orders.overdue) of them overdue."
        )
    }

    private var belowMinimum: Text {
        let persisting = content.flags.filter(\.isPersisting)
        let once = content.flags.count - persisting.count
        let names = Text.list(
            persisting.map { content.site($0.site)?.name ?? Text(zh: $0.site, en: $0.site) }
        )
        let who =
            persisting.isEmpty
            ? Text.empty : Text(zh: "持续不达标的是：\(names.zh)。", en: " Persisting: \(names.en).")
        return Text(
            zh: "持续不达标的乡镇隔离点 \(persisting.count) 个，仅最近一次不达标的 \(once) 个。",
            en:
                "\(persisting.count.of("township site persists", "township sites persist")) below the minimum; \(once.of("was", "were")) below at the last visit alone."
        ) + who
    }

    /// nil where the report has none.
    private var casesLed: Text? {
        let (cases, steps) = (content.cases, content.steps)
        if cases.isEmpty, steps.isEmpty { return nil }
        let open = cases.count { $0.end == nil }
        let opened = cases.count { $0.openedAt >= week.instants.lowerBound }
        let reminders = steps.count { $0.step.rung == .reminder }
        let circulars = steps.count { $0.step.rung == .circular }
        return Text(
            zh:
                "办理中的问责案卷 \(open) 件，本周启动 \(opened) 件、结束 \(cases.count - open) 件；本周提醒 \(reminders) 份，通报 \(circulars) 份。",
            en:
                "Accountability cases open: \(open); opened this week: \(opened); ended: \(cases.count - open); reminders sent: \(reminders), circulars: \(circulars)."
        )
    }

    private var arrears: Text {
        let owed = content.owedStandards
        let (issue, guidance) = (owed.count { $0.owed == .issue }, owed.count { $0.owed == .guidance })
        return Text(
            zh: "卫健部门自己还欠：未检查的点位 \(content.notVisited.count) 个（含县集中隔离点），复查 \(content.rechecks.count) 项。",
            en:
                "The commission itself owes visits to \(content.notVisited.count.of("site", "sites")) (county sites included), and \(content.rechecks.count.of("re-check", "re-checks"))."
        )
            + Text(
                zh: "等待核验的整改 \(content.waiting.count) 项；现行标准未下发的点位 \(issue) 个，下发后没有指导的 \(guidance) 个。",
                en:
                    " \(content.waiting.count.of("verification waits", "verifications wait")); the standard in force was not issued to \(issue.of("site", "sites")), and not explained after the issue at \(guidance)."
            )
    }
}

extension WeeklyReport.Flag {
    /// Whether two or more visits in a row found the site below the minimum.
    package var isPersisting: Bool { inspections > 1 }
}

extension WeeklyReport.TrendFigures {
    /// How many sites had each grade, and for how many none could be worked out.
    package var counts: [Text] {
        grades.map { Text(zh: "\($0.grade.title.zh) \($0.count)", en: "\($0.grade.title.en) \($0.count)") }
            + (undecided > 0
                ? [Text(zh: "无法判定 \(undecided)", en: "Could not be worked out \(undecided)")] : [])
    }
}

extension Text {
    fileprivate static let empty = Text(zh: "", en: "")
    package static func list(_ all: [Text]) -> Text {
        Text(zh: all.map(\.zh).joined(separator: "、"), en: all.map(\.en).joined(separator: ", "))
    }
    fileprivate static func + (a: Text, b: Text) -> Text { Text(zh: a.zh + b.zh, en: a.en + b.en) }
}
