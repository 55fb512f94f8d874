import Compliance
import StrictJSON
import Testing

@testable import OpenID

/// How this server shows itself to the provider, and what it makes of the answers.
@Suite struct ExchangeTests {
    private static func ways(_ names: [Node]?) -> [(String, Node?)] {
        [("discovery", .object([("token_endpoint_auth_methods_supported", names.map(Node.array) ?? .null)]))]
    }

    @Test func theSecretIsShownAsTheProviderTakesIt() async throws {
        // base64("lazaret:a%2Bb%20c%3A%25"), by Python.
        let basic = "Basic bGF6YXJldDphJTJCYiUyMGMlM0ElMjU="
        try await ProviderProcess.with(.hostile) { process in
            for (ways, header, name, secret) in [
                (nil, basic, nil, nil),
                (["client_secret_post", "client_secret_basic"], basic, nil, nil),
                (["private_key_jwt", "client_secret_post"], "", "lazaret", HostileLogin.secret),
            ] as [([Node]?, String, String?, String?)] {
                let login = try HostileLogin(process, secret: HostileLogin.secret)
                _ = try await login.finish(plan: Self.ways(ways))
                let asked = try #require(try await login.asked("/token").last)
                #expect(asked["authorization"]?.string == header)
                #expect(asked["form"]?["client_id"]?.string == name)
                #expect(asked["form"]?["client_secret"]?.string == secret)
                #expect(asked["form"]?["code"]?.string == HostileLogin.code)
                #expect(asked["form"]?["grant_type"]?.string == "authorization_code")
                #expect(asked["form"]?["redirect_uri"]?.string == "http://127.0.0.1/callback")
                #expect(asked["form"]?["code_verifier"]?.string?.utf8.count == 43)
            }
            let login = try HostileLogin(process, secret: HostileLogin.secret)
            let error = try await refusal { try await login.finish(plan: Self.ways(["private_key_jwt"])) }
            #expect(error.reason == .misconfigured)
        }
    }

    @Test func aClientWithoutASecretShowsItsNameAlone() async throws {
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process, secret: "")
            _ = try await login.finish(plan: Self.ways(["client_secret_basic"]))
            let asked = try #require(try await login.asked("/token").last)
            #expect(asked["authorization"]?.string == "")
            #expect(asked["form"]?["client_id"]?.string == "lazaret")
            #expect(asked["form"]?["client_secret"] == nil)
        }
    }

    private static func refuses(_ status: Int, _ error: Node) -> [(String, Node?)] {
        [("status", .object([("/token", .number(status))])), ("grant", .object([("error", error)]))]
    }

    static let answers = [
        Case("an old code", refuses(400, "invalid_grant"), .stale),
        Case("a wrong secret", refuses(401, "invalid_client"), .clientRefused),
        Case("a question that it does not understand", refuses(400, "invalid_request"), .clientRefused),
        Case("an error that repeats the code", refuses(400, .string(HostileLogin.code)), .clientRefused),
        Case("an error that is none", refuses(401, 5), .clientRefused),
        Case("no token", [("grant", .object([("id_token", .null)]))], .misconfigured),
        Case(
            "a token that is none",
            [("grant", .object([("id_token", .string(HostileLogin.secret))]))],
            .untrusted
        ),
        Case("no access token", [("grant", .object([("access_token", .null)]))], nil),
    ]

    @Test func whatTheProviderAnswersIsTold() async throws {
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process)
            for row in Self.answers { try await row.expect { try await login.finish(plan: row.members) } }
        }
    }

    private static let callbacks: [([String: String], OpenIDError.Reason)] = [
        (["error": "access_denied"], .declined), (["error": "login_required"], .declined),
        (["error": "temporarily_unavailable"], .unavailable),
        (["error": "unauthorized_client"], .clientRefused),
        (["error": HostileLogin.code], .clientRefused), (["state": ""], .stale),
        (["state": "another"], .stale),
        (["code": ""], .clientRefused), (["iss": "https://provider.example"], .untrusted),
        (["iss": "https://provider.example", "error": "access_denied"], .untrusted),
    ]

    @Test func whatTheBrowserBringsIsChecked() async throws {
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process)
            for (callback, reason) in Self.callbacks {
                let error = try await refusal { try await login.finish(callback: callback) }
                #expect(error.reason == reason, "\(callback)")
            }
            #expect(try await login.asked("/token").isEmpty)
        }
    }

    @Test func aProviderThatSaysWhoAnswersSaysItAlways() async throws {
        let plan: [(String, Node?)] = [
            ("discovery", .object([("authorization_response_iss_parameter_supported", true)]))
        ]
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process)
            #expect(try await refusal { try await login.finish(plan: plan) }.reason == .untrusted)
            _ = try await login.finish(plan: plan, callback: ["iss": process.issuer])
        }
    }

    @Test func theClaimIsAskedForWhereTheTokenIsSilent() async throws {
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process, claim: .email)
            let user: (Node, Node) -> [(String, Node?)] = { subject, isVerified in
                [
                    (
                        "user",
                        .object([
                            ("sub", subject), ("email", "a@example.org"), ("email_verified", isVerified),
                        ])
                    )
                ]
            }
            #expect(try await login.finish(plan: user("4711", true)).account == "a@example.org")
            let asked = try #require(try await login.asked("/userinfo").last)
            #expect(asked["authorization"]?.string == "Bearer \(HostileLogin.accessToken)")
            for (plan, reason) in [
                (user("4712", true), OpenIDError.Reason.untrusted), (user("4711", false), .unnamed),
                (user("4711", "true"), .unnamed),
            ] {
                #expect(try await refusal { try await login.finish(plan: plan) }.reason == reason)
            }
            // What the token says is not asked for.
            let before = try await login.asked("/userinfo").count
            let claims: [(String, Node?)] = [("email", "b@example.org"), ("email_verified", true)]
            #expect(try await login.finish(claims: claims).account == "b@example.org")
            #expect(try await login.asked("/userinfo").count == before)
        }
    }

    @Test func nothingThatIsSecretIsWritten() throws {
        let settings = try OpenIDSettings(
            issuer: "https://provider.example",
            clientID: "lazaret",
            clientSecret: HostileLogin.secret,
            scopes: "profile",
            accountClaim: .email
        )
        #expect("\(settings)" == "lazaret at https://provider.example")
        #expect(settings.scopes == ["openid", "email", "profile"])
        let attempt = LoginAttempt(redirect: "https://lazaret.example/callback")
        for secret in [attempt.state, attempt.nonce, attempt.verifier] {
            #expect(secret.utf8.count == 43)
            #expect(!"\(attempt)".contains(secret))
        }
        #expect(Set([attempt.state, attempt.nonce, attempt.verifier]).count == 3)
    }

    /// The example of RFC 7636, appendix B.
    @Test func theChallengeIsTheHashOfTheVerifier() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        let attempt = LoginAttempt(state: "s", nonce: "n", verifier: verifier, redirect: "r")
        #expect(attempt.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test func everyReasonHasWordsOfItsOwn() {
        let texts = OpenIDError.Reason.allCases.map { OpenIDError($0, "").text }
        #expect(Set(texts.map(\.zh)).count == texts.count)
        #expect(Set(texts.map(\.en)).count == texts.count)
    }
}
