import Compliance
import Foundation
import StrictJSON
import Testing

@testable import OpenID

/// Logins at a provider that others wrote, run as a process of its own.
@Suite struct StandardProviderTests {
    private static let redirect = "http://127.0.0.1:8080/login/openid/callback"

    private static var now: Instant { Instant(microseconds: Int(Date().timeIntervalSince1970 * 1_000_000)) }

    private func client(
        of process: ProviderProcess,
        secret: String? = nil,
        claim: OpenIDSettings.AccountClaim = .subject
    ) throws -> Provider {
        try Provider(
            OpenIDSettings(
                issuer: process.issuer,
                clientID: "lazaret",
                clientSecret: secret,
                accountClaim: claim
            )
        )
    }

    @Test func somebodyLogsIn() async throws {
        try await ProviderProcess.with(.standard) { process in
            for secret in [nil, "a secret: with + and %"] {
                let provider = try client(of: process, secret: secret)
                let login = try await provider.begin(returningTo: Self.redirect, now: Self.now)
                let callback = try await Person.answers(login, as: "wang.fang")
                let identity = try await provider.finish(callback, of: login.attempt, now: Self.now)
                let expected = OpenIDIdentity(
                    issuer: process.issuer,
                    subject: "wang.fang",
                    account: "wang.fang"
                )
                #expect(identity == expected)
            }
        }
    }

    @Test func theAddressAsksForACodeWithPKCE() async throws {
        try await ProviderProcess.with(.standard) { process in
            let login = try await client(of: process).begin(returningTo: Self.redirect, now: Self.now)
            let parts = try #require(URLComponents(string: login.address))
            #expect(login.address.hasPrefix(process.issuer + "/oauth2/authorize?"))
            let items = Dictionary(
                uniqueKeysWithValues: (parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }
            )
            #expect(items["response_type"] == "code")
            #expect(items["client_id"] == "lazaret")
            #expect(items["redirect_uri"] == Self.redirect)
            #expect(items["scope"] == "openid profile")
            #expect(items["state"] == login.attempt.state)
            #expect(items["nonce"] == login.attempt.nonce)
            #expect(items["code_challenge_method"] == "S256")
            #expect(items["code_challenge"] == login.attempt.challenge)
            #expect(!login.address.contains(login.attempt.verifier))
        }
    }

    @Test func aClaimNamesTheAccount() async throws {
        try await ProviderProcess.with(.standard) { process in
            try await process.put(
                "/users/4711",
                .object([
                    ("preferred_username", "li.na"), ("email", "li.na@example.org"), ("email_verified", true),
                ])
            )
            for (claim, account) in [
                (OpenIDSettings.AccountClaim.preferredUsername, "li.na"), (.email, "li.na@example.org"),
                (.subject, "4711"),
            ] {
                let provider = try client(of: process, claim: claim)
                let login = try await provider.begin(returningTo: Self.redirect, now: Self.now)
                let callback = try await Person.answers(login, as: "4711")
                let identity = try await provider.finish(callback, of: login.attempt, now: Self.now)
                #expect(identity == OpenIDIdentity(issuer: process.issuer, subject: "4711", account: account))
            }
        }
    }

    /// The provider knows an address of everybody, but says of none that it is verified.
    @Test func whatIsNotVerifiedOrNotSaidNamesNoAccount() async throws {
        try await ProviderProcess.with(.standard) { process in
            for claim in [OpenIDSettings.AccountClaim.email, .preferredUsername] {
                let provider = try client(of: process, claim: claim)
                let login = try await provider.begin(returningTo: Self.redirect, now: Self.now)
                let callback = try await Person.answers(login, as: "li.na@example.org")
                let error = try await refusal {
                    try await provider.finish(callback, of: login.attempt, now: Self.now)
                }
                #expect(error.reason == .unnamed, "\(claim)")
            }
        }
    }

    @Test func somebodyDeclines() async throws {
        try await ProviderProcess.with(.standard) { process in
            let provider = try client(of: process)
            let login = try await provider.begin(returningTo: Self.redirect, now: Self.now)
            // This provider leaves the state out when it declines, so that the answer belongs to no login.
            let brought = try await Person.answers(login, as: nil)
            #expect(brought.error == "access_denied")
            let callback = Callback { ["error": "access_denied", "state": login.attempt.state][$0] }
            let error = try await refusal {
                try await provider.finish(callback, of: login.attempt, now: Self.now)
            }
            #expect(error.reason == .declined)
        }
    }

    @Test func aCodeCountsOnce() async throws {
        try await ProviderProcess.with(.standard) { process in
            let provider = try client(of: process)
            let login = try await provider.begin(returningTo: Self.redirect, now: Self.now)
            let callback = try await Person.answers(login, as: "wang.fang")
            _ = try await provider.finish(callback, of: login.attempt, now: Self.now)
            let error = try await refusal {
                try await provider.finish(callback, of: login.attempt, now: Self.now)
            }
            #expect(error.reason == .stale)
        }
    }

    /// What belongs to a login, each taken from another one.
    @Test func everyPartOfAnAttemptCounts() async throws {
        try await ProviderProcess.with(.standard) { process in
            let provider = try client(of: process)
            for part in ["state", "nonce", "verifier", "redirect"] {
                let login = try await provider.begin(returningTo: Self.redirect, now: Self.now)
                let other = try await provider.begin(returningTo: Self.redirect + "2", now: Self.now).attempt
                let callback = try await Person.answers(login, as: "wang.fang")
                let attempt = login.attempt
                let mixed = LoginAttempt(
                    state: part == "state" ? other.state : attempt.state,
                    nonce: part == "nonce" ? other.nonce : attempt.nonce,
                    verifier: part == "verifier" ? other.verifier : attempt.verifier,
                    redirect: part == "redirect" ? other.redirect : attempt.redirect
                )
                let error = try await refusal {
                    try await provider.finish(callback, of: mixed, now: Self.now)
                }
                #expect(error.reason == (part == "nonce" ? .untrusted : .stale), "\(part)")
                if part == "state" {
                    // Nothing was asked: the code is as good as before.
                    _ = try await provider.finish(callback, of: attempt, now: Self.now)
                }
            }
        }
    }

    /// Its tokens are valid for an hour; the clocks may differ by a minute.
    @Test func aTokenIsValidForItsTime() async throws {
        try await ProviderProcess.with(.standard) { process in
            let provider = try client(of: process)
            for (seconds, isValid) in [(3640, true), (3700, false), (-30, true), (-75, false)] {
                let login = try await provider.begin(returningTo: Self.redirect, now: Self.now)
                let callback = try await Person.answers(login, as: "wang.fang")
                let then = Self.now.adding(seconds: seconds)
                do throws(OpenIDError) {
                    _ = try await provider.finish(callback, of: login.attempt, now: then)
                    #expect(isValid, "\(seconds) s")
                } catch {
                    #expect(!isValid && error.reason == .outOfTime, "\(seconds) s: \(error)")
                }
            }
        }
    }

    /// Started again, it has a new key, and its tokens do not name the key.
    @Test func aProviderWithNewKeysIsAskedForThem() async throws {
        var kept: (provider: Provider, port: Int)?
        try await ProviderProcess.with(.standard) { process in
            let provider = try client(of: process)
            let login = try await provider.begin(returningTo: Self.redirect, now: Self.now)
            let callback = try await Person.answers(login, as: "wang.fang")
            _ = try await provider.finish(callback, of: login.attempt, now: Self.now)
            kept = (provider, try #require(process.port))
        }
        let (provider, port) = try #require(kept)
        try await ProviderProcess.with(.standard, port: port) { _ in
            let login = try await provider.begin(returningTo: Self.redirect, now: Self.now)
            let callback = try await Person.answers(login, as: "wang.fang")
            let minuteLater = Self.now.adding(seconds: 60)
            let identity = try await provider.finish(callback, of: login.attempt, now: minuteLater)
            #expect(identity.subject == "wang.fang")
        }
    }

    @Test func aProviderThatIsAwayIsUnavailable() async throws {
        var address = ""
        try await ProviderProcess.with(.standard) { address = $0.issuer }
        let provider = try Provider(OpenIDSettings(issuer: address, clientID: "lazaret"))
        let error = try await refusal { try await provider.begin(returningTo: Self.redirect, now: Self.now) }
        #expect(error.reason == .unavailable)
    }
}
