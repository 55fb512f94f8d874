import StrictJSON
import Testing

@testable import Compliance

@Suite("The weekly report: its bytes, and what one says otherwise than another")
struct WeeklyReportTests {
    @Test("The bytes are read back as what they were written from, and written as they were")
    func bytes() throws {
        let report = Self.report(Self.content)
        #expect(try WeeklyReport(document: report.document) == report)
        #expect(
            report.document.hasPrefix(
                #"{"format":2,"county":"demo","countyName":{"zh":"示范县","en":"Demo"},"week":"2021-W33","revision":2,"#
                    + #""reason":"迟报","cutOff":"2021-08-23T01:00:00Z","previous":{"week":"2021-W32","revision":1,"digest":"aa"},"#
            )
        )
    }

    @Test("A report of format 1 is read as it is, says that it counts what nobody checked, and is written so")
    func earlier() throws {
        let report = Self.report(Self.content)
        let old = report.document.replacing(#""format":2"#, with: #""format":1"#, maxReplacements: 1)
        let read = try WeeklyReport(document: old)
        #expect(read.document == old && read.countsUnchecked && !report.countsUnchecked)
        #expect(read.content == report.content)
    }

    @Test(
        "What is not a report of this format, or not written as one, is refused",
        arguments: [
            (#""format":2"#, #""format":3"#, "unknownFormat"),
            (#""revision":2"#, #""revision": 2"#, "notCanonical"),
            (#""revision":2"#, #""revision":2,"more":1"#, "unknownName"),
            (#""week":"2021-W33""#, #""week":"2021-W54""#, "wrongType"),
            (#""criticalFound":5,"#, "", "missing"),
        ]
    )
    func refused(this: String, that: String, code: String) throws {
        let document = Self.report(Self.content).document.replacing(this, with: that, maxReplacements: 1)
        let problems = #expect(throws: Problems.self) { try WeeklyReport(document: document) }
        #expect(problems?.all.map(\.code) == [code])
    }

    @Test("What differs is said line by line: what it was, and what it is")
    func changes() {
        var now = Self.content
        now.ranking = [
            WeeklyReport.Standing(site: Self.site("T-02"), visit: Self.visit(2, "T-02", 95), rank: 1),
            WeeklyReport.Standing(site: Self.site("T-01"), visit: Self.visit(3, "T-01", 80), rank: 2),
        ]
        now.criticalFound = 6
        now.townshipsWithoutSite = []
        let changes = now.changes(since: Self.content)
        #expect(changes.map(\.part) == [.ranking, .ranking, .townshipsWithoutSite, .criticalFound])
        #expect(changes.map(\.key) == ["T-02", "T-01", "X", ""])
        #expect(
            changes.map(\.from?.en) == [
                "not inspected, last on 2021-08-02", "rank 1, 90.0, Meets", "no site", "5",
            ]
        )
        #expect(changes.map(\.to?.en) == ["rank 1, 95.0, Meets", "rank 2, 80.0, Meets", nil, "6"])
        #expect(Self.content.changes(since: Self.content).isEmpty)
    }

    @Test("Of orders each figure is a line, what waits and what is owed one each")
    func orders() {
        var now = Self.content
        now.orders.overdue = 4
        now.orders.medianHours = nil
        now.waiting = []
        now.owedStandards = [
            .init(
                site: "T-02",
                checklist: "list",
                title: Text(zh: "表", en: "List"),
                version: "1",
                owed: .guidance
            )
        ]
        let changes = now.changes(since: Self.content)
        #expect(changes.map(\.key) == ["overdue", "medianHours", "T-01/A-01", "T-02/list/1"])
        #expect(changes.map(\.from?.en) == ["3", "6.7", "waiting since 2021-08-16 00:00", "not issued"])
        #expect(changes.map(\.to?.en) == ["4", "–", nil, "issued, no guidance given"])
    }

    @Test(
        "A case is read back with all it says; a report from before there were cases reads as it was written"
    )
    func cases() throws {
        var now = Self.content
        let site = WeeklyReport.Addressed(code: "T-01", name: Text(zh: "一号点", en: "Site one"))
        let at = Instant(startOf: Self.week.monday)
        let step = WeeklyReport.Step(entry: 9, rung: .interview, numbered: "约〔2021〕1号", takenAt: at)
        now.cases = [
            WeeklyReport.Case(
                id: Self.id(7),
                site: site,
                openedAt: at,
                ground: .visits(found: Self.id(1), again: Self.id(2), items: ["A-04"]),
                duties: [.director, .partyHead],
                steps: [step],
                end: WeeklyReport.End(kind: .closed, at: at)
            ),
            WeeklyReport.Case(
                id: Self.id(8),
                site: site,
                openedAt: at,
                ground: .infection(Self.week.monday),
                duties: []
            ),
        ]
        let reminder = WeeklyReport.Step(entry: 8, rung: .reminder, numbered: "提〔2021〕3号", takenAt: at)
        now.steps = [WeeklyReport.SiteStep(site: site, step: reminder, items: ["A-04", "B-02"])]
        let report = Self.report(now)
        #expect(try WeeklyReport(document: report.document) == report)
        #expect(!Self.report(Self.content).document.contains("cases"))
        let changes = now.changes(since: Self.content)
        #expect(changes.map(\.part) == [.cases, .cases, .steps])
        #expect(
            changes.map(\.to?.zh) == [
                "2021-08-16 00:00 启动，约〔2021〕1号，结案", "2021-08-16 00:00 启动", "A-04, B-02",
            ]
        )
        #expect(changes.map(\.what.zh) == ["一号点", "一号点", "一号点 提〔2021〕3号"])
    }

    @Test("Lines that stand in another order alone are a change, though no line is another")
    func order() {
        var now = Self.content
        now.ranking = Array(Self.content.ranking.reversed())
        #expect(now.changes(since: Self.content).map(\.part) == [.ranking])
        #expect(now.changes(since: Self.content).map(\.to) == [nil])
    }

    @Test("Which inspections brought it about: filed later, corrected in their place, withdrawn")
    func causes() {
        var now = Self.content
        now.inspections = [Self.counted(4, "T-01", place: 11), Self.counted(5, "T-02", place: 30)]
        let causes = now.causes(since: Self.content)
        #expect(causes.map(\.kind) == [.corrected, .filed, .withdrawn])
        #expect(causes.map(\.inspection) == [Self.id(4), Self.id(5), Self.id(2)])
        #expect(causes.map(\.replaces) == [Self.id(1), nil, nil])
    }

    // One site inspected, one not, and a township without any.
    static let content = WeeklyReport.Content(
        ranking: [
            WeeklyReport.Standing(
                site: site("T-01"),
                visit: visit(1, "T-01", 90),
                previousScore: Rational(200).divided(by: 3),
                rank: 1
            ),
            WeeklyReport.Standing(site: site("T-02"), lastVisit: Day("2021-08-02"), director: nil),
        ],
        townshipsWithoutSite: [Township(code: "X", name: Text(zh: "无点乡", en: "Siteless"))],
        criticalFound: 5,
        orders: WeeklyReport.Orders(
            opened: 2,
            verified: 1,
            open: 4,
            overdue: 3,
            medianHours: Rational(20, over: 3)
        ),
        trend: [
            WeeklyReport.TrendWeek(week: week.previous),
            WeeklyReport.TrendWeek(
                week: week,
                figures: WeeklyReport.TrendFigures(
                    sites: 2,
                    inspected: 1,
                    grades: [WeeklyReport.GradeCount(grade: meets, count: 1)],
                    undecided: 0,
                    medianScore: 90,
                    medianShown: "90.0"
                )
            ),
        ],
        waiting: [
            WeeklyReport.Waiting(site: "T-01", item: "A-01", since: Instant(startOf: week.monday))
        ],
        owedStandards: [
            .init(
                site: "T-02",
                checklist: "list",
                title: Text(zh: "表", en: "List"),
                version: "1",
                owed: .issue
            )
        ],
        inspections: [counted(1, "T-01", place: 11), counted(2, "T-03", place: 12)]
    )

    static let week = ISOWeek(of: Day("2021-08-18") ?? .first)

    static func report(_ content: WeeklyReport.Content) -> WeeklyReport {
        WeeklyReport(
            county: "demo",
            countyName: Text(zh: "示范县", en: "Demo"),
            week: week,
            revision: 2,
            reason: "迟报",
            cutOff: Instant("2021-08-23T01:00:00Z") ?? Instant(microseconds: 0),
            previous: WeeklyReport.Quotation(week: week.previous, revision: 1, digest: "aa"),
            head: nil,
            content: content
        )
    }

    static func id(_ number: Int) -> InspectionID {
        InspectionID("018f0000-0000-7000-8000-00000000000\(number)") ?? .standIn
    }

    static func counted(_ number: Int, _ site: String, place: Int) -> WeeklyReport.Counted {
        WeeklyReport.Counted(
            id: id(number),
            site: site,
            siteKind: .townshipIsolation,
            digest: "d\(number)",
            place: place
        )
    }

    static let meets = WeeklyReport.Grade(
        code: "meets",
        title: Text(zh: "达标", en: "Meets"),
        colour: .blue,
        isBelowMinimum: false
    )

    static func visit(_ number: Int, _ site: String, _ score: Int) -> WeeklyReport.Visit {
        WeeklyReport.Visit(
            id: id(number),
            site: site,
            kind: .routine,
            finishedAt: Instant(startOf: week.monday),
            receivedAt: Instant(startOf: week.monday),
            score: Rational(score),
            shown: "\(score).0",
            grade: meets,
            floorHolds: true,
            isFloorUnproven: false,
            critical: 0,
            major: 1,
            minor: 2
        )
    }

    static func site(_ code: String) -> Site {
        Site(
            code: code,
            kind: .townshipIsolation,
            name: Text(zh: "隔离点\(code)", en: "Site \(code)"),
            township: Township(code: code, name: Text(zh: "\(code)乡", en: "Township \(code)")),
            openedOn: week.monday,
            capacity: 30
        )
    }
}
