import HTTPTypes
import Testing

@testable import HTTPServer
@testable import Web

/// Who asked, behind proxies and behind those who only pretend to be one.
@Suite struct TrustedProxiesTests {
    private static let proxies = TrustedProxies(
        ["127.0.0.1", "10.1.0.0/16", "fd00::/8"].compactMap { AddressBlock($0) }
    )

    private static func origin(
        _ peer: String,
        _ fields: [(String, String)],
        isTLS: Bool = false
    ) throws
        -> TrustedProxies.Origin
    {
        var headers = HTTPFields()
        for (name, value) in fields {
            headers.append(HTTPField(name: try #require(.init(name)), value: value))
        }
        return proxies.origin(headers, peer: NetworkAddress(peer), isTLS: isTLS)
    }

    @Test(arguments: [
        // A stranger is not believed, whatever it says.
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("127.0.0.2", "198.51.100.7", "127.0.0.2"),
        ("10.2.0.1", "198.51.100.7", "10.2.0.1"),
        // The rightmost address that is no proxy.
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.7,10.1.2.3 , fd00::5", "198.51.100.7"),
        // All of them are proxies: the one farthest away.
        ("127.0.0.1", "10.1.0.9, 10.1.0.8", "10.1.0.9"),
        // Nothing left of what is no address is believed.
        ("127.0.0.1", "198.51.100.7, unknown", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.7, , 10.1.0.8", "10.1.0.8"),
        ("127.0.0.1", "", "127.0.0.1"), ("127.0.0.1", ",,,", "127.0.0.1"),
        ("127.0.0.1", "256.1.1.1", "127.0.0.1"), ("127.0.0.1", "1.1.1", "127.0.0.1"),
        ("127.0.0.1", "::1%lo", "127.0.0.1"), ("127.0.0.1", "localhost", "127.0.0.1"),
        ("127.0.0.1", "'; DROP TABLE site; --", "127.0.0.1"), ("127.0.0.1", "[]", "127.0.0.1"),
        ("127.0.0.1", "1.1.1.1:99999", "127.0.0.1"), ("127.0.0.1", "[1.1.1.1", "127.0.0.1"),
        // With a port, in brackets, in capitals, as IPv4 within IPv6.
        ("127.0.0.1", "198.51.100.7:4711", "198.51.100.7"), ("127.0.0.1", "[2001:DB8::1]:443", "2001:db8::1"),
        ("127.0.0.1", "[2001:db8::1]", "2001:db8::1"),
        ("127.0.0.1", "2001:0db8:0:0:0:0:0:0001", "2001:db8::1"),
        ("127.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"), ("::ffff:127.0.0.1", "1.1.1.1", "1.1.1.1"),
        ("fd12:3456::1", "198.51.100.7", "198.51.100.7"), ("fe12::1", "198.51.100.7", "fe12::1"),
    ])
    func theClientIsTheLastOneThatIsNoProxy(peer: String, forwarded: String, client: String) throws {
        #expect(try Self.origin(peer, [("X-Forwarded-For", forwarded)]).address == client)
    }

    @Test func severalFieldsAreOneList() throws {
        let fields = [("X-Forwarded-For", "1.1.1.1"), ("x-forwarded-for", "198.51.100.7, 10.1.0.1")]
        #expect(try Self.origin("127.0.0.1", fields).address == "198.51.100.7")
    }

    @Test func anEndlessListIsRead() throws {
        let list = String(repeating: "10.1.0.1,", count: 3000) + "10.1.0.1"
        #expect(try Self.origin("127.0.0.1", [("X-Forwarded-For", list)]).address == "10.1.0.1")
        let word = String(repeating: "1", count: 30_000)
        #expect(try Self.origin("127.0.0.1", [("X-Forwarded-For", word)]).address == "127.0.0.1")
    }

    @Test func whatAProxyPassesOnUnreadIsNotRead() throws {
        let fields = [("Forwarded", "for=198.51.100.7;proto=https")]
        let origin = try Self.origin("127.0.0.1", fields)
        #expect(origin.address == "127.0.0.1" && !origin.isSecure)
    }

    @Test(arguments: [
        ("127.0.0.1", "https", false, true), ("127.0.0.1", "HTTPS", false, true),
        ("127.0.0.1", "https, http", false, false), ("127.0.0.1", "", false, false),
        ("127.0.0.1", "httpsx", false, false), ("127.0.0.1", "http", true, false),
        ("203.0.113.9", "https", false, false), ("203.0.113.9", "http", true, true),
    ])
    func aTrustedProxySaysWhetherItWasTLS(peer: String, said: String, isTLS: Bool, isSecure: Bool) throws {
        let origin = try Self.origin(peer, [("X-Forwarded-Proto", said)], isTLS: isTLS)
        #expect(origin.isSecure == isSecure)
    }

    @Test(arguments: [
        "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.1/8", "10.0.0.0/8/8",
        "fd00::/129", "fd00::1/64", "example.org", "10.0.0", "*", "::1%lo/128",
    ])
    func whatIsNoBlockIsRefused(text: String) {
        #expect(AddressBlock(text) == nil)
    }

    @Test func blocksAreComparedBitByBit() throws {
        let block = try #require(AddressBlock("192.0.2.128/25"))
        #expect(block.contains(try #require(NetworkAddress("192.0.2.128"))))
        #expect(block.contains(try #require(NetworkAddress("192.0.2.255"))))
        #expect(!block.contains(try #require(NetworkAddress("192.0.2.127"))))
        #expect(!block.contains(try #require(NetworkAddress("192.0.3.128"))))
        let all = try #require(AddressBlock("::/0"))
        #expect(all.contains(try #require(NetworkAddress("2001:db8::1"))))
        #expect(!all.contains(try #require(NetworkAddress("192.0.2.1"))))
    }

    @Test func theServerTellsItsProxysClientThatItWasHeardOverTLS() async throws {
        let proxies = TrustedProxies([try #require(AddressBlock("127.0.0.1"))])
        let said = ["X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"]
        try await Server.running(proxies: proxies) { client in
            let answer = try await client.get("/healthz", said)
            #expect(answer.headers["strict-transport-security"] == "max-age=31536000")
            #expect(try await client.get("/healthz").headers["strict-transport-security"] == nil)
        }
        try await Server.running { client in
            let answer = try await client.get("/healthz", said)
            #expect(answer.headers["strict-transport-security"] == nil)
        }
    }
}
