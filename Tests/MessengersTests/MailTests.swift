import Compliance
import Foundation
import TestSupport
import Testing

@testable import Messengers

@Suite("Mail, taken by a real SMTP server and read by Python's email", .serialized, .timeLimit(.minutes(2)))
struct MailTests {
    /// What the server got, as another program reads it.
    struct Received: Decodable {
        let greeted: String
        let tls: Bool
        let user: Bool
        let from: String
        let to: [String]
        let headers: [String]
        let sender: [String]
        let receiver: String
        let subject: String
        let date: String
        let id: String
        let made: String
        let language: String
        let type: String
        let body: String
        let longest: Int
        let ascii: Bool
        let defects: [String]
    }

    private static func messenger(
        _ server: TestServer,
        _ relay: MailRelay,
        whole: Int = 10_000
    ) -> Messenger {
        Messenger(
            mail: relay,
            reach: [],
            bounds: Transfer.Bounds(whole: whole),
            authorities: server.certificate
        )
    }

    private static func send(
        _ messenger: Messenger,
        to address: String = "inspector@example.org",
        _ message: OutgoingMessage = Sample.message()
    ) async -> DeliveryOutcome {
        await messenger.deliver(message, to: .mail(address), at: Date())
    }

    @Test("STARTTLS, login, and every field and line as it was written")
    func whole() async throws {
        try await TestServer.with("relay.py", ["starttls", "auth"]) { server in
            let relay = try Sample.relay(server, user: "lazaret", password: "correct 马")
            #expect(await Self.send(Self.messenger(server, relay)) == .delivered)
            let got = try #require(try server.received(Received.self).first)
            #expect(got.tls && got.user && got.greeted == "county.example.org")
            #expect(got.from == "office@county.example.org" && got.to == ["inspector@example.org"])
            #expect(got.sender == ["某县卫生健康委员会", "office@county.example.org"])
            #expect(got.receiver == "inspector@example.org")
            #expect(got.subject == "城关镇隔离点的督办单已经超期，请尽快整改并提交整改材料，逾期将按规定上报")
            #expect(got.date == "2021-08-18T09:00:00+08:00")
            #expect(got.id == "<6f9619ff-8b86-4d01-b42d-00cf4fc964ff@county.example.org>")
            #expect(got.made == "auto-generated" && got.language == "zh-CN" && got.type == "text/plain utf-8")
            #expect(
                got.body
                    == "督办单〔2021〕7号，应于 2021-08-17 18:00 前整改。\n尚有 2 项未销号。\n\nhttps://lazaret.example.org/orders/7\n"
            )
            #expect(
                got.headers == [
                    "date", "from", "to", "message-id", "subject", "auto-submitted", "mime-version",
                    "content-type",
                    "content-transfer-encoding", "content-language",
                ]
            )
            #expect(got.longest <= 78 && got.ascii && got.defects.isEmpty)
        }
    }

    @Test("TLS from the start, and none to this machine; an English subject; the same id in a second attempt")
    func otherWays() async throws {
        try await TestServer.with("relay.py", ["tls"]) { server in
            let messenger = Self.messenger(server, try Sample.relay(server, .tls))
            let message = Sample.message(title: "Order 7 is overdue", lines: [], link: nil, language: .en)
            for _ in 1...2 { #expect(await Self.send(messenger, message) == .delivered) }
            let got = try server.received(Received.self)
            #expect(got.count == 2 && got[0].id == got[1].id)
            #expect(
                got[0].tls && got[0].subject == "Order 7 is overdue" && got[0].language == "en"
                    && got[0].body == ""
            )
        }
        try await TestServer.with("relay.py") { server in
            let open = Self.messenger(server, try Sample.relay(server, .none))
            #expect(await Self.send(open) == .delivered)
            let got = try server.received(Received.self)
            #expect(got.map(\.tls) == [false])
        }
    }

    @Test("Titles and lines that would be headers, commands or other text, and the longest")
    func hostileText() async throws {
        let turned = "甲\u{202E}乙\r\nBcc: all@example.org\u{0}\u{1B}[1m =?UTF-8?Q?x?= \u{2066}丙"
        let marks = "ä" + String(repeating: "\u{0301}", count: 10_000)
        try await TestServer.with("relay.py") { server in
            let messenger = Self.messenger(server, try Sample.relay(server, .none))
            let first = Sample.message(
                title: turned,
                lines: [".", "..x", "QUIT\r\n.\r\nMAIL FROM:<a@b>", turned],
                link: "x"
            )
            let second = Sample.message(title: marks, lines: Array(repeating: marks, count: 50), link: nil)
            #expect(await Self.send(messenger, first) == .delivered)
            #expect(await Self.send(messenger, second) == .delivered)
            let got = try server.received(Received.self)
            #expect(
                got[0].subject == "甲\u{FFFD}乙 Bcc: all@example.org\u{FFFD}\u{FFFD}[1m =?UTF-8?Q?x?= \u{FFFD}丙"
            )
            #expect(
                got[0].body
                    == ".\n..x\nQUIT\n.\nMAIL FROM:<a@b>\n甲\u{FFFD}乙\nBcc: all@example.org\u{FFFD}\u{FFFD}[1m =?UTF-8?Q?x?= \u{FFFD}丙\n"
            )
            #expect(
                got.allSatisfy {
                    $0.headers.count == 10 && $0.to.count == 1 && $0.longest <= 78 && $0.defects.isEmpty
                }
            )
            #expect(got[1].subject.unicodeScalars.count == 200)
            #expect(
                (19_900...20_000).contains(got[1].body.utf8.count)
                    && got[1].body.unicodeScalars.suffix(2).first == "…"
            )
        }
    }

    @Test(
        "What the server says is told apart: later, never, or ours to mend",
        arguments: [
            ("later451@example.org", "later", "SMTP 451"), ("never550@example.org", "refused", "SMTP 550"),
            ("spam554@example.org", "refused", "SMTP 554"), ("full452@example.org", "later", "SMTP 452"),
            ("dropped@example.org", "later", "broke off"),
        ]
    )
    func answers(address: String, kind: String, word: String) async throws {
        try await TestServer.with("relay.py", ["starttls"]) { server in
            let outcome = await Self.send(Self.messenger(server, try Sample.relay(server)), to: address)
            #expect(outcome.kind == kind && outcome.words.contains(word), "\(outcome)")
            #expect(!outcome.words.contains("4711"))
        }
    }

    @Test(
        "A wrong login, a sender that is not wanted, no login where one is asked for: later, and which setting"
    )
    func settings() async throws {
        try await TestServer.with("relay.py", ["starttls", "auth"]) { server in
            let wrong = try Sample.relay(server, user: "lazaret", password: "wrong")
            let denied = await Self.send(Self.messenger(server, wrong))
            #expect(
                denied.kind == "later" && denied.words.contains("SMTP 535")
                    && denied.words.contains("LAZARET_MAIL_PASSWORD")
            )
            #expect(!denied.words.contains("wrong"))
            let none = await Self.send(Self.messenger(server, try Sample.relay(server)))
            #expect(
                none.kind == "later" && none.words.contains("SMTP 530")
                    && none.words.contains("LAZARET_MAIL_FROM")
            )
        }
        try await TestServer.with("relay.py", ["starttls"]) { server in
            let relay = try Sample.relay(server, from: "unwanted@county.example.org")
            let outcome = await Self.send(Self.messenger(server, relay))
            #expect(
                outcome.kind == "later" && outcome.words.contains("SMTP 550")
                    && outcome.words.contains("LAZARET_MAIL_FROM")
            )
        }
        let unset = await Messenger(mail: nil, reach: [])
            .deliver(Sample.message(), to: .mail("a@example.org"), at: Date())
        #expect(unset.kind == "later" && unset.words.contains("LAZARET_MAIL_HOST"))
    }

    @Test("Nothing is sent without TLS where it is asked for, nor to a certificate that nobody vouches for")
    func insecure() async throws {
        try await TestServer.with("relay.py", ["starttls"]) { server in
            let relay = try Sample.relay(server)
            let outcome = await Self.send(Messenger(mail: relay, reach: []))
            #expect(outcome.kind == "later" && outcome.words.contains("TLS"))
            #expect(server.gotNothing)
        }
        try await TestServer.with("relay.py", ["auth"]) { server in
            let relay = try Sample.relay(server, user: "lazaret", password: "correct 马")
            let outcome = await Self.send(Messenger(mail: relay, reach: []))
            #expect(outcome.kind == "later" && outcome.words.contains("TLS"))
            #expect(server.gotNothing)
        }
    }

    @Test("A server that stalls, does not take leave, speaks without end, or is not there: in time")
    func stalls() async throws {
        try await TestServer.with("relay.py", ["starttls"]) { server in
            let begun = ContinuousClock.now
            let messenger = Self.messenger(server, try Sample.relay(server), whole: 1500)
            let outcome = await Self.send(messenger, to: "stalled@example.org")
            #expect(outcome.kind == "later" && outcome.words.contains("in time"))
            #expect(ContinuousClock.now - begun < .seconds(5))
        }
        try await TestServer.with("relay.py", ["starttls"]) { server in
            let begun = ContinuousClock.now
            let messenger = Self.messenger(server, try Sample.relay(server))
            #expect(await Self.send(messenger, to: "lingering@example.org") == .delivered)
            #expect(ContinuousClock.now - begun < .seconds(8))
        }
        try await TestServer.with("relay.py", ["endless"]) { server in
            let begun = ContinuousClock.now
            let outcome = await Self.send(
                Self.messenger(server, try Sample.relay(server, .none), whole: 20_000)
            )
            #expect(outcome.kind == "later")
            #expect(ContinuousClock.now - begun < .seconds(10))
        }
        let gone = try MailRelay(
            host: "127.0.0.1",
            port: 1,
            security: .none,
            from: "a@example.org",
            name: "A"
        )
        let outcome = await Self.send(Messenger(mail: gone, reach: []))
        #expect(outcome.kind == "later" && outcome.words.contains("No connection"))
    }
}
