import Foundation
import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite(
    "A channel that is new begins with what is told from then on, and one that has ended leaves nothing behind"
)
struct ChannelTests {
    static let hook = UUID(uuid: (1, 2, 3, 4, 5, 6, 0x47, 8, 0x89, 10, 11, 12, 13, 14, 15, 16))

    private static func add(_ id: UUID = hook, to admin: Store) async throws {
        let webhook = Webhook(
            id: id,
            name: "值班群",
            shape: .wecom,
            shown: "https://robots.example.org/…",
            isUsed: true
        )
        let address = Confidential("https://robots.example.org/send?key=k")
        #expect(try await admin.add(webhook, address: address, secret: nil))
    }

    @Test("A webhook hears nothing that others were told before it was added, until they are told again")
    func webhook() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            // The office knows of the overdue order and of the late visits of T-02 before there is a robot.
            #expect(try await county.turn("08-19 10:00") == 4)
            try await Self.add(to: try await county.county.acting("admin"))
            let post = Post()
            try await county.turn("08-19 10:01", post.wayOut)
            #expect(await post.sent == [])
            // On the 27th the office is told of both again, and of two things more: T-01's visit is late, and a week is open.
            try await county.turn("08-27 10:00", post.wayOut)
            #expect(
                await post.sent.sorted()
                    == [
                        "wecom https://robots.example.org/send?key=k - order.overdue",
                        "wecom https://robots.example.org/send?key=k - site.unvisited",
                        "wecom https://robots.example.org/send?key=k - site.unvisited",
                        "wecom https://robots.example.org/send?key=k - week.unclosed",
                    ]
            )
        }
    }

    @Test(
        "What waited for one address is not sent to another, of the holder's own or as administrators keep it"
    )
    func address() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            let wang = try await county.county.acting("wang")
            try await wang.set(MessageRoute(wantsMail: true, address: "old@example.org", language: .zh))
            // Told at night, and waiting for the morning.
            #expect(try await county.turn("08-19 02:00") == 3)
            try await wang.set(MessageRoute(wantsMail: true, address: "new@example.org", language: .zh))
            let post = Post()
            try await county.turn("08-19 08:30", post.wayOut)
            #expect(await post.sent == [])
            // In another language what waits goes where it went before.
            #expect(try await county.turn("08-19 09:01") == 2)
            try await wang.set(MessageRoute(wantsMail: true, address: "new@example.org", language: .en))
            try await county.turn("08-19 09:02", post.wayOut)
            #expect(await post.sent == ["new@example.org order.overdue"])
            #expect(try await wang.messages().total == 2)
            // An address that administrators keep: the week's messages wait for it, and not for the next.
            let admin = try await county.county.acting("admin")
            func keep(_ address: String) async throws {
                let change = try AccountChange(display: nil, roles: ["inspector"], messageAddress: address)
                _ = try await admin.change("li", to: change)
            }
            try await keep("li@example.org")
            try await county.turn("08-27 02:00")
            try await keep("other@example.org")
            try await county.turn("08-27 08:30", post.wayOut)
            #expect(await post.sent.filter { $0.contains("other@example.org") } == [])
        }
    }

    @Test(
        "A dead letter of a channel that was given up is not sent again; it is put aside, once, with its entry"
    )
    func aside() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            let admin = try await county.county.acting("admin")
            try await Self.add(to: admin)
            let post = Post(.refused(Text(zh: "没有这个群", en: "no such group")))
            try await county.turn("08-19 10:00", post.wayOut)
            #expect(try await admin.giveUpWebhook(Self.hook))
            let dead = try #require(try await admin.deliveryStanding().dead.first)
            #expect(try await !admin.sendAgain(dead.id))
            let li = try await county.county.acting("li")
            await #expect(throws: StoreError.forbidden) { _ = try await li.putAside(dead.id) }
            #expect(try await admin.putAside(dead.id))
            #expect(try await !admin.putAside(dead.id))
            #expect(try await !admin.sendAgain(dead.id))
            #expect(try await !admin.putAside(UUID()))
            #expect(try await admin.deliveryStanding().dead == [])
            #expect(try await county.county.people.said("discard messages/aside/%").count == 1)
            let sent = await post.sent.count
            try await county.turn("08-19 12:00", post.wayOut)
            #expect(await post.sent.count == sent)
        }
    }

    @Test(
        "What was changed behind the program's back is found and named",
        arguments: [
            ("UPDATE message SET title_zh = '别的' WHERE recipient = 'wang'", "messages/told message"),
            ("UPDATE message SET day = day - 1 WHERE recipient = 'wang'", "messages/told message"),
            ("DELETE FROM message WHERE recipient = 'wang'", "messages/told message"),
            (
                """
                INSERT INTO message SELECT county_id, gen_random_uuid(), entry, 99, cause, thing, stage, 'zhao', day, composed_at,
                    title_zh, title_en, lines_zh, lines_en, link, NULL, false FROM message LIMIT 1
                """, "messages/told message"
            ),
            ("UPDATE message_route SET address = 'x@example.org'", "messages/route/wang message_route"),
            ("DELETE FROM message_route", "messages/route/wang row"),
            (
                "UPDATE message_webhook SET is_used = false",
                "messages/webhook/01020304-0506-4708-890a-0b0c0d0e0f10 message_webhook"
            ),
            (
                "UPDATE message_webhook SET set_by = 'li'",
                "messages/webhook/01020304-0506-4708-890a-0b0c0d0e0f10 message_webhook by"
            ),
            ("UPDATE quiet_hours SET quiet_to = 0", "messages/quiet-hours quiet_hours"),
            (
                "UPDATE quiet_hours SET set_at = set_at - INTERVAL '1 hour'",
                "messages/quiet-hours quiet_hours at"
            ),
            (
                "INSERT INTO quiet_hours SELECT 1, 999999, 0, 0, set_at, set_by FROM quiet_hours",
                "messages/quiet-hours quiet_hours"
            ),
        ]
    )
    func tampered(change: String, found: String) async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            let admin = try await county.county.acting("admin")
            try await Self.add(to: admin)
            try await admin.set(QuietHours(from: 60, to: 120))
            try await county.county.acting("wang")
                .set(MessageRoute(wantsMail: true, address: nil, language: .en))
            try await county.turn("08-19 10:00")
            let people = county.county.people
            let log = SealedLog(store: people.shell, database: people.owner)
            try await log.seal()
            let evidence = EvidenceCounty(log: log)
            #expect(try await evidence.differing() == [])
            #expect(try await evidence.differing(after: change) == [found])
        }
    }
}
