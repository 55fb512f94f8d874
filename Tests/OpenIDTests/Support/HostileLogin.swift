import Compliance
import StrictJSON
import Testing

@testable import OpenID

/// A login at the provider that does as it is told. It is 15 January 2027, 08:00 UTC.
struct HostileLogin {
    let process: ProviderProcess
    let provider: Provider

    static let second = 1_800_000_000
    static let now = Instant(microseconds: second * 1_000_000)
    static let accessToken = "access-token-of-the-test"
    static let secret = "a+b c:%"
    static let code = "code-of-the-test"

    init(
        _ process: ProviderProcess,
        secret: String? = nil,
        claim: OpenIDSettings.AccountClaim = .subject,
        timeLimit: Duration = .seconds(10)
    ) throws {
        self.process = process
        provider = Provider(
            try OpenIDSettings(
                issuer: process.issuer,
                clientID: "lazaret",
                clientSecret: secret,
                accountClaim: claim
            ),
            timeLimit: timeLimit
        )
    }

    /// Begins a login, has the provider do as the plan and the claims say, and finishes; claims that are nil are
    /// left out of the token.
    func finish(
        plan: [(String, Node?)] = [],
        claims: [(String, Node?)] = [],
        callback: [String: String] = [:],
        now: Instant = now
    ) async throws -> OpenIDIdentity {
        try await process.put("/plan", .object(plan))
        let attempt: LoginAttempt
        do {
            attempt = try await provider.begin(returningTo: "http://127.0.0.1/callback", now: now).attempt
        } catch {
            try expectNoSecret(in: error, of: nil)
            throw error
        }
        var said: [(String, Node?)] = [
            ("iss", .string(process.issuer)), ("sub", "4711"), ("aud", "lazaret"),
            ("iat", .number(Self.second)),
            ("exp", .number(Self.second + 300)), ("nonce", .string(attempt.nonce)),
        ]
        said = said.filter { right in !claims.contains { $0.0 == right.0 } } + claims
        try await process.put("/plan", .object(plan + [("claims", .object(said))]))
        let parameters = ["code": Self.code, "state": attempt.state].merging(callback) { $1 }
        do {
            return try await provider.finish(Callback { parameters[$0] }, of: attempt, now: now)
        } catch {
            try expectNoSecret(in: error, of: attempt)
            throw error
        }
    }

    /// What an error says is shown and logged.
    private func expectNoSecret(in error: any Error, of attempt: LoginAttempt?) throws {
        let error = try #require(error as? OpenIDError)
        let said = "\(error) \(error.text.zh) \(error.text.en)"
        let ofAttempt = attempt.map { [$0.state, $0.nonce, $0.verifier] } ?? []
        for secret in [Self.accessToken, Self.secret, Self.code] + ofAttempt {
            #expect(!said.contains(secret))
        }
    }

    /// What the provider was asked at the path, in order.
    func asked(_ path: String) async throws -> [Node] {
        let answer = try await ProviderProcess.ask("GET", process.issuer + "/seen")
        let seen = try #require(try JSON.read(answer.body)["seen"]?.array)
        return seen.filter { $0["path"]?.string == path }
    }
}

/// Something that the provider may do, and whether the login then ends well (nil) or why not.
struct Case: Sendable {
    let name: String
    let members: [(String, Node?)]
    let reason: OpenIDError.Reason?

    init(_ name: String, _ members: [(String, Node?)], _ reason: OpenIDError.Reason?) {
        self.name = name
        self.members = members
        self.reason = reason
    }

    /// Checks that the login ends as it should.
    func expect(_ body: () async throws -> OpenIDIdentity) async throws {
        do {
            let identity = try await body()
            #expect(reason == nil, "\(name)")
            #expect(identity.account == "4711", "\(name)")
        } catch let error as OpenIDError {
            #expect(error.reason == reason, "\(name): \(error)")
        }
    }
}
