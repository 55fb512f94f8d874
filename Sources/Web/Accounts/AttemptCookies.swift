import HTTPServer
import HTTPTypes
import HummingbirdCore
import OpenID
import Store
import StrictJSON

/// The logins at the provider that a browser has under way: a cookie each, so that two tabs may sign in at once.
enum AttemptCookies {
    /// What the login began with: four of the longest fit into what a server takes of cookies.
    static let kind = Cookie("lazaret-attempt", lengths: 0...3000, age: 600)

    /// More give way, the oldest first: that many fit into what a server takes of cookies.
    static let most = 4

    /// The cookie of the login that began with that state.
    static func cookie(_ state: String) -> Cookie { kind.tagged("-" + state.prefix(16)) }

    /// Whether a cookie has room for that.
    static func hasRoom(for text: String) -> Bool { kind.lengths.contains(text.utf8.count) }

    /// The login that the browser began with that state; nil where it began none.
    static func read(
        _ state: String?,
        in request: Request,
        _ context: RequestContext
    ) -> (attempt: LoginAttempt, next: String)? {
        guard let state, state.utf8.count >= 16, state.utf8.allSatisfy(\.isSecretLetter) else { return nil }
        return cookie(state).value(in: request, context).flatMap(AttemptText.read)
    }

    /// The cookies of the logins that are one too many once another begins.
    static func surplus(in request: Request, _ context: RequestContext) -> [Cookie] {
        let prefix = Array((kind.name(context) + "-").utf8)
        let cookies = request.headers[values: .cookie]
            .flatMap { header in
                header.utf8.split(separator: UInt8(ascii: ";"))
                    .compactMap { cookie -> Cookie? in
                        let name = cookie.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: "=") }
                        guard name.starts(with: prefix), name.count == prefix.count + 16,
                            name.dropFirst(prefix.count).allSatisfy(\.isSecretLetter)
                        else { return nil }
                        return self.cookie(String(decoding: name.dropFirst(prefix.count), as: UTF8.self))
                    }
            }
        // Browsers send the cookie that was made first before the others (RFC 6265, 5.4).
        return Array(cookies.dropLast(most - 1))
    }
}

/// An attempt as a cookie keeps it.
enum AttemptText {
    static func write(_ attempt: LoginAttempt, next: String) -> String {
        let words = [attempt.state, attempt.nonce, attempt.verifier, attempt.redirect, next]
        return Base64URL.write(JSON.write(.array(words.map(Node.string))).utf8)
    }

    static func read(_ text: String) -> (attempt: LoginAttempt, next: String)? {
        guard let bytes = Base64URL.read(text), let node = try? JSON.read(bytes),
            let words = node.array?.compactMap(\.string), words.count == 5
        else { return nil }
        let attempt = LoginAttempt(state: words[0], nonce: words[1], verifier: words[2], redirect: words[3])
        return (attempt, ReturnLink.path(words[4]))
    }
}
