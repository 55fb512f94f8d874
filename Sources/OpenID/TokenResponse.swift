import Compliance
import FoundationEssentials
import StrictJSON

/// What the provider's token endpoint gives for a code: the token that says who logged in, and one to ask for more
/// with (RFC 6749, 5.1).
struct TokenResponse: Sendable {
    let idToken: String
    let accessToken: String?

    /// Trades the code in at the provider's token endpoint.
    init(
        _ code: String,
        of attempt: LoginAttempt,
        _ settings: OpenIDSettings,
        at provider: Discovery,
        within limit: Duration
    ) async throws(OpenIDError) {
        var request = Request(provider.token)
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", attempt.redirect),
            ("code_verifier", attempt.verifier),
        ]
        switch (settings.clientSecret, provider.clientAuthentication) {
        case (nil, _): form.append(("client_id", settings.clientID))
        case (let secret?, .basic): request.authorization = Self.basic(settings.clientID, secret.text)
        case (let secret?, .post): form += [("client_id", settings.clientID), ("client_secret", secret.text)]
        case (_?, nil): throw OpenIDError(.misconfigured, "the provider takes no client secret")
        }
        request.form = form
        let reply = try await request.send(within: limit)
        if reply.status == 400 || reply.status == 401 { throw Self.refusal(reply) }
        let answer = try reply.expectedObject()
        guard let idToken = answer["id_token"]?.string else {
            throw OpenIDError(.misconfigured, "the provider gives no ID token for a code")
        }
        self.idToken = idToken
        accessToken = answer["access_token"]?.string
    }

    /// The name and the secret as RFC 6749, 2.3.1 has them: each escaped as in a form, then as in RFC 7617.
    private static func basic(_ name: String, _ secret: String) -> String {
        let pair = FormText.encode(name) + ":" + FormText.encode(secret)
        return "Basic " + Data(pair.utf8).base64EncodedString()
    }

    private static func refusal(_ reply: Reply) -> OpenIDError {
        let name = (try? reply.object())?["error"]?.string
        if name == "invalid_grant" {
            return OpenIDError(.stale, "the provider does not take the code, or no longer")
        }
        return OpenIDError(
            .clientRefused,
            "\(reply.address.text) answers with status \(reply.status), \(ProviderError.words(for: name))"
        )
    }
}

/// The errors that the standards name; what else a provider calls one is not repeated.
enum ProviderError {
    private static let declined: Set<String> = [
        "access_denied", "login_required", "interaction_required", "account_selection_required",
        "consent_required",
    ]
    private static let passing: Set<String> = ["server_error", "temporarily_unavailable"]
    private static let others: Set<String> = [
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type",
        "invalid_scope", "unsupported_response_type", "request_not_supported", "invalid_token",
    ]

    static func words(for name: String?) -> String {
        guard let name, declined.union(passing).union(others).contains(name) else {
            return "an error without a known name"
        }
        return "the error '\(name)'"
    }

    /// What an error means that the browser brings back.
    static func brought(_ name: String) -> OpenIDError {
        let reason: OpenIDError.Reason =
            declined.contains(name) ? .declined : passing.contains(name) ? .unavailable : .clientRefused
        return OpenIDError(reason, "the provider ended the login with \(words(for: name))")
    }
}
