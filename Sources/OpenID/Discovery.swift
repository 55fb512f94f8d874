import StrictJSON

/// What the provider says about itself at `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0).
struct Discovery: Sendable {
    /// How this server shows its secret.
    enum ClientAuthentication: String, Sendable {
        case basic = "client_secret_basic"
        case post = "client_secret_post"
    }

    let authorization: SafeAddress
    let token: SafeAddress
    let keys: SafeAddress
    let userInfo: SafeAddress?
    /// Those that the provider announces, of those that are believed.
    let algorithms: Set<SigningAlgorithm>
    /// nil where it takes neither of the ways to show a secret.
    let clientAuthentication: ClientAuthentication?
    /// Whether its answers always say whose they are (RFC 9207).
    let namesIssuer: Bool

    static func address(of issuer: String) -> SafeAddress? {
        SafeAddress(
            (issuer.ends(with: "/") ? String(issuer.unicodeScalars.dropLast()) : issuer)
                + "/.well-known/openid-configuration"
        )
    }

    init(_ document: Node, of issuer: String) throws(OpenIDError) {
        guard document["issuer"]?.string == issuer else {
            throw OpenIDError(.misconfigured, "the provider's document is of another issuer than '\(issuer)'")
        }
        guard Self.list("response_types_supported", of: document)?.contains("code") ?? true else {
            throw OpenIDError(.misconfigured, "the provider does not announce the response type 'code'")
        }
        guard Self.list("code_challenge_methods_supported", of: document)?.contains("S256") ?? true else {
            throw OpenIDError(.misconfigured, "the provider does not announce PKCE with S256")
        }
        let plain = SafeAddress(issuer)?.isPlain ?? false
        authorization = try Self.address("authorization_endpoint", of: document, plain: plain)
        token = try Self.address("token_endpoint", of: document, plain: plain)
        keys = try Self.address("jwks_uri", of: document, plain: plain)
        let hasUserInfo = document["userinfo_endpoint"] != nil
        userInfo = hasUserInfo ? try Self.address("userinfo_endpoint", of: document, plain: plain) : nil
        let announced = Self.list("id_token_signing_alg_values_supported", of: document) ?? ["RS256"]
        algorithms = Set(announced.compactMap(SigningAlgorithm.init))
        guard !algorithms.isEmpty else {
            throw OpenIDError(.misconfigured, "the provider announces no signature with a public key")
        }
        let ways = Self.list("token_endpoint_auth_methods_supported", of: document)
        clientAuthentication =
            (ways ?? [ClientAuthentication.basic.rawValue]).compactMap(ClientAuthentication.init)
            .min { first, _ in first == .basic }
        namesIssuer = document["authorization_response_iss_parameter_supported"]?.bool ?? false
    }

    /// An address that may be asked without TLS only where the provider is on this machine and is itself.
    private static func address(
        _ name: String,
        of document: Node,
        plain: Bool
    ) throws(OpenIDError) -> SafeAddress {
        guard let address = document[name]?.string.flatMap(SafeAddress.init), plain || !address.isPlain else {
            throw OpenIDError(.misconfigured, "the provider's \(name) is not an https address")
        }
        return address
    }

    private static func list(_ name: String, of document: Node) -> [String]? {
        document[name]?.array?.compactMap(\.string)
    }
}
