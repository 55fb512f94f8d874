import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Logging
import Store
import StrictJSON

/// Signing in and out.
extension Service {
    func loginPage(request: Request, context: RequestContext) async throws -> Response {
        try login(LoginPage.State(next: ReturnLink.path(request.queryValue("next"))), request, context)
    }

    /// Opens a session and goes on to where the reader wanted to; a login that fails says neither whether the account
    /// exists nor which of the two was wrong.
    func receiveLogin(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        var state = LoginPage.State(next: ReturnLink.path(fields.one("next")))
        state.name = (fields.one("name") ?? "").cut(to: 100)
        guard let secret = Cookie.loginForm.value(in: request, context),
            CSRFToken.isRight(fields.one("csrf"), for: secret)
        else {
            state.problem = "login.stale"
            return try login(state, request, context, status: .forbidden)
        }
        let outcome = try await store.signIn(
            name: state.name,
            password: fields.exactly("password") ?? "",
            from: loginOrigin(request, context)
        )
        switch outcome {
        case .signedIn(let secret):
            metrics.count(.logins, "done")
            return Response.seeOther(state.next)
                .setting(.session, to: secret, context)
                .setting(.loginForm, to: nil, context)
        case .refused:
            metrics.count(.logins, "refused")
            context.log(.notice, "a login failed", metadata: ["address": .string(context.address)])
            state.problem = "login.refused"
            return try login(state, request, context, status: .unprocessableContent)
        case .wait(let seconds):
            metrics.count(.logins, "throttled")
            state.wait = seconds
            var response = try login(state, request, context, status: .tooManyRequests)
            response.headers[.retryAfter] = "\(seconds)"
            return response
        }
    }

    /// Where a login comes from, and the session of the same browser that it takes the place of.
    func loginOrigin(_ request: Request, _ context: RequestContext) -> LoginOrigin {
        LoginOrigin(
            address: context.address,
            agent: request.headers[.userAgent] ?? "",
            replacing: Cookie.session.value(in: request, context).map { AccessKey(secret: $0) }
        )
    }

    func receiveLogout(_: Request, context: RequestContext) async throws -> Response {
        guard let identity = context.identity, !identity.isToken else { throw Refusal.unauthenticated }
        let id = identity.via.split(at: ":").last.map(String.init) ?? ""
        try await store(for: context).endSession(id, of: identity.account)
        return Response.seeOther(Link.login.path).setting(.session, to: nil, context)
    }

    func login(
        _ state: LoginPage.State,
        _ request: Request,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        // The form's secret stays while the browser has one, so that two open forms both work.
        var context = context
        context.visitor = Visitor()
        let secret = Cookie.loginForm.value(in: request, context) ?? Secret.fresh()
        context.secret = secret
        let texts = try texts(of: context)
        let content = LoginPage(state, csrf: CSRFToken.of(secret), hasOpenID: openID != nil, texts)
        return try show(content, status: status, for: context).setting(.loginForm, to: secret, context)
    }
}
