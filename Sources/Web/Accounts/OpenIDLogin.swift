import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
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
            (site.ends(with: "/") ? String(site.unicodeScalars.dropLast()) : site) + Link.openIDCallback.path
    }
}

extension Service {
    /// Sends the browser to the provider, with what it has to bring back in a cookie.
    func beginOpenID(request: Request, context: RequestContext) async throws -> Response {
        guard let openID else { throw Refusal.noOpenID }
        let next = ReturnLink.path(request.queryValue("next"))
        do {
            let login = try await openID.provider.begin(returningTo: openID.callback, now: now())
            var kept = AttemptText.write(login.attempt, next: next)
            if !AttemptCookies.hasRoom(for: kept) {
                kept = AttemptText.write(login.attempt, next: Link.county.path)
            }
            var response = Response.seeOther(login.address)
            for cookie in AttemptCookies.surplus(in: request, context) {
                response = response.setting(cookie, to: nil, context)
            }
            return response.setting(AttemptCookies.cookie(login.attempt.state), to: kept, context)
        } catch {
            return try fail(error, next, request, context)
        }
    }

    /// Opens a session for the account that the provider's word stands for. The attempt is good for one answer, and
    /// the answer for one session, whatever the browser kept.
    func finishOpenID(request: Request, context: RequestContext) async throws -> Response {
        guard let openID else { throw Refusal.noOpenID }
        let began = AttemptCookies.read(request.queryValue("state"), in: request, context)
        let next = began?.next ?? Link.county.path
        do {
            let attempt = began?.attempt ?? LoginAttempt(state: "", nonce: "", verifier: "", redirect: "")
            let who = try await openID.provider.finish(
                Callback { request.queryValue($0) },
                of: attempt,
                now: now()
            )
            let outcome = try await store.signIn(
                as: OpenIDLink(kept: who.account, issuer: who.issuer),
                nonce: attempt.nonce,
                from: loginOrigin(request, context)
            )
            switch outcome {
            case .signedIn(let secret):
                metrics.count(.logins, "done")
                return Response.seeOther(next).setting(.session, to: secret, context)
                    .setting(AttemptCookies.cookie(attempt.state), to: nil, context)
            case .unknown:
                metrics.count(.logins, "refused")
                var state = LoginPage.State(next: next)
                state.problem = "login.noAccount"
                return try login(state, request, context, status: .forbidden)
                    .setting(AttemptCookies.cookie(attempt.state), to: nil, context)
            case .used:
                throw OpenIDError(.stale, "the answer was used before")
            }
        } catch let error as OpenIDError {
            return try fail(error, next, request, context, began?.attempt.state)
        }
    }

    private func fail(
        _ error: OpenIDError,
        _ next: String,
        _ request: Request,
        _ context: RequestContext,
        _ attempt: String? = nil
    ) throws -> Response {
        metrics.count(.logins, "refused")
        context.log(
            .warning,
            "a login by OpenID failed",
            metadata: ["reason": .string(error.reason.rawValue), "cause": .string("\(error.cause)")]
        )
        var state = LoginPage.State(next: next)
        state.failure = error.text
        let response = try login(state, request, context, status: .forbidden)
        guard let attempt else { return response }
        return response.setting(AttemptCookies.cookie(attempt), to: nil, context)
    }
}

extension Refusal {
    fileprivate static let noOpenID = notFound("没有配置统一身份认证。", "No identity service is set up here.")
}
