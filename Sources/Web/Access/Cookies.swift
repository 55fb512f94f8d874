import Crypto
import HTTPTypes
import Hummingbird
import Store

/// The cookies that say who a browser is. Over TLS their names begin with `__Host-`, which browsers take from this
/// very host only, over TLS only.
enum SessionCookie: String {
    /// The secret of the session, while it lasts.
    case session = "lazaret"
    /// A secret for the login form alone, before there is a session.
    case form = "lazaret-form"
    /// What a login at the OpenID provider began with, while it lasts: a cookie each, told apart by a tag.
    case attempt = "lazaret-attempt"

    func name(_ visit: Visit) -> String { visit.isSecure ? "__Host-" + rawValue : rawValue }

    /// The value that the browser sent, if it looks like one of ours.
    func value(in request: Request, _ visit: Visit, tag: String = "") -> String? {
        guard let value = request.cookies[name(visit) + tag]?.value,
            value.utf8.allSatisfy({ $0.isSecretLetter }),
            self == .attempt ? value.utf8.count <= 3000 : value.utf8.count == 43
        else { return nil }
        return value
    }

    /// The header that hands the value to the browser, until it is closed; nil takes it away.
    func header(_ value: String?, _ visit: Visit, tag: String = "") -> String {
        "\(name(visit) + tag)=\(value ?? ""); Path=/; HttpOnly; SameSite=Lax"
            + (visit.isSecure ? "; Secure" : "")
            + (value == nil ? "; Max-Age=0" : self == .attempt ? "; Max-Age=600" : "")
    }
}

extension Response {
    /// The same response, which hands the browser the cookie, or takes it away.
    func setting(
        _ cookie: SessionCookie,
        to value: String?,
        _ visit: Visit,
        tag: String = ""
    ) -> Response {
        var response = self
        response.headers.append(HTTPField(name: .setCookie, value: cookie.header(value, visit, tag: tag)))
        return response
    }
}

/// What a form of ours carries to show that it is ours: no other site's page can know it.
enum FormSeal {
    /// Follows from the secret in the cookie, and gives nothing of it away.
    static func of(_ secret: String) -> String {
        let code = HMAC<SHA256>
            .authenticationCode(
                for: Array("form".utf8),
                using: SymmetricKey(data: Array(secret.utf8))
            )
        return Secret.text(of: code)
    }

    /// Whether the seal is that of the secret; takes as long either way.
    static func isRight(_ seal: String?, for secret: String) -> Bool {
        let (given, wanted) = (Array((seal ?? "").utf8), Array(of(secret).utf8))
        guard given.count == wanted.count else { return false }
        return zip(given, wanted).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension UInt8 {
    var isSecretLetter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
