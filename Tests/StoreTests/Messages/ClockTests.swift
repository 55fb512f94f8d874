import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("The clock tells each thing once, however it goes")
struct ClockTests {
    /// The one deadline: A-04 of T-01 was found at 9:00 on the 18th, critical, 24 hours.
    static let deadline = "T-01/2021-08-19T01:00:00Z"

    @Test("Near, overdue, late visits and open weeks, each to whom it concerns; a turn more tells nothing")
    func tells() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            // Two thirds of the 24 hours are over at 1:00 on the 19th.
            #expect(try await county.turn("08-18 23:00") == 2)
            #expect(try await county.turn("08-18 23:59") == 0)
            #expect(try await county.turn("08-19 02:00") == 1)
            #expect(try await county.told(on: "08-19") == ["wang order.near/\(Self.deadline) 08-19"])
            #expect(try await county.turn("08-19 08:59") == 0)
            #expect(try await county.turn("08-19 09:01") == 2)
            #expect(try await county.turn("08-19 23:59") == 0)
            #expect(
                try await county.told(on: "08-19")
                    == [
                        "admin order.overdue/county 08-19",
                        "wang order.near/\(Self.deadline) 08-19",
                        "wang order.overdue/\(Self.deadline) 08-19",
                    ]
            )
        }
    }

    @Test(
        "After days in which nobody turned it everything is told once, as it stands; what lasts once a week"
    )
    func downtime() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            #expect(try await county.turn("08-19 10:00") == 4)
            // Nothing until the 27th: not a message for each day, and nothing of what was near meanwhile.
            #expect(try await county.turn("08-27 10:00") == 7)
            #expect(
                try await county.told(on: "08-27")
                    == [
                        "admin order.overdue/county 08-27", "admin site.unvisited/2021-01-08 08-27",
                        "admin site.unvisited/2021-08-21 08-27", "admin week.unclosed/2021-W33 08-27",
                        "li site.unvisited/2021-01-08 08-27", "li site.unvisited/2021-08-21 08-27",
                        "wang order.overdue/\(Self.deadline) 08-27",
                    ]
            )
        }
    }

    @Test("A clock that is put back tells nothing again, one that is put forward loses nothing")
    func jumps() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            #expect(try await county.turn("08-27 10:00") == 7)
            for back in ["08-25 10:00", "08-20 10:00", "08-10 10:00", "08-27 11:00"] {
                #expect(try await county.turn(back) == 0, "\(back)")
            }
            // A week on, and back again.
            #expect(try await county.turn("09-03 10:00") == 7)
            #expect(try await county.told(on: "09-03").contains("admin week.unclosed/2021-W34 09-03"))
            #expect(try await county.turn("08-28 10:00") == 0)
        }
    }

    @Test("Many clocks at once tell each thing once, with the lock and without")
    func together() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            let clock = county.clock
            let turns = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        try await clock.clockTurn(at: moment("08-19 10:00"), withRungs: false)?.told ?? 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(turns == 4)
            let messages = (0..<50)
                .map { number in
                    Message(
                        cause: .weekUnclosed,
                        thing: "week.unclosed/\(number)",
                        stage: "",
                        recipient: "admin",
                        title: Text(zh: "题", en: "title"),
                        lines: [Text(zh: "行,\"{}\\", en: "a \"line\", {}\\")],
                        link: "/weeks"
                    )
                }
            let told = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await clock.tell(messages, at: moment("08-19 10:00")) } }
                return try await group.reduce(0, +)
            }
            #expect(told == 50)
            // One entry for all that was told at once, in the clock's name; and the bytes as they were.
            #expect(try await county.county.people.said("issue messages/told%").count == 2)
            let words = try await county.owner.query(
                "SELECT DISTINCT lines_zh[1] AS line FROM message WHERE thing = 'week.unclosed/7'"
            )
            #expect(try words.map { try $0["line"] as String } == ["行,\"{}\\"])
        }
    }

    @Test("Of a rung that may be proposed the administrator is told, and of the same no more that day")
    func rungs() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            // By the database's own clock the order is long overdue.
            let turn = try await county.clock.clockTurn()
            #expect(turn?.trouble == nil)
            let told = try await county.owner.query(
                "SELECT recipient || ' ' || thing AS said FROM message WHERE cause = 'rung.possible'"
            )
            #expect(try told.map { try $0["said"] as String } == ["admin rung.possible/T-01/reminder"])
            #expect(try await county.clock.clockTurn()?.told == 0)
            let standing = try await county.county.acting("admin").deliveryStanding()
            #expect(standing.lastTurn?.told == 0 && standing.lastTurn?.trouble == nil)
        }
    }

    @Test("The clock does nothing but what it has to, and nobody else does that")
    func rights() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            try await county.turn("08-19 10:00")
            for statement in [
                "SELECT * FROM message", "SELECT * FROM message_webhook", "SELECT * FROM site",
                "SELECT * FROM account",
                "SELECT enter_operator(1, 'x')", "SELECT send_again(1, NULL, '', gen_random_uuid())",
                "SELECT holder_of(1, '\\x00', '')", "DELETE FROM message", "SELECT mail_of(1, 'wang')",
                "INSERT INTO delivery_attempt SELECT * FROM delivery_attempt",
                "SELECT give_closing_order(1, NULL, '', 1, 1, '{}')", "SELECT end_closing_order(1, NULL, '')",
                "SELECT close_week(1, NULL, '', '2021-08-16', '{}')",
                "SELECT keep_week(NULL, '2021-08-16', '{}')", "SELECT * FROM closing_orders(1)",
                "SELECT mark_week_read(1, NULL, '', '2021-08-16', 1)", "SELECT hold_closing_order(1)",
            ] {
                await #expect(throws: PostgresError.self, "\(statement)") {
                    _ = try await county.clock.database.query(SQL(unsafe: statement))
                }
            }
            for statement in [
                "SELECT enter_clock(1)", "SELECT * FROM messages_to_send(1, now(), 9)",
                "SELECT tell_messages(1, now(), '{}')", "SELECT * FROM clock_recipients(1, '2021-08-19')",
                "SELECT note_delivery(1, gen_random_uuid(), now(), 'delivered', NULL, '', '')",
                "SELECT address FROM message_webhook", "SELECT secret FROM message_webhook",
                "SELECT * FROM week_to_close(1, now())",
                "SELECT close_by_order(1, now(), '2021-08-16', '{}')",
                "SELECT keep_closed_paper(1, '2021-08-16', '\\x00')",
                "SELECT * FROM delivery_attempt", "SELECT note_clock(1, 1, 1, 1, NULL, NULL)",
                "UPDATE message SET read_at = now()", "SET ROLE lazaret_clock; SELECT enter_operator(1, 'x')",
            ] {
                let asked = SQL(unsafe: statement)
                let answer = try? await county.county.people.server.database.query(asked)
                #expect(answer == nil, "\(statement)")
            }
            // It reads the county, and no act takes it for anybody.
            let asClock = county.clock.acting(for: .clock)
            #expect(try await asClock.gaps(now: moment("08-19 10:00")).total == 1)
            await #expect(throws: StoreError.notSignedIn) { try await asClock.readMessages() }
            await #expect(throws: StoreError.forbidden) { _ = try await asClock.deliveryStanding() }
        }
    }
}
