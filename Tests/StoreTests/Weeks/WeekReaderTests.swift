import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("A closed week is sent to a list, and each says who has read it")
struct WeekReaderTests {
    private static let week = ClosedCounty.week

    @Test("Told to those of the order's list alone, by the order in force when the week was closed")
    func list() async throws {
        try await ClockCounty.with { county in
            // By the database's own clock: the hour of last week came on Monday at midnight, however late it is now.
            _ = try await county.owner.query(
                """
                INSERT INTO closing_order VALUES (1, 1, 900001, 1, 0, '{li,wang}', clock_timestamp() - INTERVAL '10 days',
                    'admin')
                """
            )
            let turn = try #require(try await county.clock.clockTurn(withRungs: false))
            #expect(turn.closed == ISOWeek(of: Day(turn.at)).previous && turn.trouble == nil)
            // What was closed in a turn is of a later moment than its own, and told in the next.
            _ = try await county.clock.clockTurn(withRungs: false)
            // `wang` is on the list and may not read weeks.
            #expect(try await Self.told(county) == ["li"])
            let li = try await county.county.acting("li")
            let readers = try await li.readers(of: try await li.requiredSealedWeek(try #require(turn.closed)))
            #expect(readers.list == ["li", "wang"])
            #expect(readers.all.map(\.account) == ["li", "wang"])
            #expect(readers.all.map(\.mayRead) == [true, false])
            // An order without a list: whoever reads weeks.
            let admin = try await county.county.acting("admin")
            try await admin.giveClosingOrder(
                ClosingOrderForm.node(weekday: "1", time: "09:00", accounts: [])
            )
            try await admin.closeWeek(try #require(turn.closed).previous)
            _ = try await county.clock.clockTurn(withRungs: false)
            #expect(try await Self.told(county) == ["admin", "li", "li"])
        }
    }

    private static func told(_ county: ClockCounty) async throws -> [String] {
        try await county.owner
            .query(
                "SELECT recipient FROM message WHERE cause = 'week.closed' ORDER BY recipient"
            )
            .map { try $0["recipient"] }
    }

    @Test("Each marks it in person, once, of a revision; nobody for another, no operator, nobody confined")
    func marks() async throws {
        try await ClockCounty.with { county in
            let admin = try await county.county.acting("admin")
            let li = try await county.county.acting("li")
            await #expect(throws: StoreError.weekNotClosed(Self.week, revision: 1)) {
                try await li.markWeekRead(Self.week, revision: 1)
            }
            let sealed = try await admin.closeWeek(Self.week)
            // Opening it is not reading.
            _ = try await li.requiredSealedWeek(Self.week)
            #expect(try await li.readers(of: sealed).all.map { $0.readAt == nil } == [true, true])
            #expect(try await li.markWeekRead(Self.week, revision: 1))
            #expect(try await !li.markWeekRead(Self.week, revision: 1))
            let readers = try await admin.readers(of: sealed)
            #expect(readers.list == [] && readers.all.map(\.account) == ["admin", "li"])
            #expect(readers.all.map { $0.readAt == nil } == [true, false])
            let wang = try await county.county.acting("wang")
            for other in [wang, county.county.shell] {
                await #expect(throws: StoreError.forbidden) {
                    try await other.markWeekRead(Self.week, revision: 1)
                }
            }
            #expect(try await wang.query("SELECT FROM week_mark").count == 0)
            #expect(
                try await county.county.people.said("acknowledge week%")
                    == ["acknowledge week/2021-W33/1"]
            )
            // Another revision has not been read by anybody.
            try await county.county.file(1)
            let revised = try await admin.reviseWeek(Self.week, reason: "迟报")
            #expect(try await li.readers(of: revised).all.allSatisfy { $0.readAt == nil })
        }
    }

    @Test(
        "What was changed behind the program's back is found and named",
        arguments: [
            ("UPDATE closing_order SET minute = 541", ["closing-order/1 closing_order"]),
            ("UPDATE closing_order SET accounts = '{wang}'", ["closing-order/1 closing_order"]),
            ("UPDATE closing_order SET given_by = 'li'", ["closing-order/1 closing_order"]),
            ("DELETE FROM closing_order", ["closing-order/1 closing_order"]),
            ("DELETE FROM closing_order_end", ["closing-order/1 closing_order_end"]),
            ("UPDATE closing_order_end SET ended_by = 'li'", ["closing-order/1 closing_order_end"]),
            ("UPDATE week_mark SET account = 'admin'", ["week/2021-W33/1 week_mark"]),
            ("UPDATE week_mark SET read_at = read_at - INTERVAL '1 hour'", ["week/2021-W33/1 week_mark"]),
            ("DELETE FROM week_mark", ["week/2021-W33/1 week_mark"]),
            (
                "UPDATE week_report SET closing_order = NULL WHERE closing_order = 1",
                ["week/2021-W33 revision 1 closing_order"]
            ),
            (
                "UPDATE week_report SET closed_by = 'li' WHERE closing_order = 1",
                ["week/2021-W33 revision 1 closed_by"]
            ),
            (
                "UPDATE week_report SET closing_order = 1 WHERE week = '2021-08-09'",
                ["week/2021-W32 revision 1 closing_order"]
            ),
        ]
    )
    func tampered(change: String, found: [String]) async throws {
        try await ClockCounty.with { county in
            let admin = try await county.county.acting("admin")
            try await admin.closeWeek(Self.week.previous)
            try await admin.giveClosingOrder(
                ClosingOrderForm.node(weekday: "1", time: "09:00", accounts: ["li"])
            )
            let people = county.county.people
            let log = SealedLog(store: people.shell, database: people.owner)
            // The clock closes by it as if it had been given in time.
            _ = try await county.owner.query(
                """
                SELECT keep_week(ROW(1, 'system:clock', 'system:clock', '{}', 'clock', '{}', NULL, 'closing-order:1 admin', '',
                    false, false, NULL)::holder, '2021-08-16', \(try await Self.report(admin)), o) AS said
                FROM closing_order o
                """
            )
            _ = try await county.county.acting("li").markWeekRead(Self.week, revision: 1)
            try await admin.endClosingOrder()
            try await log.seal()
            let evidence = EvidenceCounty(log: log)
            #expect(try await evidence.differing() == [])
            #expect(try await evidence.differing(after: change) == found)
        }
    }

    /// What the week comes to now, sealed.
    private static func report(_ store: Store) async throws -> String {
        let rows = try await store.act { who in "SELECT cut_off, head FROM week_cut_off(\(who))" }
        return try await store.firstReport(of: week, try rows[0]["cut_off"], try rows[0]["head"]).document
    }
}
