package import Compliance

extension WeekFigures {
    /// The figures as a sealed report has them, for whatever shows figures. Weeks that it does not quote are not in the
    /// trend.
    package init(_ report: WeeklyReport) {
        let content = report.content
        let sites = Dictionary((content.ranking + content.countySites).map { ($0.site.code, $0.site) }) {
            first,
            _ in first
        }
        self.init(
            week: report.week,
            ranking: content.ranking.map { WeekStanding($0) },
            countySites: content.countySites.map { WeekStanding($0) },
            criticalFound: content.criticalFound,
            criticalGaps: content.criticalGaps.compactMap { gap in
                sites[gap.site].map { StandingGap(gap, at: $0) }
            },
            topItems: content.failingItems.map { FailingItem($0) },
            flags: content.flags.compactMap { flag in sites[flag.site].map { Flag(flag, at: $0) } },
            trend: content.trend.compactMap { TrendPoint($0) },
            others: content.others.map { one in
                CountyFigures.Coverage(
                    kind: one.kind,
                    sites: one.sites,
                    inspected: one.inspected,
                    belowMinimum: one.belowMinimum,
                    undecided: one.undecided
                )
            },
            versions: content.versions.map { VersionUse($0) },
            asOf: report.cutOff,
            townshipsWithoutSite: content.townshipsWithoutSite,
            rechecks: content.rechecks,
            orders: content.orders,
            cases: content.cases,
            steps: content.steps,
            waiting: content.waiting,
            owedStandards: content.owedStandards,
            countsUnchecked: report.countsUnchecked
        )
    }
}

extension InspectionSummary.Grade {
    init(_ grade: WeeklyReport.Grade) {
        self.init(
            code: grade.code,
            title: grade.title,
            colour: grade.colour,
            isBelowMinimum: grade.isBelowMinimum
        )
    }
}

extension InspectionSummary {
    init(_ visit: WeeklyReport.Visit) {
        self.init(
            id: visit.id,
            site: visit.site,
            kind: visit.kind,
            finishedAt: visit.finishedAt,
            receivedAt: visit.receivedAt,
            score: visit.score,
            shown: visit.shown,
            grade: visit.grade.map { Grade($0) },
            floorHolds: visit.floorHolds,
            gaps: GapCounts(critical: visit.critical, major: visit.major, minor: visit.minor),
            isFloorUnproven: visit.isFloorUnproven
        )
    }
}

extension WeekStanding {
    init(_ standing: WeeklyReport.Standing) {
        self.init(
            site: standing.site,
            summary: standing.visit.map { InspectionSummary($0) },
            previousScore: standing.previousScore,
            rank: standing.rank,
            lastVisit: standing.lastVisit,
            director: standing.director
        )
    }
}

extension TrendPoint {
    /// nil for a week without figures.
    init?(_ week: WeeklyReport.TrendWeek) {
        guard let figures = week.figures else { return nil }
        self.init(
            week: week.week,
            sites: figures.sites,
            inspected: figures.inspected,
            grades: figures.grades.map {
                GradeCount(grade: InspectionSummary.Grade($0.grade), count: $0.count)
            },
            undecided: figures.undecided,
            medianScore: figures.medianScore,
            medianShown: figures.medianShown
        )
    }
}
