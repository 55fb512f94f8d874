import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Logging
import Store
import StrictJSON

/// What was typed is never thrown away: the form that is refused, for whatever reason, comes back with all that was in
/// it, asks who it is where nobody is signed in any more, and goes on from there.
extension Service {
    /// The answer in place of the page that a refusal of the form would be; nil where what was sent cannot be read, or a
    /// program sent it.
    func keptForm(_ refusal: Refusal, _ request: Request, _ context: RequestContext) async -> Response? {
        guard !request.asksQuietly, let entered = try? await request.form() else { return nil }
        let fields = HiddenField.entered(entered)
        guard !fields.isEmpty else { return nil }
        let action = FormFields(entered).one("action") ?? ""
        return try? keptForm(refusal, fields, action, request, context)
    }

    /// Signs in and goes on with what was entered. The form is bound to the browser's secret for logins, as the login's
    /// own is, so that no other site's page signs anybody in; whoever signs in keeps the draft as their own.
    func receiveResumption(request: Request, context: RequestContext) async throws -> Response {
        var request = request
        try await request.hold()
        let entered = try await request.form()
        let fields = FormFields(entered)
        let (kept, action) = (HiddenField.entered(entered), fields.one("action") ?? "")
        let name = (fields.one("sign-in-name") ?? "").cut(to: 100)
        func again(_ problem: String?, _ status: Refusal.Kind) throws -> Response {
            let refusal = Refusal(status, Refusal.unauthenticated.detail)
            return try keptForm(
                refusal,
                kept,
                action,
                asksWho: true,
                name: name,
                problem: problem,
                request,
                context
            )
        }
        let texts = try texts(of: context)
        guard let secret = Cookie.loginForm.value(in: request, context),
            CSRFToken.isRight(fields.one("csrf"), for: secret)
        else { return try again(texts("keptForm.stale"), .forbidden) }
        // Only the language was to be another.
        guard fields.one("language") == nil else { return try again(nil, .unauthenticated) }
        let outcome: SignIn
        do {
            outcome = try await store.signIn(
                name: name,
                password: fields.exactly("sign-in-password") ?? "",
                from: loginOrigin(request, context)
            )
        } catch {
            // Whatever stands in the way, what was typed stays.
            let refusal = context.refused(error)
            return try again(texts(refusal.detail), refusal.kind)
        }
        switch outcome {
        case .signedIn(let opened):
            metrics.count(.logins, "done")
            return try await goOn(entered, kept, action, as: opened, request, context)
                .setting(.session, to: opened, context).setting(.loginForm, to: nil, context)
        case .refused:
            metrics.count(.logins, "refused")
            context.log(.notice, "a login failed", metadata: ["address": .string(context.address)])
            return try again(texts("keptForm.wrong"), .invalid)
        case .wait(let seconds):
            metrics.count(.logins, "throttled")
            return try again(texts("keptForm.wait", "\(seconds)"), .tooMany)
        }
    }

    /// Takes what was entered on behalf of whoever has just signed in; what is refused to them comes back once more.
    private func goOn(
        _ entered: [(name: String, value: String)],
        _ kept: [HiddenField],
        _ action: String,
        as secret: String,
        _ request: Request,
        _ context: RequestContext
    ) async throws -> Response {
        var context = context
        (context.credential, context.secret) = (secret, secret)
        let (key, address) = (AccessKey(secret: secret), context.address)
        context.visitor = Visitor { try await store.identity(key, address: address) }
        context.access = .right(.file)
        do {
            // Who has a first password changes that before anything else.
            try await context.admit()
            return try await receive(entered, isQuiet: false, context)
        } catch {
            return try keptForm(context.refused(error), kept, action, request, context)
        }
    }

    private func keptForm(
        _ refusal: Refusal,
        _ fields: [HiddenField],
        _ action: String,
        asksWho: Bool = false,
        name: String = "",
        problem: String? = nil,
        _ request: Request,
        _ context: RequestContext
    ) throws -> Response {
        var context = context
        let asksWho = asksWho || refusal.kind == .unauthenticated
        if asksWho {
            context.visitor = Visitor()
            context.secret = Cookie.loginForm.value(in: request, context) ?? Secret.fresh()
        }
        let secret = context.secret ?? ""
        let texts = try texts(of: context)
        // Of another session: who is signed in now is said, and a press of the button goes on.
        let now = context.identity?.display
        let detail = refusal.kind == .foreign ? now.map { texts("keptForm.otherSession", $0) } : nil
        let page = KeptFormPage(
            KeptFormPage.State(
                refusal: refusal,
                detail: detail ?? texts(refusal.detail),
                fields: fields,
                action: action,
                site: context.part("code"),
                csrf: secret.isEmpty ? "" : CSRFToken.of(secret),
                asksWho: asksWho,
                files: context.files.map(\.name),
                name: name,
                problem: problem,
                hasOpenID: openID != nil,
                requestID: context.requestID
            ),
            texts
        )
        let address = asksWho ? Link.resume(context.part("code")) : Link.inspect(context.part("code"))
        var response = try show(page, at: address.path, status: refusal.kind.status, for: context)
        response.headers.append(contentsOf: refusal.headers)
        return asksWho ? response.setting(.loginForm, to: secret, context) : response
    }
}
