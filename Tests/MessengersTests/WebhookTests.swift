import Compliance
import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import Messengers

/// What the receiver got.
struct Posted: Codable {
    let method: String
    let path: String
    var body: String
    let headers: [String: String]

    var bytes: [UInt8] { Array(Data(base64Encoded: body) ?? Data()) }
}

extension TestServer {
    /// What comes of a message to that path of this machine, in a lab.
    func post(
        _ path: String,
        _ shape: WebhookShape = .standard,
        secret: String? = nil,
        scheme: String = "http",
        whole: Int = 10_000,
        trusting: Bool = true,
        _ message: OutgoingMessage = Sample.message(),
        at moment: Date = Date()
    ) async -> DeliveryOutcome {
        let messenger = Messenger(
            mail: nil,
            reach: .loopbackToo,
            bounds: Transfer.Bounds(whole: whole),
            authorities: trusting && scheme == "https" ? certificate : nil
        )
        let secret = secret ?? (shape == .standard ? Sample.secret : nil)
        let address = "\(scheme)://localhost:\(port)\(path)"
        return await messenger.deliver(
            message,
            to: .webhook(address: address, shape: shape, secret: secret),
            at: moment
        )
    }
}

@Suite("Webhooks, taken by a real HTTP server", .serialized, .timeLimit(.minutes(2)))
struct WebhookTests {
    @Test("The vector of the specification's own libraries, and signs of DingTalk by Python's hmac")
    func vectors() async throws {
        let key = try #require(WebhookSecret.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let headers = WebhookRequest.signed(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            Array(#"{"test": 2432232314}"#.utf8),
            by: key
        )
        #expect(headers.last == "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        for (moment, secret) in [(1_629_248_400_123, "SEC0123456789abcdef"), (1, "this is +/=!")] {
            let sign = WebhookRequest.sign(moment, by: Array(secret.utf8))
            #expect(try await TestServer.judge(["dingtalk", "\(moment)", secret]) == sign)
        }
    }

    @Test(
        "The specification's library verifies it, and refuses it after a byte was changed or in another's name"
    )
    func verified() async throws {
        let secret = WebhookSecret.make().text
        let title = "甲 \"乙\" \\ </script> \u{202E}丙\r\n丁"
        try await TestServer.with("receiver.py", ["tls"]) { server in
            let outcome = await server.post(
                "/status/204?a=1",
                secret: secret,
                scheme: "https",
                Sample.message(title: title)
            )
            #expect(outcome == .delivered)
            let got = try #require(try server.received(Posted.self).first)
            func verdict(_ request: Posted, _ secret: String) async throws -> String {
                try await TestServer.judge(["webhook", secret], Array(try JSONEncoder().encode(request)))
            }
            #expect(try await verdict(got, secret) == "true")
            #expect(try await verdict(got, WebhookSecret.make().text) == "No matching signature found")
            var changed = got
            var bytes = got.bytes
            bytes[bytes.count - 4] ^= 1
            changed.body = Data(bytes).base64EncodedString()
            #expect(try await verdict(changed, secret) == "No matching signature found")
            #expect(got.method == "POST" && got.path == "/status/204?a=1")
            #expect(
                got.headers["webhook-id"] == Sample.id && got.headers["content-type"] == "application/json"
            )
            #expect(
                Set(got.headers.keys) == [
                    "host", "user-agent", "accept", "webhook-id", "webhook-timestamp", "webhook-signature",
                    "content-type",
                    "content-length",
                ]
            )
            #expect(
                String(decoding: got.bytes, as: UTF8.self)
                    == #"{"type":"order.overdue","timestamp":"2021-08-18T01:00:00Z","data":{"title":"甲 \"乙\" \\ </script> "#
                    + "\u{FFFD}"
                    + #"丙 丁","lines":["督办单〔2021〕7号，应于 2021-08-17 18:00 前整改。","尚有 2 项未销号。"],"link":"https://lazaret.example.org/orders/7","language":"zh"}}"#
            )
        }
    }

    @Test("An attempt that is late has its own timestamp, and the id of the first")
    func attempts() async throws {
        try await TestServer.with("receiver.py") { server in
            for seconds in [1_700_000_000.9, 1_700_086_400] {
                #expect(
                    await server.post("/status/200", at: Date(timeIntervalSince1970: seconds)) == .delivered
                )
            }
            let got = try server.received(Posted.self)
            #expect(got.map { $0.headers["webhook-timestamp"] } == ["1700000000", "1700086400"])
            #expect(
                got.map { $0.headers["webhook-id"] } == [Sample.id, Sample.id] && got[0].body == got[1].body
            )
            let verdict = try await TestServer.judge(
                ["webhook", Sample.secret],
                Array(try JSONEncoder().encode(got[0]))
            )
            #expect(verdict == "Message timestamp too old")
        }
    }

    @Test("Every status, Retry-After in seconds and as a date, redirects, and bodies without end")
    func statuses() async throws {
        try await TestServer.with("receiver.py") { server in
            let expected = [
                ("/status/200", "delivered"), ("/status/202", "delivered"), ("/status/500", "later"),
                ("/status/503/120", "later 120"),
                ("/status/429/5", "later 5"), ("/status/429/9999999", "later 86400"),
                ("/status/429/-5", "later"),
                ("/status/429/99999999999999999999999", "later"), ("/status/429/soon", "later"),
                ("/status/408", "later"), ("/status/425", "later"), ("/status/410", "refused"),
                ("/status/404/60", "refused"),
                ("/status/400", "refused"), ("/status/401", "refused"), ("/status/304", "refused"),
                ("/moved", "refused"),
                ("/huge/200", "delivered"), ("/huge/500", "later"), ("/huge/403", "refused"),
                ("/dropped", "later"),
                ("/noise", "later"),
            ]
            for (path, kind) in expected {
                let outcome = await server.post(path)
                #expect(outcome.kind == kind, "\(path): \(outcome)")
                #expect(!outcome.words.contains("4711"))
            }
            let date = await server.post("/status/503/date")
            #expect(["later 88", "later 89", "later 90"].contains(date.kind))
            #expect(await server.post("/headers").kind == "delivered")
            #expect(await server.post("/status/500").words.contains("HTTP 500"))
            let paths = try server.received(Posted.self).map(\.path)
            // Nobody followed the redirect.
            #expect(paths.filter { $0 == "/status/200" }.count == 1 && !paths.contains("/"))
        }
    }

    @Test("A receiver that is slow, not there, or shows a certificate that nobody vouches for, or old TLS")
    func connections() async throws {
        try await TestServer.with("receiver.py") { server in
            let slow = await server.post("/slow", whole: 1000)
            #expect(slow.kind == "later" && slow.words.contains("in time"))
        }
        try await TestServer.with("receiver.py", ["tls"]) { server in
            let unknown = await server.post("/status/200", scheme: "https", trusting: false)
            #expect(unknown.kind == "later" && unknown.words.contains("TLS"))
            let plain = await server.post("/status/200", scheme: "http")
            #expect(plain.kind == "later")
            #expect(server.gotNothing)
        }
        try await TestServer.with("receiver.py", ["tls", "old"]) { server in
            let old = await server.post("/status/200", scheme: "https")
            #expect(old.kind == "later" && old.words.contains("TLS 1.2"))
            #expect(server.gotNothing)
        }
        let messenger = Messenger(mail: nil, reach: .loopbackToo)
        for (address, word) in [
            ("https://127.0.0.1:1/", "No connection"), ("https://no-such-host.invalid/", "DNS"),
        ] {
            let gone = await messenger.deliver(
                Sample.message(),
                to: .webhook(address: address, shape: .standard, secret: Sample.secret),
                at: Date()
            )
            #expect(gone.kind == "later" && gone.words.contains(word), "\(gone)")
        }
    }

    @Test("Twenty slow receivers at once hold up neither each other nor anybody else")
    func atOnce() async throws {
        try await TestServer.with("receiver.py") { server in
            let begun = ContinuousClock.now
            let kinds = await withTaskGroup { group in
                for _ in 1...20 { group.addTask { await server.post("/slow", whole: 2000).kind } }
                await Task.yield()
                #expect(ContinuousClock.now - begun < .seconds(1))
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(kinds == Array(repeating: "later", count: 20))
            #expect(ContinuousClock.now - begun < .seconds(8))
        }
    }
}
