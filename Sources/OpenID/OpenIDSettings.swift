package import Compliance
import StrictJSON

/// What the administrator says about the provider: where it is, and who this server is to it.
package struct OpenIDSettings: Sendable {
    /// The claim that says which account a person has.
    package enum AccountClaim: String, Sendable, CaseIterable {
        /// The provider's own unchanging name for the person; the only one that it never gives to somebody else.
        case subject = "sub"
        case preferredUsername = "preferred_username"
        /// Counts only where the provider says that the address is verified.
        case email
    }

    /// The provider's address, exactly as the provider writes it in its tokens.
    package let issuer: String
    package let clientID: String
    /// nil for a client that has no secret: PKCE alone then ties the code to this server.
    package let clientSecret: Confidential?
    package let scopes: [String]
    package let accountClaim: AccountClaim

    /// Throws where the issuer is not an https address; this machine itself may be asked without TLS.
    ///
    /// `openid` is always asked for, and `email` where it names the account.
    package init(
        issuer: String,
        clientID: String,
        clientSecret: String? = nil,
        scopes: String = "openid profile",
        accountClaim: AccountClaim = .subject
    ) throws(OpenIDError) {
        guard let address = SafeAddress(issuer), !address.hasQuery else {
            throw OpenIDError(.misconfigured, "the issuer '\(issuer)' is not an https address")
        }
        guard !clientID.isEmpty else { throw OpenIDError(.misconfigured, "the client id is empty") }
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret.flatMap { $0.isEmpty ? nil : Confidential($0) }
        let needed = ["openid"] + (accountClaim == .email ? ["email"] : [])
        let wished = scopes.split(at: " ").map(String.init)
        self.scopes = needed.filter { !wished.contains($0) } + wished
        self.accountClaim = accountClaim
    }
}

extension OpenIDSettings: CustomStringConvertible {
    /// Leaves the secret out.
    package var description: String { "\(clientID) at \(issuer)" }
}
