import Compliance

extension WeeklyReport.Content {
    /// What a report says of the figures. It quotes earlier weeks from their sealed reports (`earlier`, by Monday) alone;
    /// `pasts` are the codes under which a site was before.
    init(
        _ figures: WeekFigures,
        counted: [WeeklyReport.Counted],
        pasts: [String: [String]],
        earlier: [Day: SealedWeek],
        leftOut: [String]
    ) {
        let before = earlier[figures.week.previous.monday]?.report.content
        func standing(_ standing: WeekStanding) -> WeeklyReport.Standing {
            let codes = [standing.site.code] + pasts[standing.site.code, default: []]
            return WeeklyReport.Standing(standing, previous: before?.score(ofAny: codes))
        }
        self.init(
            ranking: figures.ranking.map(standing),
            townshipsWithoutSite: figures.townshipsWithoutSite,
            countySites: figures.countySites.map(standing),
            criticalFound: figures.criticalFound,
            criticalGaps: figures.criticalGaps.map { WeeklyReport.Gap($0) },
            orders: figures.orders,
            failingItems: figures.topItems.map { WeeklyReport.FailingItem($0) },
            flags: figures.flags.map { WeeklyReport.Flag($0) },
            cases: figures.cases,
            steps: figures.steps,
            trend: figures.trend.map { WeeklyReport.TrendWeek($0, of: figures.week, earlier) },
            rechecks: figures.rechecks,
            waiting: figures.waiting,
            owedStandards: figures.owedStandards,
            others: figures.others.map { one in
                WeeklyReport.Coverage(
                    kind: one.kind,
                    sites: one.sites,
                    inspected: one.inspected,
                    belowMinimum: one.belowMinimum,
                    undecided: one.undecided
                )
            },
            versions: figures.versions.map { WeeklyReport.Version($0) },
            inspections: counted,
            leftOut: leftOut
        )
    }

    /// What the report says of the first of the codes that was inspected.
    private func score(ofAny codes: [String]) -> Rational? {
        codes.lazy
            .compactMap { code in
                (ranking + countySites).first { $0.site.code == code && $0.visit != nil }
            }
            .first?
            .visit?
            .score
    }
}

extension WeeklyReport.Grade {
    init(_ grade: InspectionSummary.Grade) {
        self.init(
            code: grade.code,
            title: grade.title,
            colour: grade.colour,
            isBelowMinimum: grade.isBelowMinimum
        )
    }
}

extension WeeklyReport.Visit {
    init(_ summary: InspectionSummary) {
        self.init(
            id: summary.id,
            site: summary.site,
            kind: summary.kind,
            finishedAt: summary.finishedAt,
            receivedAt: summary.receivedAt,
            score: summary.score,
            shown: summary.shown,
            grade: summary.grade.map { WeeklyReport.Grade($0) },
            floorHolds: summary.floorHolds,
            isFloorUnproven: summary.isFloorUnproven,
            critical: summary.gaps.critical,
            major: summary.gaps.major,
            minor: summary.gaps.minor
        )
    }
}

extension WeeklyReport.Standing {
    fileprivate init(_ standing: WeekStanding, previous: Rational?) {
        self.init(
            site: standing.site,
            visit: standing.summary.map { WeeklyReport.Visit($0) },
            previousScore: previous,
            rank: standing.rank,
            lastVisit: standing.lastVisit,
            director: standing.director
        )
    }
}
