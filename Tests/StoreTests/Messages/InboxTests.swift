import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("What one was told is one's own")
struct InboxTests {
    @Test("Each reads the own messages alone, whatever the rights, and notes them as read once")
    func own() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            try await county.turn("08-19 02:00")
            try await county.turn("08-19 10:00")
            let people = county.county.people
            let (wang, key) = try await people.signedIn("wang")
            let (admin, _) = try await people.signedIn("admin")
            let (zhao, _) = try await people.signedIn("zhao")
            let inbox = try await wang.messages()
            // The newest first.
            #expect(inbox.elements.map(\.cause) == [.orderOverdue, .orderNear] && inbox.total == 2)
            #expect(inbox.elements[1].lines.first?.zh == "整改期限 2021-08-19 09:00。")
            #expect(try await admin.messages().elements.map(\.cause) == [.orderOverdue, .siteUnvisited])
            #expect(try await zhao.messages().total == 0)
            // As whoever can run any statement with an administrator's key.
            let all = try await admin.query("SELECT DISTINCT recipient FROM message")
            #expect(try all.map { try $0["recipient"] as String } == ["admin"])
            let id = inbox.elements[0].id
            #expect(try await people.server.identity(key, address: "192.0.2.7")?.unread == 2)
            #expect(try await admin.readMessages(id) == 0)
            #expect(try await wang.readMessages(id) == 1)
            #expect(try await wang.readMessages(id) == 0)
            #expect(try await people.server.identity(key, address: "192.0.2.7")?.unread == 1)
            #expect(try await wang.messages().elements.map { $0.readAt == nil } == [false, true])
            #expect(try await wang.readMessages() == 1)
            #expect(try await people.server.identity(key, address: "192.0.2.7")?.unread == 0)
        }
    }

    @Test("No message names a person, whoever it is to")
    func nameless() async throws {
        try await ClockCounty.with { county in
            try await county.county.file(1)
            _ = try await county.clock.clockTurn()
            let found = try await county.owner.query(
                """
                SELECT count(*) FROM message, posting
                WHERE strpos(concat(title_zh, title_en, lines_zh::text, lines_en::text), person) > 0
                """
            )
            #expect(try found[0]["count"] as Int == 0)
            let told = try await county.owner.query("SELECT count(*) FROM message")
            #expect(try told[0]["count"] as Int > 3)
        }
    }
}
