import Crypto
import StrictJSON

/// A login that has begun: where the browser goes now, and what to keep until it comes back.
package struct Login: Sendable, Hashable {
    /// The provider's page that the browser is sent to.
    package let address: String
    package let attempt: LoginAttempt
}

/// What a login under way must remember, out of reach of everybody but the browser that began it.
///
/// All are plain text, for a row of the session or a signed cookie that scripts cannot read.
package struct LoginAttempt: Sendable, Hashable {
    /// Comes back with the browser, and so ties the answer to this browser.
    package let state: String
    /// Comes back within the token, and so ties the token to this login.
    package let nonce: String
    /// Goes to the provider with the code, and so ties the code to this server (RFC 7636).
    package let verifier: String
    /// Where the provider sends the browser back to.
    package let redirect: String

    package init(state: String, nonce: String, verifier: String, redirect: String) {
        self.state = state
        self.nonce = nonce
        self.verifier = verifier
        self.redirect = redirect
    }

    /// A new one, by the randomness of the system.
    init(redirect: String) {
        self.init(
            state: Self.randomText(),
            nonce: Self.randomText(),
            verifier: Self.randomText(),
            redirect: redirect
        )
    }

    /// What the provider is told of the verifier beforehand: its SHA-256.
    var challenge: String { Base64URL.write(Array(SHA256.hash(data: Array(verifier.utf8)))) }

    /// 256 bits, as 43 characters.
    private static func randomText() -> String {
        var system = SystemRandomNumberGenerator()
        return Base64URL.write((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &system) })
    }
}

extension LoginAttempt: CustomStringConvertible {
    /// Leaves everything out: what is written to a log could finish the login.
    package var description: String { "a login under way" }
}

/// What the browser brings back from the provider: the parameters of the address that it was sent to.
package struct Callback: Sendable, Hashable {
    package let code: String?
    package let state: String?
    package let error: String?
    /// Who answers (RFC 9207), where the provider says so.
    package let issuer: String?

    /// Takes the query's parameters by name: `code`, `state`, `error`, `iss`.
    package init(_ parameter: (String) -> String?) {
        code = parameter("code")
        state = parameter("state")
        error = parameter("error")
        issuer = parameter("iss")
    }
}

/// Who somebody is, as the provider knows them.
package struct OpenIDIdentity: Sendable, Hashable {
    package let issuer: String
    /// The provider's own name for the person, unchanging.
    package let subject: String
    /// What the claim says that names the account; the subject itself unless the settings choose another.
    package let account: String
}
