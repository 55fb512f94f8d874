import Compliance
import StrictJSON

extension IDToken {
    /// By how much the provider's clock may differ from this machine's, in seconds.
    static let clockSkew = 60

    /// What a token must say to be the answer to a login (OpenID Connect Core 1.0, 3.1.3.7).
    struct Expected: Sendable {
        let issuer: String
        let clientID: String
        let nonce: String
        /// What came with the token, and what its hash in the token must be of.
        let accessToken: String?
        let now: Instant
    }

    /// The provider's own name for the person, once all that the token says is as it must be.
    func subject(_ expected: Expected) throws(OpenIDError) -> String {
        guard claims["iss"]?.string == expected.issuer else { throw untrusted("is of another issuer") }
        try checkAudience(expected.clientID)
        try checkTimes(expected.now)
        guard claims["nonce"]?.string == expected.nonce else { throw untrusted("is of another login") }
        if let hash = claims["at_hash"] {
            guard let access = expected.accessToken, hash.string == algorithm.halfHash(access) else {
                throw untrusted("is of another access token")
            }
        }
        guard let subject = claims["sub"]?.string, (1...255).contains(subject.utf8.count) else {
            throw untrusted("has no subject")
        }
        return subject
    }

    private func checkAudience(_ client: String) throws(OpenIDError) {
        let audiences = claims["aud"]?.array?.map(\.string) ?? [claims["aud"]?.string]
        guard audiences.contains(client), !audiences.contains(nil) else {
            throw untrusted("is for another client")
        }
        guard claims["azp"] != nil || audiences.count > 1 else { return }
        guard claims["azp"]?.string == client else { throw untrusted("was asked for by another client") }
    }

    private func checkTimes(_ now: Instant) throws(OpenIDError) {
        guard let expiry = try time("exp"), let issued = try time("iat") else {
            throw untrusted("does not say when it was issued and until when it is valid")
        }
        guard now < expiry.adding(seconds: Self.clockSkew) else {
            throw OpenIDError(.outOfTime, "the token is valid until \(expiry); it is \(now)")
        }
        for begin in [issued, try time("nbf") ?? issued] where now.adding(seconds: Self.clockSkew) < begin {
            throw OpenIDError(.outOfTime, "the token is valid from \(begin); it is \(now)")
        }
    }

    /// A claim that is a time, in seconds since 1970; nil where there is none.
    private func time(_ name: String) throws(OpenIDError) -> Instant? {
        guard let claim = claims[name] else { return nil }
        guard let seconds = claim.number.flatMap(Double.init), (0...253_402_300_799).contains(seconds) else {
            throw untrusted("has no time for '\(name)'")
        }
        return Instant(microseconds: Int(seconds * 1_000_000))
    }

    private func untrusted(_ what: String) -> OpenIDError { OpenIDError(.untrusted, "the token \(what)") }
}
