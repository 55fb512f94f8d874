import Compliance
import Postgres
import Testing

@testable import Store

/// 2021-W33 is 16 to 22 August, Asia/Shanghai. Visits of other weeks stand around it.
@Suite("The week's orders, and what the commission owes of verifications and standards")
struct WeekOrderTests {
    private static let week = ClosedCounty.week

    @Test(
        "Opened, ended, open and overdue at the week's end, and the middle of the hours, by what the week knew"
    )
    func orders() async throws {
        try await CountyWithAccounts.with { county in
            let rows = try await Self.histories(county)
            let figures = try await county.shell.weekFigures(Self.week, now: moment("08-30 09:00"))
            let orders = figures.orders
            #expect(orders.opened == 6)
            #expect(orders.verified == 1 && orders.mended == 1 && orders.fixedOnSpot == 1)
            #expect(orders.open == 4 && orders.overdue == 3)
            // 216 h (A-01), 24 h (A-02), 30 h (A-03).
            #expect(orders.medianHours == 30)
            #expect(figures.waiting.map { "\($0.site) \($0.item)" } == ["T-01 B-01", "T-02 A-01"])
            #expect(figures.waiting.map(\.since) == [moment("08-21 09:00"), moment("08-22 12:00")])

            // While it ran, on Thursday at nine: A-02 had ended an hour ago; A-01, A-03 and B-01 were open.
            let running = try await county.shell.weekFigures(Self.week, now: moment("08-19 09:01")).orders
            #expect(running.opened == 3 && running.mended == 1 && running.ended == 1 && running.open == 3)
            // The week before found A-01, and had it open and overdue at its end.
            let before = try await county.shell.weekFigures(Self.week.previous, now: moment("08-30 09:00"))
            #expect(before.orders.opened == 1 && before.orders.ended == 0 && before.orders.open == 1)
            #expect(before.orders.overdue == 1 && before.orders.medianHours == nil && before.waiting.isEmpty)

            // Sent back when the week was over, an answer had waited in it all the same.
            _ = try await county.owner.query(
                """
                INSERT INTO verification VALUES (\(county.shell.county.id), 32, 'T-02', 'A-01', \(try InspectionRows.id(22)), NULL,
                    'returned', 'x', \(moment("08-25 09:00"))::timestamptz, 'zhao')
                """
            )
            let later = try await county.shell.weekFigures(Self.week, now: moment("08-30 09:00"))
            #expect(later.orders == orders && later.waiting == figures.waiting)

            // The sealed report has the same, and reads as it was written.
            let sealed = try await county.shell.closeWeek(Self.week)
            #expect(sealed.report.content.orders == orders)
            #expect(WeekFigures(sealed.report).waiting == figures.waiting)
            try await rows.add(9, "T-02", "08-20 09:00", grade: 1, score: 70, gaps: ["A-05"], filedBy: "li")
            let changes = try await county.shell.weekDraft(Self.week, now: moment("08-30 10:00")).changes
            #expect(changes.filter { $0.part == .orders }.map(\.key).contains("opened"))
        }
    }

    @Test(
        "Who answered in time and adds to it after the deadline is not late; it waits since the last answer"
    )
    func added() async throws {
        try await CountyWithAccounts.with { county in
            _ = try await Self.histories(county)
            // A-01 of T-02 was due on Sunday at noon, and answered then.
            _ = try await county.owner.query(
                """
                INSERT INTO submission VALUES (\(county.shell.county.id), \(try InspectionRows.id(23)), 'T-02', 'A-01',
                    \(try InspectionRows.id(5)), 'x', '{}', \(moment("08-22 20:00"))::timestamptz, 'wang', 'director', 23)
                """
            )
            let figures = try await county.shell.weekFigures(Self.week, now: moment("08-30 09:00"))
            #expect(figures.orders.open == 4 && figures.orders.overdue == 3)
            #expect(figures.waiting.map(\.since) == [moment("08-21 09:00"), moment("08-22 20:00")])
        }
    }

    @Test("Of a site that moved after the week, orders stand under the code that it had in the week")
    func moved() async throws {
        try await CountyWithAccounts.with { county in
            _ = try await Self.histories(county)
            _ = try await county.shell.importSites([township("T-04")])
            for sql: SQL in [
                "UPDATE operation SET predecessor = 'T-02', opened_on = '2021-08-25' WHERE site = 'T-04'",
                "UPDATE operation SET closed_on = '2021-08-25' WHERE site = 'T-02'",
            ] { _ = try await county.owner.query(sql) }
            let figures = try await county.shell.weekFigures(Self.week, now: moment("08-30 09:00"))
            #expect(figures.orders.open == 4)
            #expect(figures.waiting.map(\.site) == ["T-01", "T-02"])
        }
    }

    @Test(
        "The version in force on Sunday: who was not given it by the end, and who was not told after the issue"
    )
    func standards() async throws {
        try await CountyWithAccounts.with { county in
            _ = try await county.shell.importSites([township("T-03"), township("T-04", to: day("08-18"))])
            let version = try IssueTests.version()
            let (list, baseline) = (DigestText(version.checklist), DigestText(version.baseline))
            for (entry, site, at) in [
                (901, "T-01", "08-17 09:00"), (902, "T-02", "08-18 09:00"), (903, "T-03", "08-23 00:00"),
            ] {
                _ = try await county.owner.query(
                    """
                    INSERT INTO issuance VALUES (\(county.shell.county.id), \(entry), \(site), \(list)::bytea, \(baseline)::bytea,
                        \(moment(at))::timestamptz, 'admin')
                    """
                )
            }
            func owed() async throws -> [String] {
                try await county.shell.weekFigures(Self.week, now: moment("08-30 09:00")).owedStandards
                    .map { "\($0.site) \($0.owed)" }
            }
            // T-03 had it a moment too late, T-04 was closed by Sunday.
            #expect(try await owed() == ["T-01 guidance", "T-02 guidance", "T-03 issue"])
            // Guidance before the issue counts for nothing, and what came after Sunday neither.
            for (number, site, at) in [
                (31, "T-01", "08-20 09:00"), (32, "T-02", "08-17 09:00"), (33, "T-02", "08-24 09:00"),
            ] {
                _ = try await county.owner.query(
                    """
                    INSERT INTO guidance (county_id, id, site, checklist_digest, baseline_digest, given_at, given_by, shown,
                        attended, recorded_at, entry)
                    VALUES (\(county.shell.county.id), \(try InspectionRows.id(number)), \(site), \(list)::bytea,
                        \(baseline)::bytea, \(moment(at))::timestamptz, 'li', 'x', 'x', \(moment(at))::timestamptz, 1)
                    """
                )
            }
            #expect(try await owed() == ["T-02 guidance", "T-03 issue"])
        }
    }

    /// A-01 of T-01 was found the week before and verified on Saturday; of the three found on Wednesday A-02 was met a day
    /// later, A-03 mended on the spot after 30 hours, and B-01 answered on Saturday, after its deadline, and verified when
    /// the week was over; A-04 was met then. At T-02 two were found on Saturday, one answered just in time.
    private static func histories(_ county: CountyWithAccounts) async throws -> InspectionRows {
        let rows = InspectionRows(store: county.shell, database: county.owner)
        for (number, site, at, gaps) in [
            (1, "T-01", "08-12 09:00", ["A-01"]),
            (2, "T-01", "08-18 08:00", ["A-01", "A-02", "A-03", "B-01"]),
            (3, "T-01", "08-19 08:00", ["A-01", "A-03", "B-01"]),
            (4, "T-01", "08-19 14:00", ["A-01", "A-03*", "A-04", "B-01"]),
            (5, "T-02", "08-21 12:00", ["A-01", "A-02"]), (6, "T-01", "08-24 12:00", ["A-05"]),
        ] {
            try await rows.add(
                number,
                site,
                at,
                grade: 0,
                score: 60,
                gaps: gaps,
                severity: .critical,
                filedBy: "li"
            )
        }
        for (number, site, item, visit, at) in [
            (20, "T-01", "A-01", 4, "08-20 09:00"), (21, "T-01", "B-01", 4, "08-21 09:00"),
            (22, "T-02", "A-01", 5, "08-22 12:00"),
        ] {
            _ = try await county.owner.query(
                """
                INSERT INTO submission VALUES (\(county.shell.county.id), \(try InspectionRows.id(number)), \(site), \(item),
                    \(try InspectionRows.id(visit)), 'x', '{}', \(moment(at))::timestamptz, 'wang', 'director', \(number))
                """
            )
        }
        for (number, item, of, at) in [(30, "A-01", 20, "08-21 09:00"), (31, "B-01", 21, "08-24 09:00")] {
            _ = try await county.owner.query(
                """
                INSERT INTO verification VALUES (\(county.shell.county.id), \(number), 'T-01', \(item),
                    \(try InspectionRows.id(of)), NULL, 'verified', NULL, \(moment(at))::timestamptz, 'zhao')
                """
            )
        }
        return rows
    }
}
