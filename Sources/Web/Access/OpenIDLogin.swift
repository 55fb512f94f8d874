import Compliance
import Foundation
import HTTPTypes
import Hummingbird
import Logging
package import OpenID
import Store
import StrictJSON

/// Signing in at the county's OpenID provider.
package struct OpenIDLogin: Sendable {
    let provider: Provider
    /// Where the provider sends people back to: this site's address as browsers know it, and the callback's path.
    let callback: String

    /// `site` is this site's own address, such as `https://lazaret.example`.
    package init(_ provider: Provider, site: String) {
        self.provider = provider
        callback =
            (site.ends(with: "/") ? String(site.unicodeScalars.dropLast()) : site) + Place.openIDCallback.path
    }
}

extension Service {
    /// Sends the browser to the provider, with what it has to bring back in a cookie.
    @Sendable func beginOpenID(request: Request, visit: Visit) async throws -> Response {
        guard let openID else { throw Refusal.noOpenID }
        let next = NextPlace.path(request.queryValue("next"))
        do {
            let login = try await openID.provider.begin(returningTo: openID.callback, now: now())
            return Response.seeOther(login.address)
                .setting(.attempt, to: AttemptText.write(login.attempt, next: next), visit)
        } catch {
            return try fail(error, next, request, visit)
        }
    }

    /// Opens a session for the account that the provider's word stands for. The attempt is good for one answer.
    @Sendable func finishOpenID(request: Request, visit: Visit) async throws -> Response {
        guard let openID else { throw Refusal.noOpenID }
        let began = SessionCookie.attempt.value(in: request, visit).flatMap(AttemptText.read)
        let next = began?.next ?? Place.county.path
        do {
            let attempt = began?.attempt ?? Attempt(state: "", nonce: "", verifier: "", redirect: "")
            let who = try await openID.provider.finish(
                Callback { request.queryValue($0) },
                of: attempt,
                now: now()
            )
            let secret = try await records.signIn(
                openID: who.account,
                address: visit.address,
                agent: request.headers[.userAgent] ?? ""
            )
            guard let secret else {
                metrics.countLogin("refused")
                var state = LoginPage.State(next: next)
                state.problem = "login.noAccount"
                return try login(state, request, visit, status: .forbidden).setting(.attempt, to: nil, visit)
            }
            metrics.countLogin("done")
            return Response.seeOther(next).setting(.session, to: secret, visit)
                .setting(.attempt, to: nil, visit)
        } catch let error as OpenIDError {
            return try fail(error, next, request, visit)
        }
    }

    private func fail(
        _ error: OpenIDError,
        _ next: String,
        _ request: Request,
        _ visit: Visit
    ) throws -> Response {
        metrics.countLogin("refused")
        visit.logger.warning(
            "a login by OpenID failed",
            metadata: ["reason": .string(error.reason.rawValue), "cause": .string("\(error.cause)")]
        )
        var state = LoginPage.State(next: next)
        state.failure = error.text
        return try login(state, request, visit, status: .forbidden).setting(.attempt, to: nil, visit)
    }
}

/// An attempt as a cookie keeps it.
enum AttemptText {
    static func write(_ attempt: Attempt, next: String) -> String {
        let words = [attempt.state, attempt.nonce, attempt.verifier, attempt.redirect, next]
        return Secret.text(of: JSON.write(.array(words.map(Node.string))).utf8)
    }

    static func read(_ text: String) -> (attempt: Attempt, next: String)? {
        let padded =
            text.escaping { $0 == "-" ? "+" : $0 == "_" ? "/" : nil }
            + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), let node = try? JSON.read(Array(data)),
            let words = node.array?.compactMap(\.string), words.count == 5
        else { return nil }
        let attempt = Attempt(state: words[0], nonce: words[1], verifier: words[2], redirect: words[3])
        return (attempt, NextPlace.path(words[4]))
    }
}

extension Refusal {
    fileprivate static let noOpenID = notFound("没有配置统一身份认证。", "No identity service is set up here.")
}
