import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

extension ClockCounty {
    /// An order that `admin` gave at that moment of 2021, put there past the act, which dates it by the clock of now: weeks are
    /// closed at 9:00 of that weekday.
    func order(
        _ number: Int = 1,
        weekday: Int = 1,
        minute: Int = 540,
        to accounts: [String] = [],
        given: String = "08-18 10:00"
    ) async throws {
        _ = try await owner.query(
            """
            INSERT INTO closing_order VALUES (1, \(number), \(900_000 + number), \(weekday), \(minute), \(accounts)::text[],
                \(moment(given)), 'admin')
            """
        )
    }

    /// The week that a turn of that moment of 2021 closes.
    func closed(_ at: String) async throws -> String? {
        let turn = try await clock.clockTurn(at: moment(at), withRungs: false)
        #expect(turn?.trouble == nil, "\(at)")
        return turn?.closed.map { "\($0)" }
    }
}

@Suite("The clock closes weeks by an administrator's standing order")
struct ClosingOrderTests {
    private static let week = ClosedCounty.week

    private static func form(_ weekday: String, _ time: String, _ accounts: [String] = []) -> Node {
        ClosingOrderForm.node(weekday: weekday, time: time, accounts: accounts)
    }

    @Test(
        "At its hour and not a minute before; nothing of before the order, nor a week whose hour was missed"
    )
    func hours() async throws {
        try await ClockCounty.with { county in
            // On Wednesday of W33: the hour of W32 was on Monday.
            try await county.order()
            for (at, week) in [
                ("08-18 11:00", nil), ("08-22 23:59", nil), ("08-23 08:59", nil), ("08-23 09:00", "2021-W33"),
                ("08-23 09:01", nil), ("08-30 08:59", nil),
                // Nobody turned the clock for two weeks: W34 is left to people, W35 is closed though it is Friday.
                ("09-10 12:00", "2021-W35"), ("09-10 12:01", nil),
            ] {
                #expect(try await county.closed(at) == week, "\(at)")
            }
            let rows = try await county.owner.query(
                """
                SELECT to_char(w.week, 'IYYY"-W"IW') AS week, w.closed_by, w.closing_order, e.actor, e.via, e.verb, e.object
                FROM week_report w JOIN audit_entry e ON e.number = w.entry ORDER BY w.week
                """
            )
            #expect(try rows.map { try $0["week"] as String } == ["2021-W33", "2021-W35"])
            #expect(try rows[0]["closed_by"] as String == "admin" && rows[0]["closing_order"] as Int == 1)
            #expect(try rows[0]["actor"] as String == "system:clock")
            #expect(try rows[0]["via"] as String == "closing-order:1 admin")
            #expect(
                try rows[0]["verb"] as String == "close" && rows[0]["object"] as String == "week/2021-W33"
            )
        }
    }

    @Test("The database and the program find the same week, whatever hour and moment")
    func same() async throws {
        try await ClockCounty.with { county in
            for given in ["08-18 10:00", "08-23 09:00"] {
                for weekday in 1...7 {
                    for minute in [0, 540, 1439] {
                        let order = ClosingOrder(
                            number: 1,
                            hour: .init(weekday: weekday, minute: minute),
                            accounts: [],
                            givenAt: moment(given),
                            givenBy: "admin"
                        )
                        for at in ["08-22 23:59", "08-23 00:00", "08-23 09:00", "08-26 09:00", "08-29 23:59"]
                        {
                            let rows = try await county.owner.query(
                                """
                                SELECT closing_week(ROW(1, 1, 1, \(weekday)::integer, \(minute)::integer, '{}', \(moment(given)),
                                    'admin')::closing_order, \(moment(at))) AS monday
                                """
                            )
                            let monday = try rows[0]["monday"] as Day?
                            #expect(
                                order.week(at: moment(at))?.monday == monday,
                                "\(given) \(weekday) \(minute) \(at)"
                            )
                            let next = order.next(after: moment(at))
                            #expect(next.at > moment(at) && order.week(at: next.at) == next.week)
                        }
                    }
                }
            }
        }
    }

    @Test("What it seals is what a person would have sealed, and whoever checks the record finds it whole")
    func content() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            try await county.order()
            #expect(try await county.closed("08-23 09:00") == "2021-W33")
            let admin = try await county.county.acting("admin")
            let sealed = try await admin.requiredSealedWeek(Self.week)
            let draft = try await admin.weekDraft(Self.week, now: sealed.report.cutOff)
            #expect(sealed.report.content == draft.content && !draft.isRevisionDue)
            #expect(try sealed.report.content.inspections.map(\.id) == [InspectionRows.id(1)])
            #expect(sealed.revision.closedBy == "admin" && sealed.revision.closingOrder == 1)
            let revised = try await admin.reviseWeekIfDue(Self.week)
            #expect(revised == nil)
        }
    }

    @Test("Many clocks at once close it once, while visits are filed: each is counted, or came later")
    func together() async throws {
        try await ClockCounty.with { county in
            try await county.order()
            let (clock, shell) = (county.clock, county.county.shell)
            async let filing: Void = {
                for number in 1001...1040 {
                    _ = try await shell.file(
                        try FilingTests.filing(number, site: "T-02"),
                        receivedAt: FilingTests.now
                    )
                }
            }()
            while try await (county.owner.query("SELECT count(*) AS n FROM inspection")[0]["n"] as Int) < 4 {
                try await Task.sleep(for: .milliseconds(5))
            }
            let closed = try await withThrowingTaskGroup(of: SealedWeek?.self) { group in
                // Without the lock of a turn, as two servers whose lock was lost would.
                for _ in 0..<3 { group.addTask { try await clock.closeByOrder(at: moment("08-23 09:00")) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try await filing
            #expect(closed.count { $0 != nil } == 1)
            let report = try #require(closed.compactMap(\.self).first?.report)
            let counted = Set(report.content.inspections.map(\.id.description))
            let rows = try await county.owner.query(
                "SELECT substr(object, 12) AS id, happened_at FROM audit_entry WHERE verb = 'file'"
            )
            #expect(rows.count == 40)
            for row in rows {
                let isLater = try row["happened_at"] as Instant > report.cutOff
                #expect(try counted.contains(row["id"]) || isLater)
            }
            #expect(try await county.owner.query("SELECT FROM week_report").count == 1)
        }
    }

    @Test("An order that was followed by another, or ended, or that somebody was faster than, closes nothing")
    func notInForce() async throws {
        try await ClockCounty.with { county in
            let admin = try await county.county.acting("admin")
            try await county.order()
            try await county.order(2, weekday: 2, minute: 600, given: "08-20 10:00")
            #expect(try await county.closed("08-23 09:30") == nil)
            #expect(try await county.closed("08-24 09:59") == nil)
            #expect(try await county.closed("08-24 10:00") == "2021-W33")
            try await admin.closeWeek(Self.week.next)
            #expect(try await county.closed("08-31 10:00") == nil)
            try await admin.endClosingOrder()
            #expect(try await county.closed("09-07 10:00") == nil)
            await #expect(throws: StoreError.noClosingOrder) { try await admin.endClosingOrder() }
            #expect(ClosingOrder.inForce(try await admin.closingOrders()) == nil)
            #expect(try await county.county.people.said("revoke closing-order/2").count == 1)
        }
    }

    @Test("Whoever gave it is no administrator any more: it has lapsed for good, and the office is told why")
    func lapsed() async throws {
        try await ClockCounty.with { county in
            try await county.county.people.add("boss", .administrator)
            try await county.county.file(1)
            try await county.order()
            let boss = try await county.county.acting("boss")
            _ = try await boss.disable("admin")
            #expect(try await county.closed("08-23 09:00") == nil)
            let told = try await county.owner.query(
                "SELECT lines_zh[1] AS line FROM message WHERE recipient = 'boss' AND thing = 'week.unclosed/2021-W33'"
            )
            #expect(try told.map { try $0["line"] as String }.first?.hasPrefix("第 1 号定时封存指令已经失效") == true)
            // Let in again, it is not asked for what it once said.
            try await boss.enable("admin")
            #expect(try await county.closed("08-23 09:10") == nil)
            #expect(try await boss.closingOrders().first?.lapsedAt != nil)
            // Another may be given, of the same words.
            let given = try await boss.giveClosingOrder(Self.form("1", "09:00"))
            #expect(given.number == 2 && given.isNew)
        }
    }

    @Test("Given in the own name by an administrator alone; all that is wrong is said at once; the same once")
    func given() async throws {
        try await ClockCounty.with { county in
            let admin = try await county.county.acting("admin")
            let problems = await #expect(throws: Problems.self) {
                try await admin.giveClosingOrder(Self.form("8", "24:00", ["nobody", "wang", "li"]))
            }
            #expect(problems?.all.map(\.pointer) == ["/weekday", "/time", "/accounts/0", "/accounts/1"])
            #expect(try await admin.giveClosingOrder(Self.form("1", "09:00", ["li"])) == (1, true))
            #expect(try await admin.giveClosingOrder(Self.form("1", "09:00", ["li"])) == (1, false))
            #expect(try await admin.giveClosingOrder(Self.form("5", "17:30")) == (2, true))
            for other in [try await county.county.acting("li"), county.county.shell] {
                await #expect(throws: StoreError.forbidden) {
                    try await other.giveClosingOrder(Self.form("1", "09:00"))
                }
            }
            let li = try await county.county.acting("li")
            await #expect(throws: StoreError.forbidden) { try await li.endClosingOrder() }
            #expect(try await li.closingOrders().map(\.number) == [2, 1])
            // Given now, it closes nothing of before.
            #expect(try await county.clock.clockTurn(withRungs: false)?.closed == nil)
            #expect(
                try await county.county.people.said("issue closing-order%")
                    == ["issue closing-order/1", "issue closing-order/2"]
            )
        }
    }

    @Test(
        "A turn that is killed before the PDF was kept leaves a closed week without one, which the next turn makes, once"
    )
    func paper() async throws {
        try await ClockCounty.with { county in
            try await county.order()
            let clock = county.clock
            await #expect(throws: CancellationError.self) {
                try await clock.clockTurn(
                    at: moment("08-23 09:00"),
                    withRungs: false,
                    keepPaper: { _, _ in throw CancellationError() }
                )
            }
            let admin = try await county.county.acting("admin")
            #expect(try await admin.sealedWeek(Self.week) != nil)
            #expect(try await admin.weekPaper(Self.week, revision: 1) == nil)
            for (minute, isMade) in [("09:01", true), ("09:02", false)] {
                let next = try await clock.clockTurn(
                    at: moment("08-23 \(minute)"),
                    withRungs: false,
                    keepPaper: { sealed, store in
                        let week = sealed.report.week
                        try await store.keepWeekPaper(week, revision: 1, Array("%PDF-1.7 later".utf8))
                        return Text(zh: "补", en: "made \(week)")
                    }
                )
                #expect(next?.closed == nil && next?.trouble?.en == (isMade ? "made \(Self.week)" : nil))
            }
            let later = try #require(try await admin.weekPaper(Self.week, revision: 1))
            #expect(later.keptBy == "system:clock")
            // And the clock keeps the one of a week that it closes, of no other.
            let turn = try await clock.clockTurn(
                at: moment("08-30 09:00"),
                withRungs: false,
                keepPaper: { sealed, store in
                    try await store.keepWeekPaper(
                        sealed.report.week,
                        revision: 1,
                        Array("%PDF-1.7".utf8)
                    )
                    return Text(zh: "有", en: "kept")
                }
            )
            #expect(turn?.closed == Self.week.next && turn?.trouble?.en == "kept")
            let kept = try #require(try await admin.weekPaper(Self.week.next, revision: 1))
            #expect(kept.keptBy == "system:clock")
            let third = Self.week.next.next
            try await admin.closeWeek(third)
            await #expect(throws: StoreError.weekNotClosed(third, revision: 1)) {
                try await clock.acting(for: .clock).keepWeekPaper(third, revision: 1, Array("%PDF-1.7".utf8))
            }
        }
    }
}

extension Store {
    fileprivate func reviseWeekIfDue(_ week: ISOWeek) async throws -> SealedWeek? {
        do {
            return try await reviseWeek(week, reason: "核对")
        } catch StoreError.nothingToRevise { return nil }
    }
}
