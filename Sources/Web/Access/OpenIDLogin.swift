import Compliance
import HTTPTypes
import Hummingbird
import Logging
package import OpenID
import Store
import StrictJSON

/// Signing in at the county's OpenID provider.
package struct OpenIDLogin: Sendable {
    let provider: Provider
    /// The provider's address, which links to it name.
    package var issuer: String { provider.issuer }
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
            var kept = AttemptText.write(login.attempt, next: next)
            if kept.utf8.count > SessionCookie.longestAttempt {
                kept = AttemptText.write(login.attempt, next: Place.county.path)
            }
            var response = Response.seeOther(login.address)
            for tag in AttemptCookies.surplus(in: request, visit) {
                response = response.setting(.attempt, to: nil, visit, tag: tag)
            }
            return response.setting(
                .attempt,
                to: kept,
                visit,
                tag: AttemptCookies.tag(login.attempt.state)
            )
        } catch {
            return try fail(error, next, request, visit)
        }
    }

    /// Opens a session for the account that the provider's word stands for. The attempt is good for one answer, and
    /// the answer for one session, whatever the browser kept.
    @Sendable func finishOpenID(request: Request, visit: Visit) async throws -> Response {
        guard let openID else { throw Refusal.noOpenID }
        let began = AttemptCookies.read(request.queryValue("state"), in: request, visit)
        let next = began?.next ?? Place.county.path
        do {
            let attempt = began?.attempt ?? LoginAttempt(state: "", nonce: "", verifier: "", redirect: "")
            let who = try await openID.provider.finish(
                Callback { request.queryValue($0) },
                of: attempt,
                now: now()
            )
            let outcome = try await records.signIn(
                as: OpenIDLink(kept: who.account, issuer: who.issuer),
                nonce: attempt.nonce,
                from: whence(request, visit)
            )
            switch outcome {
            case .signedIn(let secret):
                metrics.countLogin("done")
                return Response.seeOther(next).setting(.session, to: secret, visit)
                    .setting(.attempt, to: nil, visit, tag: AttemptCookies.tag(attempt.state))
            case .unknown:
                metrics.countLogin("refused")
                var state = LoginPage.State(next: next)
                state.problem = "login.noAccount"
                return try login(state, request, visit, status: .forbidden)
                    .setting(.attempt, to: nil, visit, tag: AttemptCookies.tag(attempt.state))
            case .used:
                throw OpenIDError(.stale, "the answer was used before")
            }
        } catch let error as OpenIDError {
            return try fail(error, next, request, visit, began?.attempt.state)
        }
    }

    private func fail(
        _ error: OpenIDError,
        _ next: String,
        _ request: Request,
        _ visit: Visit,
        _ attempt: String? = nil
    ) throws -> Response {
        metrics.countLogin("refused")
        visit.logger.warning(
            "a login by OpenID failed",
            metadata: ["reason": .string(error.reason.rawValue), "cause": .string("\(error.cause)")]
        )
        var state = LoginPage.State(next: next)
        state.failure = error.text
        let response = try login(state, request, visit, status: .forbidden)
        guard let attempt else { return response }
        return response.setting(.attempt, to: nil, visit, tag: AttemptCookies.tag(attempt))
    }
}

extension Refusal {
    fileprivate static let noOpenID = notFound("没有配置统一身份认证。", "No identity service is set up here.")
}
