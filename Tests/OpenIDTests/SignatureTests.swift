import Compliance
import StrictJSON
import Testing

@testable import OpenID

/// Whose signature a token must have, and by which algorithms.
@Suite struct SignatureTests {
    private static func signed(
        _ algorithm: String,
        _ key: String,
        announced: [Node]? = nil,
        keys: [Node]? = nil,
        header: Node? = nil
    ) -> [(String, Node?)] {
        let announced = announced ?? [.string(algorithm)]
        return [
            ("alg", .string(algorithm)), ("key", .string(key)), ("header", header),
            ("discovery", .object([("id_token_signing_alg_values_supported", .array(announced))])),
            ("keys", .array(keys ?? [published(key)])),
        ]
    }

    /// A published key: the members are put over its own.
    private static func published(_ key: String, kid: Node? = nil, _ members: [(String, Node?)] = []) -> Node
    {
        .object([("key", .string(key)), ("kid", kid ?? .string(key))] + members)
    }

    static let cases = [
        Case("RS256", signed("RS256", "rsa"), nil),
        Case("RS512", signed("RS512", "rsa"), nil),
        Case("PS256", signed("PS256", "rsa"), nil),
        Case("ES256", signed("ES256", "p256"), nil),
        Case("ES384", signed("ES384", "p384"), nil),
        Case("EdDSA", signed("EdDSA", "ed"), nil),
        Case(
            "RS256 where nothing is announced",
            [("discovery", .object([("id_token_signing_alg_values_supported", .null)]))],
            nil
        ),

        Case("none", signed("none", "rsa", announced: ["none", "RS256"]), .untrusted),
        Case(
            "HS256 by the public key",
            signed("HS256", "rsa", announced: ["HS256", "RS256"]),
            .untrusted
        ),
        Case(
            "HS256 by the client's secret",
            signed("HS256", HostileLogin.secret, announced: ["HS256", "RS256"], keys: [published("rsa")]),
            .untrusted
        ),
        Case("RS512 where RS256 is announced", signed("RS512", "rsa", announced: ["RS256"]), .untrusted),
        Case(
            "only HS256 and none announced",
            signed("RS256", "rsa", announced: ["HS256", "none"]),
            .misconfigured
        ),

        Case("a key that is not published", signed("RS256", "other", keys: [published("rsa")]), .untrusted),
        Case(
            "another key by the name of a published one",
            signed("RS256", "other", keys: [published("rsa")], header: .object([("kid", "rsa")])),
            .untrusted
        ),
        Case(
            "the name of another published key",
            signed(
                "RS256",
                "rsa",
                keys: [published("rsa"), published("other")],
                header: .object([("kid", "other")])
            ),
            .untrusted
        ),
        Case(
            "no name, two keys",
            signed(
                "RS256",
                "rsa",
                keys: [published("other"), published("rsa")],
                header: .object([("kid", .null)])
            ),
            nil
        ),
        Case(
            "a name, a key without one",
            signed("RS256", "rsa", keys: [published("rsa", kid: .null)]),
            .untrusted
        ),
        Case(
            "a key beside one that is not understood",
            signed(
                "RS256",
                "rsa",
                keys: [published("p256", [("kty", "none")]), published("rsa", [("use", "sig")])]
            ),
            nil
        ),
        Case(
            "a key for encryption",
            signed("RS256", "rsa", keys: [published("rsa", [("use", "enc")])]),
            .untrusted
        ),
        Case(
            "a key that does not verify",
            signed("RS256", "rsa", keys: [published("rsa", [("key_ops", .array(["encrypt"]))])]),
            .untrusted
        ),
        Case(
            "a key for RS512",
            signed("RS256", "rsa", keys: [published("rsa", [("alg", "RS512")])]),
            .untrusted
        ),
        Case(
            "a key that is no number",
            signed("RS256", "rsa", keys: [published("rsa", [("n", "!")])]),
            .untrusted
        ),
        Case("no keys", signed("RS256", "rsa", keys: []), .untrusted),
    ]

    /// One provider process for the table; what is known of the provider is forgotten between the cases.
    @Test func onlyAPublishedKeyCounts() async throws {
        try await ProviderProcess.with(.hostile) { process in
            for row in Self.cases {
                let login = try HostileLogin(process, secret: HostileLogin.secret)
                try await row.expect { try await login.finish(plan: row.members) }
            }
        }
    }

    @Test func newKeysAreFetchedNoMoreThanOnceAMinute() async throws {
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process)
            _ = try await login.finish()
            #expect(try await login.asked("/keys").count == 1)
            let changed = Self.signed("RS256", "other", announced: ["RS256"])
            let exp: [(String, Node?)] = [("exp", .number(HostileLogin.second + 9000))]
            for (seconds, isKnown, fetches) in [
                (59, false, 1), (60, true, 2), (3659, true, 2), (3660, true, 3),
            ] {
                let row = Case("after \(seconds) s", [], isKnown ? nil : .untrusted)
                let later = HostileLogin.now.adding(seconds: seconds)
                try await row.expect { try await login.finish(plan: changed, claims: exp, now: later) }
                #expect(try await login.asked("/keys").count == fetches, "after \(seconds) s")
            }
            // A token by a key that nobody publishes asks for the keys again, but not for each login.
            let unknown = Self.signed("RS256", "rsa", announced: ["RS256"], keys: [Self.published("other")])
            for (seconds, fetches) in [(3719, 3), (3720, 4), (3721, 4)] {
                let row = Case("unknown, after \(seconds) s", [], .untrusted)
                let later = HostileLogin.now.adding(seconds: seconds)
                try await row.expect { try await login.finish(plan: unknown, claims: exp, now: later) }
                #expect(try await login.asked("/keys").count == fetches, "unknown, after \(seconds) s")
            }
        }
    }

    /// Written by hand; the signature is never looked at.
    @Test(arguments: [
        "", "a.b", "a.b.c.d", "..", "e30.e30.", "!.e30.AA",
        "eyJhbGciOiJSUzI1NiIsImNyaXQiOlsiZXhwIl19.eyJzdWIiOiI0NzExIn0.AA",
        "eyJhbGciOiJub25lIiwiYWxnIjoiUlMyNTYifQ.eyJzdWIiOiI0NzExIn0.AA", "eyJhbGciOiJSUzI1NiJ9.W10.AA",
        "eyJhbGciOiJSUzI1NiJ9=.eyJzdWIiOiI0NzExIn0.AA",
    ])
    func whatIsNoTokenIsRefused(text: String) {
        let error = #expect(throws: OpenIDError.self) { try IDToken(text, signedBy: [.rs256]) }
        #expect(error?.reason == .untrusted)
    }

    @Test func aTokenIsTakenApart() throws {
        let token = try IDToken("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI0NzExIn0.AA", signedBy: [.rs256])
        #expect(token.claims["sub"]?.string == "4711")
        #expect(token.signature == [0])
    }
}
