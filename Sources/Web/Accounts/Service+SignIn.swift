import Compliance
import HTTPTypes
import Hummingbird
import Logging
import Store
import StrictJSON

/// Signing in and out.
extension Service {
    @Sendable func loginPage(request: Request, visit: Visit) async throws -> Response {
        try login(LoginPage.State(next: NextPlace.path(request.queryValue("next"))), request, visit)
    }

    /// Opens a session and goes on to where the reader wanted to; a login that fails says neither whether the account
    /// exists nor which of the two was wrong.
    @Sendable func receiveLogin(request: Request, visit: Visit) async throws -> Response {
        let fields = FormFields(try await request.form())
        var state = LoginPage.State(next: NextPlace.path(fields.one("next")))
        state.name = (fields.one("name") ?? "").cut(to: 100)
        guard let secret = SessionCookie.form.value(in: request, visit),
            FormSeal.isRight(fields.one("seal"), for: secret)
        else {
            state.problem = "login.stale"
            return try login(state, request, visit, status: .forbidden)
        }
        let outcome = try await records.signIn(
            name: state.name,
            password: fields.exactly("password") ?? "",
            from: whence(request, visit)
        )
        switch outcome {
        case .signedIn(let secret):
            metrics.countLogin("done")
            return Response.seeOther(state.next)
                .setting(.session, to: secret, visit)
                .setting(.form, to: nil, visit)
        case .refused:
            metrics.countLogin("refused")
            visit.logger.notice("a login failed", metadata: ["address": .string(visit.address)])
            state.problem = "login.refused"
            return try login(state, request, visit, status: .unprocessableContent)
        case .wait(let seconds):
            metrics.countLogin("throttled")
            state.wait = seconds
            var response = try login(state, request, visit, status: .tooManyRequests)
            response.headers[.retryAfter] = "\(seconds)"
            return response
        }
    }

    /// Where a login comes from, and the session of the same browser that it takes the place of.
    func whence(_ request: Request, _ visit: Visit) -> LoginOrigin {
        LoginOrigin(
            address: visit.address,
            agent: request.headers[.userAgent] ?? "",
            replacing: SessionCookie.session.value(in: request, visit).map { AccessKey(secret: $0) }
        )
    }

    @Sendable func receiveLogout(_: Request, visit: Visit) async throws -> Response {
        guard let identity = visit.identity, !identity.isToken else { throw Refusal.unauthenticated }
        let id = identity.via.split(at: ":").last.map(String.init) ?? ""
        try await store(for: visit).endSession(id, of: identity.account)
        return Response.seeOther(Place.login.path).setting(.session, to: nil, visit)
    }

    /// Who is asking, for programs.
    @Sendable func apiMe(_: Request, visit: Visit) async throws -> Response {
        guard let identity = visit.identity else { throw Refusal.unauthenticated }
        return .json(identity.json(county: records.county.code))
    }

    func login(
        _ state: LoginPage.State,
        _ request: Request,
        _ visit: Visit,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        // The form's secret stays while the browser has one, so that two open forms both work.
        var visit = visit
        visit.identity = nil
        let secret = SessionCookie.form.value(in: request, visit) ?? Secret.fresh()
        visit.secret = secret
        let texts = try texts(of: visit)
        let content = LoginPage(state, seal: FormSeal.of(secret), hasOpenID: openID != nil, texts)
        return try page(
            "login",
            content,
            title: texts("login.title"),
            at: request.uri.string,
            status: status,
            for: visit
        )
        .setting(.form, to: secret, visit)
    }
}
