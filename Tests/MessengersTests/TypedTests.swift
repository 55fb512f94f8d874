import Compliance
import Foundation
import Testing

@testable import Messengers

@Suite("What people type, and what nobody may read")
struct TypedTests {
    private static let long = String(repeating: "a", count: 10_000)
    private static let marks = "a" + String(repeating: "\u{0301}", count: 10_000)

    @Test("What the forms of mail and webhooks say is all that is wrong; what opens a webhook is not shown")
    func forms() throws {
        #expect(try MailForm(wantsMail: true, address: " a@b.cn ").address == "a@b.cn")
        #expect(try MailForm(wantsMail: false, address: "").address == nil)
        #expect(throws: Problems.self) { try MailForm(wantsMail: true, address: "a@b\r\nTo: c@d.cn") }
        let form = try WebhookForm(
            name: "群",
            shape: "wecom",
            address: "https://robots.example.org/send?key=very-secret",
            secret: nil,
            within: []
        )
        #expect(form.shown == "https://robots.example.org/…" && !"\(form)".contains("very-secret"))
        for (shape, secret, codes) in [
            ("x", "", ["webhookName", "webhookShape", "webhookAddress"]),
            ("standard", "whsec_a", ["webhookName", "webhookAddress", "webhookSecret"]),
        ] {
            let found = #expect(throws: Problems.self) {
                try WebhookForm(name: " ", shape: shape, address: "ftp://a", secret: secret, within: [])
            }
            #expect(found?.all.map(\.code) == codes)
        }
        let inside = #expect(throws: Problems.self) {
            try WebhookForm(name: "内", shape: "wecom", address: "https://10.0.0.1/", secret: nil, within: [])
        }
        #expect(inside?.all.map(\.code) == ["webhookOutOfReach"])
    }

    @Test("Mail addresses")
    func mailAddresses() {
        let good = [
            "a@example.org", "A.b-c_d+e@sub.example.org", "1@xn--fiqs8s.cn",
            String(repeating: "a", count: 64) + "@example.org",
        ]
        for address in good { #expect(MailAddress.problem(address) == nil, "\(address)") }
        let bad = [
            "", "@", "a", "a@", "@example.org", "a@b", "a@localhost", "a@example.org\r\nBcc: b@example.org",
            "a@example.org\n",
            "\ra@example.org", "a b@example.org", "a@exa mple.org", "a@@example.org", "a@b@example.org",
            "\"a\"@example.org",
            "a@[127.0.0.1]", "a@127.0.0.1", "a@10.1", "<a@example.org>", "a@example.org>",
            "a@example.org,b@example.org",
            "甲@example.org", "a@例子.中国", "a\u{0301}@example.org", "a@example.org\u{FE0F}",
            "a@example\u{202E}.org", "a@example.org\u{0}",
            ".a@example.org", "a.@example.org", "a..b@example.org", "-a@example.org", "a%b@example.org",
            "a!b@example.org",
            "a@-example.org", "a@example-.org", "a@example..org", "a@example.org.", "a@.org",
            "a\u{212A}@example.org",
            String(repeating: "a", count: 65) + "@example.org", Self.long + "@example.org",
            "a@" + Self.long + ".org",
            Self.marks + "@example.org",
            "a@" + String(repeating: "a.", count: 125) + "org",
        ]
        for address in bad {
            let problem = MailAddress.problem(address)
            #expect(problem?.code == "mailAddress" && problem?.pointer == "/address", "\(address.prefix(40))")
        }
    }

    @Test("Webhooks: all that is wrong at once")
    func webhooks() async {
        func problems(
            _ address: String,
            _ shape: WebhookShape = .standard,
            _ secret: String? = Sample.secret
        ) -> [String] {
            Destination.webhook(address: address, shape: shape, secret: secret).problems(within: [])
                .map(\.code)
        }
        #expect(problems("https://example.org") == [])
        #expect(problems("HTTPS://Example.org:8443/a/b?c=d&e=%E7%94%B2;@") == [])
        let none = [
            "", "example.org", "//example.org", "ftp://example.org/", "file:///etc/passwd",
            "gopher://example.org/", "https://",
            "https:///a", "https://user@example.org/", "https://user:password@example.org/",
            "https://example.org@10.0.0.1/",
            "https://example.org\\@10.0.0.1/", "https://example.org#@10.0.0.1/", "https://example.org/#a",
            "https://example.org:0/",
            "https://example.org:65536/", "https://example.org:/", "https://example.org:80:80/",
            "https://[::1/", "https://[::1]a/",
            "https://[example.org]/", "https://ex ample.org/", "https://example.org/\r\nHost: a",
            "https://example.org/\n",
            "https://例子.中国/", "https://example.org/甲", "https://example.org/\u{202E}",
            "https://example.org./", "https://-a.org/",
            "https://example.org/" + Self.long, "https://" + Self.long + "/", Self.marks,
            "https://" + Self.marks, " https://example.org/",
            "https://exam\u{0}ple.org/", "https:/example.org/", "https://example.org/{a}",
            "https\u{FE0F}://example.org/",
        ]
        for address in none { #expect(problems(address) == ["webhookAddress"], "\(address.prefix(60))") }
        let secrets = [
            nil, "", "whsec_", Sample.secret.replacingOccurrences(of: "whsec_", with: ""),
            Sample.secret + "=", Sample.secret + "\n",
            "whsec_" + Data(repeating: 1, count: 23).base64EncodedString(),
            "whsec_" + Data(repeating: 1, count: 65).base64EncodedString(),
            "whsec_" + Self.long, "whsec_" + Self.marks, "whsec_甲", String(Sample.secret.dropLast()),
            "whsk_" + Sample.secret.dropFirst(6),
        ]
        for secret in secrets {
            #expect(problems("https://example.org/", .standard, secret) == ["webhookSecret"])
        }
        #expect(
            problems("http://10.0.0.1/", .standard, "x") == [
                "webhookInTheOpen", "webhookOutOfReach", "webhookSecret",
            ]
        )
        #expect(problems("x", .dingtalk, "a\nb") == ["webhookAddress", "robotSecret"])
        #expect(problems("https://example.org/", .dingtalk, nil) == [])
        #expect(problems("https://example.org/", .dingtalk, Self.marks) == ["robotSecret"])
        #expect(problems("https://example.org/", .wecom, "x") == ["webhookSecretUnused"])
        let unkept = await Messenger(mail: nil, reach: [])
            .deliver(Sample.message(), to: .webhook(address: "x", shape: .wecom, secret: nil), at: Date())
        #expect(unkept == .noDestination)
    }

    @Test("Links that a program could open, and what is left out")
    func links() {
        func link(_ text: String) -> String? { Sample.message(link: text).safeLink }
        for good in ["https://example.org/a?b=c#d-1", "http://10.0.0.1:8080/", "https://example.org"] {
            #expect(link(good) == good)
        }
        for bad in [
            "javascript:alert(1)", "https://a@b.org/", "https://b.org/ x", "https://b.org/\n#",
            "https://b.org/#\u{202E}", "https://b.org/#a#b", "https://b.org/#" + Self.long, "#", "",
        ] {
            #expect(link(bad) == nil)
        }
    }

    @Test("Lines are cut to every bound, between characters")
    func bounds() {
        let message = Sample.message(lines: ["甲", "", "ab\r\ncd", "🐼🐼", String(repeating: "é", count: 20)])
        for bytes in 4...90 {
            let lines = message.plainLines(atMost: bytes)
            #expect(lines.reduce(0) { $0 + $1.utf8.count + 1 } <= bytes, "\(bytes)")
            #expect(lines.last == String(repeating: "é", count: 20) || lines.last?.unicodeScalars.last == "…")
        }
        #expect(
            message.plainLines(atMost: 90) == ["甲", "", "ab", "cd", "🐼🐼", String(repeating: "é", count: 20)]
        )
    }

    @Test("Secrets are of 32 bytes, and no two are the same")
    func secrets() {
        let made = Set((0..<1000).map { _ in WebhookSecret.make().text })
        #expect(made.count == 1000)
        #expect(made.allSatisfy { WebhookSecret.key($0)?.count == 32 })
    }

    @Test("A mail server: all that is wrong at once, and the usual ports")
    func relays() throws {
        let relay = try MailRelay(host: "Mail.Example.org", from: "a@example.org", name: "县卫健委")
        #expect(relay.port == 587 && relay.address == "smtp://mail.example.org:587/example.org")
        #expect(
            try MailRelay(host: "10.0.0.1", security: .tls, from: "a@b.cn", name: "A").address
                == "smtps://10.0.0.1:465/b.cn"
        )
        #expect(
            try MailRelay(host: "::1", security: .none, from: "a@b.cn", name: "A").address
                == "smtp://[::1]:25/b.cn"
        )
        do {
            _ = try MailRelay(
                host: "mail example",
                port: 0,
                user: "a\r\nQUIT",
                password: nil,
                from: "a@b\r\nBcc: c@d.org",
                name: "a\u{202E}b"
            )
            Issue.record("it was taken")
        } catch {
            #expect(error.all.map(\.pointer) == ["/host", "/port", "/user", "/user", "/from", "/name"])
        }
        #expect(throws: Problems.self) {
            try MailRelay(
                host: "a.org",
                user: "a",
                password: Confidential("a\u{0}b"),
                from: "a@b.cn",
                name: "A"
            )
        }
        #expect(throws: Problems.self) { try MailRelay(host: "a.org/x@b", from: "a@b.cn", name: "A") }
    }

    @Test("Nothing that is made of them as text has a secret in it")
    func withheld() throws {
        let hidden = ["hidden-4711", "key-0815", "person@example.org", "BwcH"]
        let relay = try MailRelay(
            host: "mail.example.org",
            user: "office",
            password: Confidential("hidden-4711"),
            from: "office@example.org",
            name: "A"
        )
        let webhook = Destination.webhook(
            address: "https://example.org/send?key=key-0815",
            shape: .standard,
            secret: Sample.secret
        )
        let values: [Any] = [
            relay, Messenger(mail: relay, reach: []), webhook, Destination.mail("person@example.org"),
            WebhookSecret.make(),
            try Webhook(
                address: "https://example.org/send?key=key-0815",
                shape: .standard,
                secret: Sample.secret,
                within: []
            ),
            [webhook], ["a": webhook], webhook.problems(within: []),
            Destination.webhook(
                address: "http://10.0.0.1/key-0815",
                shape: .standard,
                secret: "whsec_hidden-4711"
            )
            .problems(within: []),
        ]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(describing: value), String(reflecting: value), dumped] {
                for secret in hidden { #expect(!text.contains(secret), "\(secret)") }
            }
        }
        #expect(webhook.place == "example.org")
        #expect(Destination.webhook(address: "https://a:b@c/", shape: .wecom, secret: nil).place == nil)
    }
}
