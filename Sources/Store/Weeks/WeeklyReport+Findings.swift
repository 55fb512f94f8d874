import Compliance

extension WeeklyReport.Gap {
    init(_ gap: StandingGap) {
        self.init(
            site: gap.site.code,
            inspection: gap.inspection,
            item: gap.item,
            text: gap.text,
            severity: gap.severity,
            status: gap.status,
            pointsLost: gap.pointsLost,
            responsible: gap.responsible,
            recurrence: gap.recurrence,
            since: gap.since,
            deadline: gap.deadline
        )
    }
}

extension WeeklyReport.FailingItem {
    init(_ item: FailingItem) {
        self.init(
            checklist: item.checklist,
            checklistTitle: item.checklistTitle,
            item: item.item,
            text: item.text,
            severity: item.severity,
            citation: item.citation,
            source: item.source,
            sites: item.sites,
            inspected: item.inspected
        )
    }
}

extension WeeklyReport.Flag {
    init(_ flag: Flag) {
        self.init(
            site: flag.site.code,
            evidence: flag.evidence.map { visit in
                WeeklyReport.Evidence(
                    visit: WeeklyReport.Visit(visit.summary),
                    number: visit.number,
                    notMet: visit.notMet.map { WeeklyReport.Named(code: $0.code, text: $0.text) },
                    notChecked: visit.notChecked.map { WeeklyReport.Named(code: $0.code, text: $0.text) }
                )
            },
            inspections: flag.inspections,
            since: flag.since,
            undecided: flag.undecided,
            holders: flag.holders.map { holder in
                WeeklyReport.Holder(
                    posting: holder.posting,
                    site: holder.site,
                    visits: holder.visits,
                    first: holder.first,
                    last: holder.last
                )
            },
            present: flag.present,
            vacantSince: flag.vacantSince,
            missing: flag.missing
        )
    }
}

extension WeeklyReport.TrendWeek {
    /// The report's own week by its figures; an earlier one as its sealed report has it.
    init(_ point: TrendPoint, of own: ISOWeek, _ earlier: [Day: SealedWeek]) {
        guard point.week != own else {
            self.init(week: own, figures: WeeklyReport.TrendFigures(point))
            return
        }
        let sealed = earlier[point.week.monday]
        self.init(
            week: point.week,
            quoted: sealed?.quotation,
            figures: sealed?.report.content.trend.first { $0.week == point.week }?.figures
        )
    }
}

extension WeeklyReport.TrendFigures {
    fileprivate init(_ point: TrendPoint) {
        self.init(
            sites: point.sites,
            inspected: point.inspected,
            grades: point.grades.map {
                WeeklyReport.GradeCount(grade: WeeklyReport.Grade($0.grade), count: $0.count)
            },
            undecided: point.undecided,
            medianScore: point.medianScore,
            medianShown: point.medianShown
        )
    }
}

extension WeeklyReport.Version {
    init(_ use: VersionUse) {
        self.init(
            checklist: use.checklist,
            title: use.title,
            version: use.version,
            checklistDigest: use.checklistDigest,
            baseline: use.baseline,
            baselineTitle: use.baselineTitle,
            baselineVersion: use.baselineVersion,
            baselineDigest: use.baselineDigest,
            inspections: use.inspections
        )
    }
}
