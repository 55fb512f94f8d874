import StrictJSON
import Testing

@testable import OpenID

/// What a token may say, when its signature is right.
@Suite struct ClaimTests {
    private static let second = HostileLogin.second
    /// The left half of the SHA-256 of the access token, by Python's hashlib.
    private static let rightHash = Node.string("ISOz5gsIJ6Or54O3jYog7A")

    static let cases = [
        Case("as it is", [], nil),
        Case("another issuer", [("iss", "https://provider.example")], .untrusted),
        Case("no issuer", [("iss", nil)], .untrusted),

        Case("another audience", [("aud", "somebody")], .untrusted),
        Case("no audience", [("aud", nil)], .untrusted),
        Case("no audience in the list", [("aud", .array([]))], .untrusted),
        Case("a list of one", [("aud", .array(["lazaret"]))], nil),
        Case("two audiences", [("aud", .array(["lazaret", "somebody"]))], .untrusted),
        Case("two, asked for by us", [("aud", .array(["lazaret", "somebody"])), ("azp", "lazaret")], nil),
        Case(
            "two, asked for by the other",
            [("aud", .array(["lazaret", "somebody"])), ("azp", "somebody")],
            .untrusted
        ),
        Case("asked for by somebody", [("azp", "somebody")], .untrusted),
        Case(
            "an audience that is no text",
            [("aud", .array(["lazaret", 1])), ("azp", "lazaret")],
            .untrusted
        ),

        Case("over for 59 s", [("exp", .number(second - 59))], nil),
        Case("over for 60 s", [("exp", .number(second - 60))], .outOfTime),
        Case("no expiry", [("exp", nil)], .untrusted),
        Case("an expiry in words", [("exp", "tomorrow")], .untrusted),
        Case("an expiry beyond the calendar", [("exp", Node(.number("1e300")))], .untrusted),
        Case("an expiry with decimals", [("exp", Node(.number("1.8000003005e9")))], nil),
        Case("issued in 60 s", [("iat", .number(second + 60))], nil),
        Case("issued in 61 s", [("iat", .number(second + 61))], .outOfTime),
        Case("not said when issued", [("iat", nil)], .untrusted),
        Case("valid from in 60 s", [("nbf", .number(second + 60))], nil),
        Case("valid from in 61 s", [("nbf", .number(second + 61))], .outOfTime),

        Case("another nonce", [("nonce", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")], .untrusted),
        Case("no nonce", [("nonce", nil)], .untrusted),

        Case("the right at_hash", [("at_hash", rightHash)], nil),
        Case("another at_hash", [("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")], .untrusted),
        Case("an at_hash that is no text", [("at_hash", 1)], .untrusted),

        Case("no subject", [("sub", nil)], .untrusted),
        Case("an empty subject", [("sub", "")], .untrusted),
        Case("a subject that is a number", [("sub", 4711)], .untrusted),
        Case("a subject of 256 bytes", [("sub", .string(String(repeating: "s", count: 256)))], .untrusted),
    ]

    /// One provider for the whole table: each case is a login of its own.
    @Test func everyClaimIsAsItMustBe() async throws {
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process)
            for row in Self.cases { try await row.expect { try await login.finish(claims: row.members) } }
        }
    }

    @Test func aHashOfAnAccessTokenThatDidNotComeIsRefused() async throws {
        try await ProviderProcess.with(.hostile) { process in
            let login = try HostileLogin(process)
            let error = try await refusal {
                try await login.finish(
                    plan: [("grant", .object([("access_token", .null)]))],
                    claims: [("at_hash", Self.rightHash)]
                )
            }
            #expect(error.reason == .untrusted)
        }
    }

    @Test(arguments: [
        (SigningAlgorithm.rs256, "ISOz5gsIJ6Or54O3jYog7A"), (.es384, "wya0YoB_hPWwxeQix5avCbQgn_Ox1bfl"),
        (.edDSA, "cL51fcwXxiOPceF99U2vcc5Eb4IU8itDnIt-NjaT4fo"),
    ])
    func theHashIsByTheAlgorithmOfTheSignature(algorithm: SigningAlgorithm, hash: String) {
        #expect(algorithm.halfHash(HostileLogin.accessToken) == hash)
    }
}
