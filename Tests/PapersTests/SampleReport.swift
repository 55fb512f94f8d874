@testable import Compliance

/// A sealed week small enough to be reckoned by hand: one site inspected and below the minimum, one not inspected.
enum SampleReport {
    static let week = ISOWeek(of: Day("2021-08-18") ?? .first)
    static let visited = Instant("2021-08-18T02:00:00Z") ?? Instant(microseconds: 0)

    static let below = WeeklyReport.Grade(
        code: "below",
        title: text("不达标", "Below"),
        colour: .red,
        isBelowMinimum: true
    )

    static func text(_ zh: String, _ en: String) -> Text { Text(zh: zh, en: en) }

    static func id(_ number: Int) -> InspectionID {
        InspectionID("018f0000-0000-7000-8000-00000000000\(number)") ?? .standIn
    }

    static func site(_ code: String, _ name: String) -> Site {
        Site(
            code: code,
            kind: .townshipIsolation,
            name: text(name, "Site \(code)"),
            township: Township(code: code, name: text("某乡", "A township")),
            openedOn: week.monday,
            capacity: 30
        )
    }

    static func visit(_ number: Int) -> WeeklyReport.Visit {
        WeeklyReport.Visit(
            id: id(number),
            site: "T-01",
            kind: .routine,
            finishedAt: visited,
            receivedAt: visited,
            score: Rational(125, over: 2),
            shown: "62.5",
            grade: below,
            floorHolds: false,
            isFloorUnproven: false,
            critical: 1,
            major: 2,
            minor: 0
        )
    }

    /// The site's name, its director, and what the gap says, as they are given.
    static func content(
        name: String = "城关镇隔离点",
        director: String = "甲岗",
        gap: String = "出入口有专人值守"
    ) -> WeeklyReport.Content {
        WeeklyReport.Content(
            ranking: [
                WeeklyReport.Standing(
                    site: site("T-01", name),
                    visit: visit(1),
                    previousScore: 80,
                    rank: 1,
                    director: director
                ),
                WeeklyReport.Standing(site: site("T-02", "李庄隔离点"), lastVisit: Day("2021-08-02")),
            ],
            townshipsWithoutSite: [Township(code: "X", name: text("无点乡", "Siteless"))],
            criticalFound: 3,
            criticalGaps: [
                WeeklyReport.Gap(
                    site: "T-01",
                    inspection: id(1),
                    item: "A-04",
                    text: text(gap, "Somebody keeps the door"),
                    severity: .critical,
                    status: .notMet,
                    pointsLost: 5,
                    responsible: .director,
                    recurrence: .new,
                    since: Day("2021-08-11") ?? .first,
                    deadline: visited.adding(seconds: 86_400)
                )
            ],
            orders: WeeklyReport.Orders(
                opened: 2,
                verified: 1,
                open: 4,
                overdue: 3,
                medianHours: Rational(20, over: 3)
            ),
            flags: [
                WeeklyReport.Flag(
                    site: "T-01",
                    evidence: [
                        WeeklyReport.Evidence(
                            visit: visit(1),
                            number: 2,
                            notMet: [WeeklyReport.Named(code: "A-04", text: text(gap, "door"))],
                            notChecked: []
                        )
                    ],
                    inspections: 2,
                    since: Day("2021-08-11") ?? .first,
                    undecided: 0,
                    holders: [],
                    missing: []
                )
            ],
            trend: [
                WeeklyReport.TrendWeek(week: week.previous),
                WeeklyReport.TrendWeek(
                    week: week,
                    figures: WeeklyReport.TrendFigures(
                        sites: 2,
                        inspected: 1,
                        grades: [WeeklyReport.GradeCount(grade: below, count: 1)],
                        undecided: 0,
                        medianScore: Rational(125, over: 2),
                        medianShown: "62.5"
                    )
                ),
            ]
        )
    }

    static func report(_ content: WeeklyReport.Content = content()) -> WeeklyReport {
        WeeklyReport(
            county: "demo",
            countyName: text("示范县", "Demo"),
            week: week,
            revision: 1,
            cutOff: Instant("2021-08-23T01:00:00Z") ?? Instant(microseconds: 0),
            previous: nil,
            head: nil,
            content: content
        )
    }
}
