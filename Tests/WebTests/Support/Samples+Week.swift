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
            checklistTitle: text("乡镇隔离点检查表", "Township isolation site checklist"),
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

    func evidence(_ number: Int, daysAgo: Int, score: Rational, unproven: Bool = false) -> Flag.Evidence {
        let items = Self.standard.checklist.items.filter { $0.severity == .critical }.prefix(2)
            .map {
                Flag.Evidence.Item(code: $0.code, text: Text(zh: twist($0.text.zh), en: twist($0.text.en)))
            }
        var summary = summary(11, daysAgo: daysAgo, score: score, late: number == 2)
        summary.isFloorUnproven = unproven
        return Flag.Evidence(
            summary: summary,
            number: number,
            notMet: unproven ? [] : items,
            notChecked: unproven ? items : []
        )
    }

    /// A run of 22 visits, of which three are shown, under a director who left and while nobody followed.
    var flag: Flag {
        Flag(
            site: site(11),
            evidence: [
                evidence(1, daysAgo: 15, score: 66), evidence(2, daysAgo: 8, score: 61),
                evidence(22, daysAgo: 1, score: 64, unproven: true),
            ],
            inspections: 22,
            since: Self.day("2021-08-03"),
            undecided: 1,
            holders: [
                .init(
                    posting: posting,
                    site: "T-10",
                    visits: 20,
                    first: Self.day("2021-08-03"),
                    last: Self.day("2021-08-10")
                ),
                .init(
                    posting: nil,
                    site: "T-11",
                    visits: 2,
                    first: Self.day("2021-08-17"),
                    last: Self.day("2021-08-17")
                ),
            ],
            present: nil,
            vacantSince: Self.day("2021-08-11"),
            missing: [text("没有发文后的指导记录", "No guidance on record after issue")]
        )
    }

    /// One visit, at which a critical item was not checked, before the director of today came.
    var once: Flag {
        Flag(
            site: site(12),
            evidence: [evidence(1, daysAgo: 1, score: 64, unproven: true)],
            inspections: 1,
            since: Self.day("2021-08-17"),
            undecided: 0,
            holders: [
                .init(
                    posting: nil,
                    site: "T-12",
                    visits: 1,
                    first: Self.day("2021-08-17"),
                    last: Self.day("2021-08-17")
                )
            ],
            present: posting,
            vacantSince: nil,
            missing: []
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

    private func weekSite(_ number: Int) -> WeeklyReport.Addressed {
        WeeklyReport.Addressed(code: site(number).code, name: site(number).name)
    }

    private func weekStep(_ rung: Rung) -> WeeklyReport.Step {
        WeeklyReport.Step(entry: 77, rung: rung, numbered: twist("约〔2021〕1号"), takenAt: Self.now)
    }

    /// One open, on two visits; one closed, on an infection.
    private var weekCases: [WeeklyReport.Case] {
        [
            WeeklyReport.Case(
                id: Self.id(7),
                site: weekSite(6),
                openedAt: Self.now,
                ground: .visits(found: Self.id(1), again: Self.id(2), items: [twist("A-04")]),
                duties: [.director, .partyHead],
                steps: [weekStep(.interview), weekStep(.proposal)]
            ),
            WeeklyReport.Case(
                id: Self.id(8),
                site: weekSite(0),
                openedAt: Self.now,
                ground: .infection(Self.day("2021-08-17")),
                duties: [.health],
                end: WeeklyReport.End(kind: .closed, at: Self.now)
            ),
        ]
    }

    var week: WeekFigures {
        WeekFigures(
            week: ISOWeek(of: Self.day("2021-08-18")),
            ranking: (1...15).map(weekStanding),
            countySites: [weekStanding(0)],
            criticalFound: 5,
            criticalGaps: (0..<3).map(gap),
            topItems: (0..<6).map(failing),
            flags: [flag, once],
            trend: (0..<8).reversed().map(trendPoint),
            others: coverage,
            versions: [
                VersionUse(
                    checklist: "township-isolation",
                    title: text("乡镇隔离点检查表", "Township isolation site checklist"),
                    version: "2021-08",
                    checklistDigest: Self.standard.checklistDigest,
                    baseline: "henan-minimum",
                    baselineTitle: text("最低要求", "The minimum"),
                    baselineVersion: "2021-08",
                    baselineDigest: Self.standard.baselineDigest,
                    inspections: 12
                )
            ],
            asOf: Self.now,
            orders: WeeklyReport.Orders(
                opened: 9,
                verified: 3,
                mended: 2,
                fixedOnSpot: 1,
                open: 7,
                overdue: 2,
                medianHours: Rational(200, over: 3)
            ),
            cases: weekCases,
            steps: [
                WeeklyReport.SiteStep(site: weekSite(5), step: weekStep(.reminder), items: [twist("A-02")])
            ],
            waiting: [WeeklyReport.Waiting(site: site(3).code, item: "A-02", since: Self.now)],
            owedStandards: [
                .init(
                    site: site(4).code,
                    checklist: "township-isolation",
                    title: text("乡镇隔离点检查表", "Township isolation site checklist"),
                    version: twist("2021-08"),
                    owed: .issue
                ),
                .init(
                    site: site(5).code,
                    checklist: "township-isolation",
                    title: text("乡镇隔离点检查表", "Township isolation site checklist"),
                    version: "2021-08",
                    owed: .guidance
                ),
            ]
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
