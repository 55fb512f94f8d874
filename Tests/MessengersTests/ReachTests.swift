import CLibCurl
import Compliance
import Foundation
import TestSupport
import Testing

@testable import Messengers

@Suite("What messages reach, and what they never do", .serialized, .timeLimit(.minutes(2)))
struct ReachTests {
    @Test("Kinds of addresses")
    func kinds() {
        let expected: [(String, AddressKinds?)] = [
            ("127.0.0.1", .loopback), ("127.255.255.255", .loopback), ("::1", .loopback),
            ("::ffff:127.0.0.1", .loopback),
            ("64:ff9b::7f00:1", .loopback), ("10.0.0.1", .private), ("172.16.0.1", .private),
            ("172.31.255.255", .private),
            ("192.168.1.1", .private), ("100.64.0.1", .private), ("fd00::1", .private),
            ("::ffff:10.0.0.1", .private),
            ("0.0.0.0", []), ("0.1.2.3", []), ("169.254.169.254", []), ("::ffff:169.254.169.254", []),
            ("224.0.0.1", []),
            ("255.255.255.255", []), ("240.0.0.1", []), ("192.0.2.1", []), ("198.18.0.1", []),
            ("198.51.100.7", []),
            ("203.0.113.7", []), ("::", []), ("fe80::1", []), ("fec0::1", []), ("ff02::1", []),
            ("2001:db8::1", []),
            ("2002:7f00:1::", []), ("2001::1", []), ("::127.0.0.1", []), ("64:ff9b:1::1", []), ("100::1", []),
            ("172.32.0.1", .public), ("100.128.0.1", .public), ("11.0.0.1", .public), ("8.8.8.8", .public),
            ("2400:3200::1", .public), ("::ffff:8.8.8.8", .public), ("192.0.1.1", .public),
            ("010.0.0.1", nil), ("127.1", nil), ("2130706433", nil), ("0x7f.0.0.1", nil), ("fe80::1%1", nil),
            ("a", nil), ("", nil),
        ]
        for (text, kind) in expected { #expect(AddressKinds(written: text) == kind, "\(text)") }
    }

    @Test(
        "Addresses of this machine and the networks beside it are refused as they are typed and as they are connected to",
        arguments: [
            "https://127.0.0.1/", "https://10.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
            "https://169.254.169.254/latest/meta-data", "https://0.0.0.0/", "https://192.168.1.1:8443/",
            "https://[fd00::1]/",
            "https://[fe80::1]/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/",
            "https://0177.0.0.1/",
            "https://127.1/", "https://[::127.0.0.1]/", "https://[fe80::1%25eth0]/", "https://127.0.0.1./",
            "https://１２７.0.0.1/",
        ]
    )
    func typed(address: String) async {
        let destination = Destination.webhook(address: address, shape: .standard, secret: Sample.secret)
        #expect(destination.problems(within: []).count == 1)
        let outcome = await Messenger(mail: nil, reach: [])
            .deliver(Sample.message(), to: destination, at: Date())
        #expect(outcome == .noDestination)
        // Past what looks at the text, whatever libcurl makes of it: nothing is connected to.
        let transfer = Transfer(address: address, reach: .public, load: .post(headers: [], body: [1]))
        let fault = await transfer.run().fault
        #expect(
            fault == .outOfReach || fault == .noAddress || fault == .unknownName,
            "\(String(describing: fault))"
        )
    }

    @Test("A name that leads to this machine is refused when it is connected to, and nothing arrives")
    func names() async throws {
        try await TestServer.with("receiver.py", ["tls"]) { server in
            for reach in [Reach(), .privateToo] {
                let messenger = Messenger(
                    mail: nil,
                    reach: reach,
                    bounds: Transfer.Bounds(),
                    authorities: server.certificate
                )
                let outcome = await messenger.deliver(
                    Sample.message(),
                    to: .webhook(
                        address: "https://lazaret.localhost:\(server.port)/status/200",
                        shape: .standard,
                        secret: Sample.secret
                    ),
                    at: Date()
                )
                #expect(outcome.kind == "refused" && outcome.words.contains("internal"))
            }
            #expect(server.gotNothing)
        }
    }

    @Test("http is for this machine and for labs only")
    func plain() {
        func problems(_ address: String, _ reach: Reach) -> [String] {
            Destination.webhook(address: address, shape: .wecom, secret: nil).problems(within: reach)
                .map(\.code)
        }
        #expect(problems("http://localhost:8080/", .loopbackToo) == [])
        #expect(problems("http://[::1]/", .loopbackToo) == [])
        #expect(problems("http://localhost/", []) == ["webhookInTheOpen", "webhookOutOfReach"])
        #expect(problems("https://intranet/hook", []) == ["webhookOutOfReach"])
        #expect(problems("https://intranet/hook", .privateToo) == [])
        #expect(problems("https://example.org/hook", []) == [])
        #expect(problems("http://example.org/", .loopbackToo) == ["webhookInTheOpen"])
        #expect(problems("http://10.0.0.1/", [.loopbackToo]) == ["webhookInTheOpen", "webhookOutOfReach"])
        #expect(problems("https://10.0.0.1/", .privateToo) == [])
        #expect(problems("https://169.254.169.254/", [.privateToo, .loopbackToo]) == ["webhookOutOfReach"])
        #expect(problems("https://[fd00::1]:8443/a?b=c", .privateToo) == [])
    }

    @Test("Without TLS a relay that is not this machine is not even connected to")
    func relay() async {
        let transfer = Transfer(
            address: "https://10.0.0.1/",
            reach: .loopback,
            load: .post(headers: [], body: [1])
        )
        #expect(await transfer.run().fault == .outOfReach)
        #expect(throws: Problems.self) {
            try MailRelay(host: "mail.example.org", security: .none, from: "a@example.org", name: "A")
        }
    }
}
