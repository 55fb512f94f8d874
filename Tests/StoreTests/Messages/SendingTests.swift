import Foundation
import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("Messages leave the house in order, until they arrive or are dead")
struct SendingTests {
    static let words = Text(zh: "连不上", en: "no connection")

    /// A county whose director wants mail, with an order that is near its deadline and then overdue.
    private static func with(_ body: (ClockCounty) async throws -> Void) async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            try await county.county.acting("wang")
                .set(MessageRoute(wantsMail: true, address: "wang@example.org", language: .zh))
            try await body(county)
        }
    }

    @Test("What is told at night is sent when the quiet hours end, each once")
    func quiet() async throws {
        try await Self.with { county in
            let post = Post()
            for time in ["08-19 02:00", "08-19 07:59"] { try await county.turn(time, post.wayOut) }
            #expect(await post.sent == [])
            try await county.turn("08-19 08:00", post.wayOut)
            try await county.turn("08-19 08:01", post.wayOut)
            #expect(await post.sent == ["wang@example.org order.near"])
            // Others quiet hours: from now to the evening.
            try await county.county.acting("admin").set(QuietHours(from: 540, to: 1200))
            try await county.turn("08-19 09:30", post.wayOut)
            #expect(await post.sent.count == 1)
            try await county.turn("08-19 20:00", post.wayOut)
            #expect(await post.sent == ["wang@example.org order.near", "wang@example.org order.overdue"])
            #expect(try await county.county.people.said("change messages/quiet-hours%").count == 1)
        }
    }

    @Test("What fails is tried again with the same id, before what came after it; then both arrive")
    func retried() async throws {
        try await Self.with { county in
            let post = Post(.later(Self.words, wait: nil), .later(Self.words, wait: 7200))
            try await county.turn("08-19 08:00", post.wayOut)
            try await county.turn("08-19 08:00", post.wayOut)
            #expect(await post.sent.count == 1)
            // A minute and a quarter later at the latest.
            try await county.turn("08-19 08:02", post.wayOut)
            #expect(await post.sent.count == 2)
            // It asked for two hours, in which the other became due: that waits behind it.
            try await county.turn("08-19 10:01", post.wayOut)
            #expect(await post.sent.count == 2)
            try await county.turn("08-19 10:02", post.wayOut)
            #expect(
                await post.sent
                    == Array(repeating: "wang@example.org order.near", count: 3) + [
                        "wang@example.org order.overdue"
                    ]
            )
            let ids = await post.ids
            #expect(Set(ids.prefix(3)).count == 1 && ids[3] != ids[0])
            try await county.turn("08-19 10:30", post.wayOut)
            #expect(await post.sent.count == 4)
        }
    }

    @Test("A dead letter is seen by administrators, without what it says, and sent again once")
    func dead() async throws {
        try await Self.with { county in
            let post = Post(.refused(Text(zh: "没有这个邮箱", en: "no such mailbox")))
            try await county.turn("08-19 08:00", post.wayOut)
            try await county.turn("08-19 08:30", post.wayOut)
            #expect(await post.sent.count == 1)
            let admin = try await county.county.acting("admin")
            let dead = try await admin.deliveryStanding().dead
            #expect(dead.map(\.recipient) == ["wang"] && dead.map(\.cause) == [.orderNear])
            #expect(dead[0].words.zh == "没有这个邮箱" && dead[0].tries == 1)
            let li = try await county.county.acting("li")
            await #expect(throws: StoreError.forbidden) { _ = try await li.sendAgain(dead[0].id) }
            await #expect(throws: StoreError.forbidden) { _ = try await li.deliveryStanding() }
            #expect(try await admin.sendAgain(dead[0].id))
            #expect(try await !admin.sendAgain(dead[0].id))
            #expect(try await admin.deliveryStanding().dead == [])
            #expect(try await county.county.people.said("issue messages/again/%").count == 1)
            try await county.turn("08-19 08:45", post.wayOut)
            #expect(await post.sent.count == 2)
            #expect(await Set(post.ids).count == 1)
        }
    }

    @Test("Who wants no mail gets none, and what waited is not sent either; the inbox has it all")
    func unwanted() async throws {
        try await Self.with { county in
            let wang = try await county.county.acting("wang")
            try await county.turn("08-19 02:00")
            try await wang.set(MessageRoute(wantsMail: false, address: "wang@example.org", language: .zh))
            let post = Post()
            try await county.turn("08-19 10:00", post.wayOut)
            #expect(await post.sent == [])
            #expect(try await wang.messages().total == 2)
            #expect(try await wang.messageRoute().wantsMail == false)
        }
    }

    @Test("A webhook has what the office is told, its secret reaches the sender alone, and ends with it")
    func webhooks() async throws {
        try await Self.with { county in
            let admin = try await county.county.acting("admin")
            let webhook = Webhook(
                id: UUID(),
                name: "值班群",
                shape: .dingtalk,
                shown: "https://robots.example.org/…",
                isUsed: true
            )
            #expect(
                try await admin.add(
                    webhook,
                    address: Confidential("https://robots.example.org/send?key=k"),
                    secret: Confidential("s")
                )
            )
            let post = Post()
            try await county.turn("08-19 10:00", post.wayOut)
            let hook = "dingtalk https://robots.example.org/send?key=k s"
            #expect(
                await post.sent.sorted()
                    == ["\(hook) order.overdue", "\(hook) site.unvisited", "wang@example.org order.overdue"]
            )
            #expect(try await admin.deliveryStanding().webhooks == [webhook])
            #expect(try await admin.giveUpWebhook(webhook.id))
            #expect(try await !admin.giveUpWebhook(UUID()))
            try await county.turn("08-27 10:00", post.wayOut)
            #expect(await post.sent.count == 4)
            #expect(try await admin.deliveryStanding().webhooks.map(\.isUsed) == [false])
        }
    }

    @Test("The database and the program say the same of how sending stands, on histories by chance")
    func alike() async throws {
        try await Self.with { county in
            try await county.turn("08-19 02:00")
            let row =
                try await county.owner.query("SELECT id, composed_at FROM message WHERE recipient = 'wang'")[
                    0
                ]
            let (id, composed) = (try row["id"] as UUID, try row["composed_at"] as Instant)
            let lot = id.uuid.15
            var attempts: [DeliveryState.Attempt] = []
            var (seed, at) = (UInt64(7), composed)
            func chance(_ below: Int) -> Int {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(seed >> 33) % below
            }
            for number in 1...120 {
                at = at.adding(seconds: chance(30_000))
                let rare: [DeliveryState.Attempt.Outcome] = [.again, .delivered, .refused, .aside]
                let outcome = rare.indices.contains(chance(16)) ? rare[chance(4)] : .later
                let wait = outcome == .later && chance(3) == 0 ? chance(50_000) : nil
                attempts.append(DeliveryState.Attempt(outcome, at: at, wait: wait))
                _ = try await county.owner.query(
                    """
                    INSERT INTO delivery_attempt VALUES (1, \(id)::uuid, \(number), \(outcome.rawValue), \(orNull: wait)::integer,
                        '', '', \(at), CASE WHEN \(outcome.rawValue) IN ('again', 'aside') THEN 1 END)
                    """
                )
                let found =
                    try await county.owner.query("SELECT state, next_at FROM delivery_state(1, \(id)::uuid)")[
                        0
                    ]
                let state: DeliveryState =
                    switch try found["state"] as String {
                    case "waiting": .waiting
                    case "retrying": .retrying(try found["next_at"])
                    case "delivered": .delivered
                    case "aside": .aside
                    default: .dead
                    }
                #expect(state == DeliveryState(composed: composed, lot: lot, attempts), "\(number)")
            }
        }
    }

    @Test("Quiet hours are the same in the database and in the program, minute by minute")
    func quietAlike() async throws {
        try await ClockCounty.with { county in
            for hours in [QuietHours.standing, QuietHours(from: 600, to: 660), QuietHours(from: 5, to: 5)] {
                if hours != .standing { try await county.county.acting("admin").set(hours) }
                let rows = try await county.owner.query(
                    """
                    SELECT at, is_quiet(1, at) AS quiet
                    FROM generate_series('2021-08-19 00:00+08'::timestamptz, '2021-08-20 00:00+08', '7 minutes') AS at
                    """
                )
                for row in rows { #expect(try row["quiet"] == hours.hold(at: try row["at"] as Instant)) }
            }
        }
    }
}
