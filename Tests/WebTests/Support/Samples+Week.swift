@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

extension Samples {
    func weekStanding(_ number: Int) -> WeekStanding {
        let inspected = number < 12
        return WeekStanding(
            site: site(number),
            summary: inspected
                ? summary(number, daysAgo: 1, score: Rational(97 - 3 * number), late: number == 4) : nil,
            previousScore: inspected && number != 2 ? Rational(90 - 2 * number) : nil,
            rank: inspected && number > 0 ? number : nil,
            lastVisit: number == 15 ? nil : Self.day("2021-08-02"),
            director: twist("柳河乡卫生院院长")
        )
    }

    func failing(_ number: Int) -> FailingItem {
        let item = Self.standard.checklist.items[number * 5]
        return FailingItem(
            checklist: "township-isolation",
            item: item.code,
            text: Text(zh: twist(item.text.zh), en: twist(item.text.en)),
            severity: item.severity,
            citation: Citation(
                source: "S",
                clause: twist("5.1"),
                verified: Verification.allCases[number % 3]
            ),
            source: text("某规范", "Some norm"),
            sites: 9 - number,
            inspected: 12
        )
    }

    var flag: Flag {
        Flag(
            site: site(11),
            director: posting,
            evidence: [
                summary(11, daysAgo: 15, score: 66), summary(11, daysAgo: 8, score: 61, late: true),
                summary(11, daysAgo: 1, score: 64),
            ],
            inspections: 3,
            since: Self.day("2021-08-03"),
            undecided: 1,
            missing: [text("没有发文后的指导记录", "No guidance on record after issue")]
        )
    }

    func trendPoint(_ weeksAgo: Int) -> TrendPoint {
        TrendPoint(
            week: ISOWeek(of: Self.day("2021-08-18") - 7 * weeksAgo),
            sites: 15,
            inspected: 12 - weeksAgo,
            grades: [
                gradeCount("meets", text("达标", "Meets"), .blue, 3),
                gradeCount("basicallyMeets", text("基本达标", "Basically meets"), .yellow, 8 - weeksAgo),
                gradeCount("county-own", text("县定等级", "The county's own"), .red, 1),
            ],
            undecided: weeksAgo == 0 ? 1 : 0,
            medianScore: weeksAgo == 7 ? nil : Rational(171 - weeksAgo, over: 2),
            medianShown: weeksAgo == 7
                ? nil : Rational(171 - weeksAgo, over: 2).map { Self.standard.shown(score: $0, of: nil) }
        )
    }

    private func gradeCount(
        _ code: String,
        _ title: Text,
        _ colour: GradeRule.Colour,
        _ count: Int
    ) -> TrendPoint.GradeCount {
        .init(
            grade: .init(code: code, title: title, colour: colour, isBelowMinimum: colour == .red),
            count: count
        )
    }

    var week: WeekFigures {
        WeekFigures(
            week: ISOWeek(of: Self.day("2021-08-18")),
            ranking: (1...15).map(weekStanding),
            countySites: [weekStanding(0)],
            criticalGaps: (0..<3).map(gap),
            topItems: (0..<6).map(failing),
            flags: [
                flag,
                Flag(
                    site: site(12),
                    director: nil,
                    evidence: flag.evidence,
                    inspections: 3,
                    since: flag.since,
                    undecided: 0,
                    missing: []
                ),
            ],
            trend: (0..<8).reversed().map(trendPoint),
            others: coverage,
            versions: [
                VersionUse(
                    checklist: "township-isolation",
                    version: "2021-08",
                    checklistDigest: Self.standard.checklistDigest,
                    baseline: "henan-minimum",
                    baselineVersion: "2021-08",
                    baselineDigest: Self.standard.baselineDigest,
                    inspections: 12
                )
            ],
            asOf: Self.now
        )
    }

    var checklists: [PublishedChecklist] {
        [
            PublishedChecklist(
                code: "township-isolation",
                version: "2021-08",
                title: text("乡镇隔离点检查表", "Township isolation site checklist"),
                siteKind: .townshipIsolation,
                effectiveFrom: Self.day("2021-08-01"),
                items: 118,
                digest: Self.standard.checklistDigest,
                baseline: "henan-minimum",
                baselineVersion: "2021-08"
            )
        ]
    }

    var baselines: [PublishedBaseline] {
        [
            PublishedBaseline(
                code: "henan-minimum",
                version: "2021-08",
                title: text("最低要求", "The minimum"),
                effectiveFrom: Self.day("2021-08-01"),
                effectiveTo: nil,
                parameters: 40,
                digest: Self.standard.baselineDigest
            )
        ]
    }
}
