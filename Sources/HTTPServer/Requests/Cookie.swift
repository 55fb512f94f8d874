import HTTPTypes
package import Hummingbird
import StrictJSON

/// A cookie of the application's. Its name ends in a scope: browsers tell hosts apart and not ports, so those of two
/// applications on one host would else replace each other. Over TLS the name begins with `__Host-`, which browsers take from this
/// very host only, over TLS only.
package struct Cookie: Sendable, Hashable {
    private let word: String
    /// How long a value may be, in bytes.
    package let lengths: ClosedRange<Int>
    /// How many seconds the browser keeps it; nil until it is closed.
    private let age: Int?
    /// Tells several cookies of one kind apart.
    private var tag = ""

    package init(_ word: String, lengths: ClosedRange<Int>, age: Int? = nil) {
        self.word = word
        self.lengths = lengths
        self.age = age
    }

    /// One of several of this kind.
    package func tagged(_ tag: String) -> Cookie {
        var cookie = self
        cookie.tag = tag
        return cookie
    }

    /// No two scopes share one, and the full stop ends the cookie's own part of it.
    package func name(inScope scope: String, isSecure: Bool) -> String {
        (isSecure ? "__Host-" : "") + word + "." + FormText.encode(scope) + tag
    }

    package func name(_ context: RequestContext) -> String {
        name(inScope: context.cookieScope, isSecure: context.isSecure)
    }

    /// The value that the browser sent, if it looks like one of ours.
    package func value(in request: Request, _ context: RequestContext) -> String? {
        guard let value = request.cookie(name(context)), value.utf8.allSatisfy(\.isSecretLetter),
            lengths.contains(value.utf8.count)
        else { return nil }
        return value
    }

    /// The header that hands the value to the browser; nil takes it away.
    func header(_ value: String?, _ context: RequestContext) -> String {
        "\(name(context))=\(value ?? ""); Path=/; HttpOnly; SameSite=Lax"
            + (context.isSecure ? "; Secure" : "")
            + (value == nil ? "; Max-Age=0" : age.map { "; Max-Age=\($0)" } ?? "")
    }
}

extension Response {
    /// The same response, which hands the browser the cookie, or takes it away.
    package func setting(_ cookie: Cookie, to value: String?, _ context: RequestContext) -> Response {
        var response = self
        response.headers.append(HTTPField(name: .setCookie, value: cookie.header(value, context)))
        return response
    }
}

extension UInt8 {
    /// Whether base 64 for addresses has the letter (RFC 4648 §5).
    package var isSecretLetter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
