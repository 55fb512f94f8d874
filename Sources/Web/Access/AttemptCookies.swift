import Foundation
import HTTPTypes
import Hummingbird
import OpenID
import Store
import StrictJSON

/// The logins at the provider that a browser has under way: a cookie each, so that two tabs may sign in at once.
enum AttemptCookies {
    /// More give way, the oldest first: that many fit into what a server takes of cookies.
    static let most = 4

    /// What tells the cookie of that login apart from the others.
    static func tag(_ state: String) -> String { "-" + state.prefix(16) }

    /// The login that the browser began with that state; nil where it began none.
    static func read(
        _ state: String?,
        in request: Request,
        _ visit: Visit
    ) -> (attempt: LoginAttempt, next: String)? {
        guard let state, state.utf8.count >= 16, state.utf8.allSatisfy(\.isSecretLetter) else { return nil }
        return SessionCookie.attempt.value(in: request, visit, tag: tag(state)).flatMap(AttemptText.read)
    }

    /// The tags of the logins that are one too many once another begins.
    static func surplus(in request: Request, _ visit: Visit) -> [String] {
        let prefix = Array((SessionCookie.attempt.name(visit) + "-").utf8)
        let tags = request.headers[values: .cookie]
            .flatMap { header in
                header.utf8.split(separator: UInt8(ascii: ";"))
                    .compactMap { cookie -> String? in
                        let name = cookie.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: "=") }
                        guard name.starts(with: prefix), name.count == prefix.count + 16,
                            name.dropFirst(prefix.count).allSatisfy(\.isSecretLetter)
                        else { return nil }
                        return tag(String(decoding: name.dropFirst(prefix.count), as: UTF8.self))
                    }
            }
        // Browsers send the cookie that was made first before the others (RFC 6265, 5.4).
        return Array(tags.dropLast(most - 1))
    }
}

/// An attempt as a cookie keeps it.
enum AttemptText {
    static func write(_ attempt: LoginAttempt, next: String) -> String {
        let words = [attempt.state, attempt.nonce, attempt.verifier, attempt.redirect, next]
        return Secret.text(of: JSON.write(.array(words.map(Node.string))).utf8)
    }

    static func read(_ text: String) -> (attempt: LoginAttempt, next: String)? {
        let padded =
            text.escaping { $0 == "-" ? "+" : $0 == "_" ? "/" : nil }
            + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), let node = try? JSON.read(Array(data)),
            let words = node.array?.compactMap(\.string), words.count == 5
        else { return nil }
        let attempt = LoginAttempt(state: words[0], nonce: words[1], verifier: words[2], redirect: words[3])
        return (attempt, NextPlace.path(words[4]))
    }
}
