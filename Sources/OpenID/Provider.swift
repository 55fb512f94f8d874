package import Compliance
import StrictJSON

/// An OpenID Connect provider: asked who somebody is, by the authorization code flow with PKCE.
///
/// What it says about itself and its keys are kept for an hour. `now` is the time by this server's clock.
package struct Provider: Sendable {
    private let settings: OpenIDSettings
    private let timeLimit: Duration
    private let discovery = CachedValue<Discovery>()
    private let keys = CachedValue<KeySet>()

    /// How old what is kept may be, in seconds; and how old keys must be to be fetched again for a token that they
    /// did not sign.
    private static let longestKept = 3600
    private static let shortestKept = 60

    /// Asks nothing yet. Every question to the provider has to be answered within the time limit.
    package init(_ settings: OpenIDSettings, timeLimit: Duration = .seconds(10)) {
        self.settings = settings
        self.timeLimit = timeLimit
    }

    /// The provider's address, exactly as it writes it in its tokens.
    package var issuer: String { settings.issuer }

    /// Begins a login that comes back to the address, which the provider must know as this client's.
    package func begin(returningTo redirect: String, now: Instant) async throws(OpenIDError) -> Login {
        let provider = try await described(now)
        let attempt = LoginAttempt(redirect: redirect)
        let address = provider.authorization.adding([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirect),
            ("scope", settings.scopes.joined(separator: " ")), ("state", attempt.state),
            ("nonce", attempt.nonce),
            ("code_challenge", attempt.challenge), ("code_challenge_method", "S256"),
        ])
        return Login(address: address, attempt: attempt)
    }

    /// Who logged in, by what the browser brought back for the attempt, which is over now however this ends.
    package func finish(
        _ callback: Callback,
        of attempt: LoginAttempt,
        now: Instant
    ) async throws(OpenIDError) -> OpenIDIdentity {
        guard let state = callback.state, state == attempt.state, !state.isEmpty else {
            throw OpenIDError(.stale, "the answer is to another login")
        }
        let provider = try await described(now)
        guard callback.issuer ?? (provider.namesIssuer ? nil : settings.issuer) == settings.issuer else {
            throw OpenIDError(.untrusted, "the answer is of another issuer")
        }
        if let error = callback.error { throw ProviderError.brought(error) }
        guard let code = callback.code, !code.isEmpty else {
            throw OpenIDError(.clientRefused, "the answer has neither a code nor an error")
        }
        let tokens = try await TokenResponse(code, of: attempt, settings, at: provider, within: timeLimit)
        let token = try IDToken(tokens.idToken, signedBy: provider.algorithms)
        guard try await signed(token, provider, now) else {
            throw OpenIDError(.untrusted, "the token is not signed by a key of the provider's")
        }
        let subject = try token.subject(
            IDToken.Expected(
                issuer: settings.issuer,
                clientID: settings.clientID,
                nonce: attempt.nonce,
                accessToken: tokens.accessToken,
                now: now
            )
        )
        let account = try await account(of: subject, token, tokens, provider)
        return OpenIDIdentity(issuer: settings.issuer, subject: subject, account: account)
    }

    // MARK: What the provider says about itself

    private func described(_ now: Instant) async throws(OpenIDError) -> Discovery {
        let issuer = settings.issuer
        let limit = timeLimit
        return try await discovery.value(notOlderThan: Self.longestKept, at: now) { () throws(OpenIDError) in
            guard let address = Discovery.address(of: issuer) else {
                throw OpenIDError(.misconfigured, "the issuer '\(issuer)' is not an https address")
            }
            let reply = try await Request(address).send(within: limit)
            return try Discovery(reply.expectedObject(), of: issuer)
        }
    }

    /// Whether a key signed the token; providers change their keys, so that newer ones are asked for, but no more
    /// often than once a minute.
    private func signed(
        _ token: IDToken,
        _ provider: Discovery,
        _ now: Instant
    ) async throws(OpenIDError) -> Bool {
        for age in [Self.longestKept, Self.shortestKept] {
            let limit = timeLimit
            let set = try await keys.value(notOlderThan: age, at: now) { () throws(OpenIDError) in
                try KeySet(await Request(provider.keys).send(within: limit).expectedObject())
            }
            if await set.signed(token) { return true }
        }
        return false
    }

    // MARK: The account

    /// What the claim says that names the account: in the token or, where it is silent, as the provider answers
    /// with the access token.
    private func account(
        of subject: String,
        _ token: IDToken,
        _ tokens: TokenResponse,
        _ provider: Discovery
    ) async throws(OpenIDError) -> String {
        let claim = settings.accountClaim
        if claim == .subject { return subject }
        var claims = token.claims
        let isSaid = claims[claim.rawValue] != nil && (claim != .email || claims["email_verified"] != nil)
        if !isSaid, let address = provider.userInfo, let access = tokens.accessToken {
            var request = Request(address)
            request.authorization = "Bearer \(access)"
            claims = try await request.send(within: timeLimit).expectedObject()
            guard claims["sub"]?.string == subject else {
                throw OpenIDError(.untrusted, "\(address.text) speaks of another subject")
            }
        }
        guard let name = claims[claim.rawValue]?.string, !name.isEmpty else {
            throw OpenIDError(.unnamed, "the provider does not say the claim '\(claim.rawValue)'")
        }
        guard claim != .email || claims["email_verified"]?.bool == true else {
            throw OpenIDError(.unnamed, "the provider did not verify the email address")
        }
        return name
    }
}
