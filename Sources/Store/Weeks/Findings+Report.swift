import Compliance

extension StandingGap {
    init(_ gap: WeeklyReport.Gap, at site: Site) {
        self.init(
            site: site,
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

extension FailingItem {
    init(_ item: WeeklyReport.FailingItem) {
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

extension Flag {
    init(_ flag: WeeklyReport.Flag, at site: Site) {
        self.init(
            site: site,
            evidence: flag.evidence.map { visit in
                Evidence(
                    summary: InspectionSummary(visit.visit),
                    number: visit.number,
                    notMet: visit.notMet.map { Evidence.Item(code: $0.code, text: $0.text) },
                    notChecked: visit.notChecked.map { Evidence.Item(code: $0.code, text: $0.text) }
                )
            },
            inspections: flag.inspections,
            since: flag.since,
            undecided: flag.undecided,
            holders: flag.holders.map { holder in
                Holder(
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

extension VersionUse {
    init(_ version: WeeklyReport.Version) {
        self.init(
            checklist: version.checklist,
            title: version.title,
            version: version.version,
            checklistDigest: version.checklistDigest,
            baseline: version.baseline,
            baselineTitle: version.baselineTitle,
            baselineVersion: version.baselineVersion,
            baselineDigest: version.baselineDigest,
            inspections: version.inspections
        )
    }
}
