import Compliance
import StrictJSON
import Testing

@testable import OpenID

/// What a provider may say about itself, and how.
@Suite struct DiscoveryTests {
    private static let document = "/.well-known/openid-configuration"

    private static func says(_ members: (String, Node?)...) -> [(String, Node?)] {
        [("discovery", .object(members.map { ($0.0, $0.1 ?? .null) }))]
    }

    private static func at(_ path: String, _ name: String, _ number: Int) -> [(String, Node?)] {
        [(name, .object([(path, .number(number))]))]
    }

    static let cases = [
        Case("another issuer", says(("issuer", "https://provider.example")), .misconfigured),
        Case("no issuer", says(("issuer", nil)), .misconfigured),
        Case("no authorization endpoint", says(("authorization_endpoint", nil)), .misconfigured),
        Case(
            "a page in the clear",
            says(("authorization_endpoint", "http://provider.example/a")),
            .misconfigured
        ),
        Case("no token endpoint", says(("token_endpoint", nil)), .misconfigured),
        Case(
            "a token in the clear",
            says(("token_endpoint", "http://provider.example/token")),
            .misconfigured
        ),
        Case("a token in a file", says(("token_endpoint", "file:///token")), .misconfigured),
        Case("keys in the clear", says(("jwks_uri", "http://provider.example/keys")), .misconfigured),
        Case(
            "user info in the clear",
            says(("userinfo_endpoint", "http://provider.example/u")),
            .misconfigured
        ),
        Case("no user info", says(("userinfo_endpoint", nil)), nil),
        Case("no code", says(("response_types_supported", .array(["id_token"]))), .misconfigured),
        Case(
            "PKCE, but plain",
            says(("code_challenge_methods_supported", .array(["plain"]))),
            .misconfigured
        ),
        Case("PKCE", says(("code_challenge_methods_supported", .array(["plain", "S256"]))), nil),

        // The answer itself is a few hundred bytes.
        Case("a document of 255 KiB", at(document, "padding", 255 << 10), nil),
        Case("a document of 256 KiB", at(document, "padding", 256 << 10), .misconfigured),
        Case("keys of 256 KiB", at("/keys", "padding", 256 << 10), .misconfigured),
        Case("a grant of 256 KiB", at("/token", "padding", 256 << 10), .misconfigured),
        Case("no document", at(document, "status", 404), .misconfigured),
        Case("a document elsewhere", at(document, "status", 302), .misconfigured),
        Case("keys elsewhere", at("/keys", "status", 307), .misconfigured),
        Case("a token elsewhere", at("/token", "status", 307), .misconfigured),
        Case("an outage", at(document, "status", 503), .unavailable),
        Case("an outage of the keys", at("/keys", "status", 500), .unavailable),
        Case("too many questions", at("/token", "status", 429), .unavailable),
    ]

    @Test func whatCannotBeReliedOnIsRefused() async throws {
        try await ProviderProcess.with(.hostile) { process in
            var login = try HostileLogin(process)
            for row in Self.cases {
                login = try HostileLogin(process)
                try await row.expect { try await login.finish(plan: row.members) }
            }
            #expect(try await login.asked("/elsewhere").isEmpty)
        }
    }

    /// Each byte comes in good time, but never the last one.
    @Test func anAnswerThatNeverEndsIsGivenUp() async throws {
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process, timeLimit: .milliseconds(700))
            let drip: Node = .object([(Self.document, Node(.number("0.1")))])
            var reason: OpenIDError.Reason?
            let taken = try await ContinuousClock()
                .measure {
                    reason = try await refusal { try await login.finish(plan: [("drip", drip)]) }.reason
                }
            #expect(reason == .unavailable)
            #expect(taken < .seconds(10))
        }
    }

    @Test func aCertificateThatNobodyVouchesForIsRefused() async throws {
        try await ProviderProcess.with(.hostile, flags: ["tls"]) { process in
            try #require(process.issuer.hasPrefix("https://"))
            let provider = Provider(try OpenIDSettings(issuer: process.issuer, clientID: "lazaret"))
            let error = try await refusal {
                try await provider.begin(returningTo: "http://127.0.0.1/c", now: HostileLogin.now)
            }
            #expect(error.reason == .unavailable)
            #expect(error.cause.contains("CERTIFICATE_VERIFY_FAILED"))
        }
    }

    /// Only a provider on this machine that is itself asked in the clear may have others asked so.
    @Test(arguments: ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"])
    func aProviderWithTLSHasNothingAskedInTheClear(name: String) throws {
        let issuer = "https://provider.example"
        let right = ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"]
            .map { ($0, Node.string("\(issuer)/\($0)")) }
        let document: ([(String, Node)]) -> Node = { .object([("issuer", .string(issuer))] + $0) }
        _ = try Discovery(document(right), of: issuer)
        let wrong = right.map { $0.0 == name ? (name, Node.string("http://127.0.0.1/a")) : $0 }
        let error = #expect(throws: OpenIDError.self) { try Discovery(document(wrong), of: issuer) }
        #expect(error?.reason == .misconfigured)
    }

    @Test func whatIsKnownIsKeptForAnHour() async throws {
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process)
            let exp: [(String, Node?)] = [("exp", .number(HostileLogin.second + 9000))]
            for (seconds, fetches) in [(0, 1), (3599, 1), (3600, 2), (3599, 3)] {
                _ = try await login.finish(claims: exp, now: HostileLogin.now.adding(seconds: seconds))
                #expect(try await login.asked(Self.document).count == fetches, "after \(seconds) s")
            }
        }
    }

    @Test func loginsThatBeginTogetherAskOnce() async throws {
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process)
            try await process.put(
                "/plan",
                .object([("drip", .object([(Self.document, Node(.number("0.002")))]))])
            )
            let begun = try await withThrowingTaskGroup(of: Login.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await login.provider.begin(
                            returningTo: "http://127.0.0.1/c",
                            now: HostileLogin.now
                        )
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(begun.map(\.attempt.state)).count == 8)
            #expect(try await login.asked(Self.document).count == 1)
        }
    }

    @Test(arguments: [
        ("https://provider.example", true), ("https://provider.example/realm/", true),
        ("http://localhost:8080", true), ("http://127.0.0.1", true), ("http://[::1]:80", true),
        ("http://provider.example", false), ("http://localhost.example", false), ("http://10.0.0.1", false),
        ("https://somebody:word@provider.example", false), ("https://provider.example?a=b", false),
        ("https://provider.example#a", false), ("provider.example", false), ("https://", false), ("", false),
        ("ftp://localhost", false), ("https://provider.example/a b", false),
    ])
    func anIssuerIsAskedSafelyOnly(issuer: String, isSafe: Bool) {
        #expect(((try? OpenIDSettings(issuer: issuer, clientID: "lazaret")) != nil) == isSafe)
    }

    @Test(arguments: ["https://provider.example/realm", "https://provider.example/realm/"])
    func theDocumentLiesBelowTheIssuer(issuer: String) {
        #expect(
            Discovery.address(of: issuer)?.text
                == "https://provider.example/realm/.well-known/openid-configuration"
        )
    }
}
