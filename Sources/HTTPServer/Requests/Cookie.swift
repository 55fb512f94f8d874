import Crypto
import HTTPTypes
import Hummingbird
import Store
import StrictJSON

/// The cookies that say who a browser is. Their names end in the county's code: browsers tell hosts apart and not
/// ports, so those of two counties on one host would else replace each other. Over TLS the names begin with `__Host-`,
/// which browsers take from this very host only, over TLS only.
enum SessionCookie: String {
    /// The secret of the session, while it lasts.
    case session = "lazaret"
    /// A secret for the login form alone, before there is a session.
    case form = "lazaret-form"
    /// What a login at the OpenID provider began with, while it lasts: a cookie each, told apart by a tag.
    case attempt = "lazaret-attempt"

    /// The longest attempt that is kept, in bytes: four of them fit into what a server takes of cookies.
    static let longestAttempt = 3000

    /// No two counties share one, and the full stop ends the cookie's own part of it.
    func name(ofCounty code: String, isSecure: Bool) -> String {
        (isSecure ? "__Host-" : "") + rawValue + "." + FormText.encode(code)
    }

    func name(_ visit: Visit) -> String { name(ofCounty: visit.county, isSecure: visit.isSecure) }

    /// The value that the browser sent, if it looks like one of ours.
    func value(in request: Request, _ visit: Visit, tag: String = "") -> String? {
        guard let value = request.cookie(name(visit) + tag), value.utf8.allSatisfy({ $0.isSecretLetter }),
            self == .attempt ? value.utf8.count <= Self.longestAttempt : value.utf8.count == 43
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

extension Request {
    /// The first cookie of exactly that name that the browser sent.
    func cookie(_ name: String) -> String? {
        headers[values: .cookie].lazy.flatMap { $0.split(at: ";") }
            .map { $0.trimming { $0 == " " || $0 == "\t" } }
            .first { $0.begins(with: name + "=") }
            .map { String($0.utf8.dropFirst(name.utf8.count + 1)) ?? "" }
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
