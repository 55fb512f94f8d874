import StrictJSON

/// A signed statement of the provider's about who logged in (a JSON Web Token), taken apart but not yet believed.
struct IDToken: Sendable {
    let algorithm: SigningAlgorithm
    /// The name of the key that signed it, where it says one.
    let keyID: String?
    /// The bytes that the signature is over.
    let signed: [UInt8]
    let signature: [UInt8]
    let claims: Node

    /// Refuses whatever is not signed by one of the algorithms.
    init(_ text: String, signedBy allowed: Set<SigningAlgorithm>) throws(OpenIDError) {
        let parts = text.split(at: ".", keepingEmpty: true)
        guard parts.count == 3, let signature = Base64URL.read(parts[2]) else {
            throw OpenIDError(.untrusted, "the token does not have three parts in base 64")
        }
        let header = try Self.object(parts[0])
        guard let algorithm = header["alg"]?.string.flatMap(SigningAlgorithm.init),
            allowed.contains(algorithm)
        else {
            throw OpenIDError(
                .untrusted,
                "the token is not signed by an algorithm that the provider announces"
            )
        }
        guard header["crit"] == nil else {
            throw OpenIDError(.untrusted, "the token's header asks for something that is not known here")
        }
        self.algorithm = algorithm
        keyID = header["kid"]?.string
        signed = Array((parts[0] + "." + parts[1]).utf8)
        self.signature = signature
        claims = try Self.object(parts[1])
    }

    private static func object(_ part: Substring) throws(OpenIDError) -> Node {
        guard let bytes = Base64URL.read(part), let node = try? JSON.read(bytes), node.object != nil else {
            throw OpenIDError(.untrusted, "a part of the token is not a JSON object in base 64")
        }
        return node
    }
}
