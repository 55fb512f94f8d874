import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// One's own account: password, sessions and tokens.
extension Service {
    func ownAccountPage(request: Request, context: RequestContext) async throws -> Response {
        try await context.admit()
        return try await account(OwnAccountPage.State(notice: request.queryValue("done")), context)
    }

    /// Changes the password; the session goes on, the account's other ones end, and its tokens but for those ticked.
    func receivePassword(request: Request, context: RequestContext) async throws -> Response {
        let (identity, key) = try session(context)
        let fields = FormFields(try await request.form())
        let (new, again) = (fields.exactly("new") ?? "", fields.exactly("again") ?? "")
        let kept = fields.all("keep")
        guard new == again else { return try await refuse(.passwordDiffers, kept, context) }
        do {
            let outcome = try await store(for: context)
                .changePassword(
                    of: identity.account,
                    from: fields.exactly("old") ?? "",
                    to: new,
                    keeping: kept,
                    key: key
                )
            switch outcome {
            case .done: return .seeOther(Link.account.path + "?done=password")
            case .refused: return try await refuse(.passwordWrong, kept, context)
            case .wait(let seconds):
                return try await refuse(.passwordWait(seconds), kept, context)
            }
        } catch let problems as Problems {
            return try await refuse(problems.all[0], kept, context)
        }
    }

    func receiveEndOfSession(request: Request, context: RequestContext) async throws -> Response {
        let (identity, _) = try session(context)
        let id = FormFields(try await request.form()).one("id") ?? ""
        try await store(for: context).endSession(id, of: identity.account)
        return .seeOther(Link.account.path + "?done=session")
    }

    /// Makes a token and shows its secret, this once.
    func receiveToken(request: Request, context: RequestContext) async throws -> Response {
        let (identity, _) = try session(context)
        let fields = FormFields(try await request.form())
        let scope = Set(fields.all("scope").compactMap(Right.init))
            .intersection(identity.rights.filter(\.isForTokens))
        var state = OwnAccountPage.State()
        state.tokenName = (fields.one("name") ?? "").cut(to: 200)
        state.tokenScope = scope
        state.tokenDays = (fields.one("days") ?? "").cut(to: 10)
        do {
            state.secret = try await store(for: context)
                .issueToken(
                    of: identity.account,
                    name: state.tokenName,
                    scope: scope,
                    days: Int(state.tokenDays) ?? 0
                )
            (state.tokenName, state.tokenScope, state.tokenDays) = ("", [.read], "90")
        } catch let problems as Problems {
            state.problems = problems.all
        }
        return try await account(
            state,
            context,
            status: state.problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    func receiveEndOfToken(request: Request, context: RequestContext) async throws -> Response {
        let (identity, _) = try session(context)
        let name = FormFields(try await request.form()).one("name") ?? ""
        try await store(for: context).revokeToken(name, of: identity.account)
        return .seeOther(Link.account.path + "?done=token")
    }

    /// The browser that is signed in; tokens keep no accounts.
    private func session(_ context: RequestContext) throws -> (Identity, AccessKey) {
        guard let identity = context.identity, let secret = context.credential else {
            throw Refusal.unauthenticated
        }
        guard !identity.isToken else { throw Refusal.browserOnly }
        return (identity, AccessKey(secret: secret))
    }

    private func refuse(
        _ problem: Problem,
        _ kept: [String],
        _ context: RequestContext
    ) async throws -> Response {
        var state = OwnAccountPage.State()
        state.problems = [problem]
        state.kept = kept
        return try await account(state, context, status: .unprocessableContent)
    }

    private func account(
        _ state: OwnAccountPage.State,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (identity, _) = try session(context)
        let texts = try texts(of: context)
        let store = store(for: context)
        let sessions = try await store.sessions(of: identity.account)
        let tokens = try await store.tokens(of: identity.account)
        let content = OwnAccountPage(
            identity,
            sessions: sessions.elements,
            tokens: tokens.elements,
            hasPassword: try await store.hasPassword(identity.account),
            state,
            now: now(),
            texts
        )
        return try show(
            content,
            leavingOut: sessions.unreadable + tokens.unreadable,
            at: Link.account.path,
            status: status,
            for: context
        )
    }
}

extension Refusal {
    /// A token came where only a browser may.
    static let browserOnly = Refusal(
        .forbidden,
        Text(zh: "令牌不能管理账号；请在浏览器里登录后操作。", en: "A token cannot do this; sign in with a browser.")
    )
}

extension Problem {
    fileprivate static let passwordDiffers = Problem(
        "passwordDiffers",
        at: "/again",
        Text(zh: "两次输入的新密码不一样。", en: "The new password was not the same both times.")
    )
    fileprivate static let passwordWrong = Problem(
        "passwordWrong",
        at: "/old",
        Text(zh: "现在的密码不对；密码没有改。", en: "The present password is not right; nothing was changed.")
    )
    fileprivate static func passwordWait(_ seconds: Int) -> Problem {
        Problem(
            "passwordWait",
            at: "/old",
            Text(
                zh: "在这里试错的次数太多，请 \(seconds) 秒后再试；密码没有改。",
                en: "Too many wrong tries here; try again in \(seconds) seconds. Nothing was changed."
            )
        )
    }
}
