import FoundationEssentials
import JWTKit
import StrictJSON

/// The provider's public keys (RFC 7517), those among them that can have signed a token.
struct KeySet: Sendable {
    private let keys: [Key]

    init(_ document: Node) throws(OpenIDError) {
        guard let listed = document["keys"]?.array else {
            throw OpenIDError(.misconfigured, "the provider's keys are not a key set")
        }
        keys = listed.compactMap(Key.init)
    }

    /// Whether one of the keys signed the token: the key that it names, where it names one.
    ///
    /// What the token says of keys beyond the name is never looked at.
    func signed(_ token: IDToken) async -> Bool {
        for key in keys where token.keyID == nil || key.id == token.keyID {
            if await key.signed(token) { return true }
        }
        return false
    }
}

/// One public key of a set.
private struct Key: Sendable {
    let id: String?
    /// The only algorithm that it signs by; nil where the set does not say.
    private let algorithm: String?
    private let curve: String?
    private let jwk: JWK

    /// nil for a key that signs nothing that is believed. Private parts are left where they are.
    init?(_ node: Node) {
        guard node["use"]?.string ?? "sig" == "sig",
            node["key_ops"]?.array?.contains("verify") ?? true
        else { return nil }
        id = node["kid"]?.string
        algorithm = node["alg"]?.string
        curve = node["crv"]?.string
        let name = JWKIdentifier(string: Self.name)
        switch (node["kty"]?.string, curve) {
        case ("RSA", nil):
            jwk = .rsa(nil, identifier: name, modulus: node["n"]?.string, exponent: node["e"]?.string)
        case ("EC", let curve?):
            let x = node["x"]?.string
            jwk = .ecdsa(
                nil,
                identifier: name,
                x: x,
                y: node["y"]?.string,
                curve: ECDSACurve(rawValue: curve)
            )
        case ("OKP", "Ed25519"):
            jwk = .octetKeyPair(nil, identifier: name, x: node["x"]?.string, y: nil, curve: .ed25519)
        default: return nil
        }
    }

    /// The name within a collection of this one key; JWTKit would take any key for a name that it does not know.
    private static let name = "key"

    func signed(_ token: IDToken) async -> Bool {
        guard algorithm ?? token.algorithm.rawValue == token.algorithm.rawValue,
            curve == token.algorithm.curve
        else { return false }
        do {
            // By the algorithm that was checked, not by whichever the key was first used with.
            var jwk = jwk
            jwk.algorithm = JWK.Algorithm(rawValue: token.algorithm.rawValue)
            let alone = try await JWTKeyCollection().add(jwk: jwk)
            let verifier = try await alone.getKey(for: JWKIdentifier(string: Self.name))
            return try verifier.verify(token.signature, signs: token.signed)
        } catch {
            return false
        }
    }
}
