import Logging
import NIOCore
import Testing

@testable import HTTPServer
@testable import Web

/// Nobody who holds connections keeps others out, and a server that is told to stop waits for nobody for long.
@Suite struct ConnectionsTests {
    /// A request that never arrives in full.
    private static let unfinished =
        "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: 50\r\n\r\nname="

    private static func connect(
        _ count: Int,
        to client: Client,
        from hosts: [Int],
        saying text: String = ""
    ) async throws -> [Held] {
        var held: [Held] = []
        for number in 0..<count {
            held.append(
                try await Held.connect(to: client.port, from: hosts[number % hosts.count], saying: text)
            )
        }
        // Until the server has taken them in.
        try await Task.sleep(for: .milliseconds(500))
        return held
    }

    @Test(.timeLimit(.minutes(10)))
    func whenAllAreTakenTheIdleOnesGo() async throws {
        let log = Log()
        try await Server.running(connections: 32, log: log) { client in
            let held = try await Self.connect(80, to: client, from: Array(2...21))
            #expect(try await Held.ask(client.port, from: 99) == "HTTP/1.1 200 OK")
            #expect(held.contains { !$0.isOpen } && held.contains { $0.isOpen })
            for one in held { try await one.close() }
        }
        #expect(log.texts(.warning).count { $0.contains("as many connections are open") } == 1)
    }

    @Test(.timeLimit(.minutes(10)))
    func oneAddressDoesNotStarveOthers() async throws {
        try await Server.running(connections: 32) { client in
            // A quarter of 32 is 8; none of these is idle.
            let busy = try await Self.connect(8, to: client, from: [2], saying: Self.unfinished)
            #expect(try await Held.ask(client.port, from: 2) == nil)
            #expect(try await Held.ask(client.port, from: 3) == "HTTP/1.1 200 OK")
            #expect(busy.allSatisfy { $0.isOpen })
            for one in busy { try await one.close() }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func anAddressWithIdleConnectionsGoesOnWorking() async throws {
        try await Server.running(connections: 32) { client in
            let idle = try await Self.connect(40, to: client, from: [2])
            #expect(idle.count { $0.isOpen } <= 8)
            #expect(try await Held.ask(client.port, from: 2) == "HTTP/1.1 200 OK")
            for one in idle { try await one.close() }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func thoseBehindATrustedProxyAreNotOne() async throws {
        let proxies = TrustedProxies([try #require(AddressBlock("127.0.0.2"))])
        try await Server.running(proxies: proxies, connections: 32) { client in
            let busy = try await Self.connect(20, to: client, from: [2], saying: Self.unfinished)
            #expect(try await Held.ask(client.port, from: 2) == "HTTP/1.1 200 OK")
            #expect(busy.allSatisfy { $0.isOpen })
            for one in busy { try await one.close() }
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: [unfinished, "", "GET /healthz HTTP/1.1\r\nHo"])
    func whoIsNotDoneDoesNotKeepTheServer(from: String) async throws {
        // They would have an hour; how long it takes is held in LazaretTests/StoppingTests.
        try await Server.running(patience: .hours(1)) { client in
            _ = try await Self.connect(3, to: client, from: [2], saying: from)
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["", "\u{16}\u{3}\u{1}\u{2}"])
    func aHandshakeThatIsNotDoneKeepsNeitherOthersOutNorTheServer(from: String) async throws {
        try await CertificateFiles.with("stopping") { files in
            let certificate = try ServingCertificate(
                certificate: files.certificate,
                key: files.key,
                logger: Logger(label: "web-tests") { _ in SwiftLogNoOpLogHandler() }
            )
            let trust = try files.trust()
            try await Server.running(
                certificate: certificate,
                connections: 32,
                patience: .hours(1)
            ) { client in
                // From the client's own address, and from enough others to take up everything.
                _ = try await Self.connect(80, to: client, from: [1] + Array(2...20), saying: from)
                _ = try await Self.connect(12, to: client, from: [1], saying: from)
                let answer = try await client.over(trust).get("/healthz")
                #expect(answer.status == 200)
            }
        }
    }

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "GET /healthz HTTP/1.1\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: a/b\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: u@h\r\n\r\n",
            "POST /login HTTP/1.1\r\nContent-Length: 2\r\n\r\na=", "\u{0}\u{1}\r\n\r\n",
        ]
    )
    func aRequestNamesItsHostOnce(request: String) async throws {
        let log = Log()
        try await Server.running(patience: .seconds(2), log: log) { client in
            let answer = try await client.raw(Array(request.utf8))
            #expect(answer.status == 400)
            // HTTP/1.0 need not name it.
            let older = try await client.raw(Array("GET /healthz HTTP/1.0\r\n\r\n".utf8))
            #expect(older.status == 200)
        }
        #expect(log.texts(.error) == [])
    }

    private static let chunked =
        "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n"

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            chunked + "zz\r\nname=\r\n0\r\n\r\n", chunked + "5\r\nname=x", chunked + "-5\r\nname=\r\n",
            chunked + "FFFFFFFFFFFFFFFFF\r\n", chunked + "5;\u{0}=\r\nname=\r\n0\r\n\r\n",
        ]
    )
    func aBodyThatIsNoneIsNoErrorOfOurs(request: String) async throws {
        let log = Log()
        try await Server.running(patience: .seconds(2), log: log) { client in
            let answer = try await client.raw(Array(request.utf8))
            #expect(answer.status == 400)
            let metrics = try await client.get("/metrics").text
            #expect(!metrics.contains("status=\"5"))
            #expect(
                metrics.contains(
                    "lazaret_requests_total{route=\"/login\",method=\"POST\",status=\"400\"} 1\n"
                )
            )
        }
        #expect(log.texts(.error) == [])
    }

    @Test(.timeLimit(.minutes(10)))
    func whoHangsUpIsNoErrorOfOurs() async throws {
        let log = Log()
        try await Server.running(log: log) { client in
            for text in [Self.unfinished, Self.chunked + "5\r\nna", "GET / HTTP/1.1\r\nHo"] {
                let held = try await Held.connect(to: client.port, saying: text)
                try await Task.sleep(for: .milliseconds(300))
                try await held.close()
            }
            try await Task.sleep(for: .milliseconds(500))
            #expect(try await !client.get("/metrics").text.contains("status=\"5"))
        }
        #expect(log.texts(.error) == [])
    }

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "//evil.example/", "//evil.example/?a=b", "/\\evil.example/", "http://evil.example/nowhere",
            "//evil.example/login", "http://evil.example/login?next=//evil.example", "///evil.example",
            "/nowhere?next=//evil.example", "//\u{FE0F}evil.example/",
        ]
    )
    func noLinkLeadsToWhereTheAddressSays(path: String) async throws {
        try await Server.running { client in
            for client in [client, client.stranger] {
                let page = try await client.get(path)
                #expect(page.status < 500)
                let places = page.text.matches(of: /(?:href|action)="([^"]*)"/).map { String($0.1) }
                #expect(places.contains { $0.hasPrefix("/") } || page.status == 303 || page.status == 400)
                for place in places + [page.headers["location"]].compactMap({ $0 }) {
                    #expect(["#main", "data:,"].contains(place) || Link.isHere(place), "\(place)")
                }
            }
        }
    }
}
