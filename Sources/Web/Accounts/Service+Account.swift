import Compliance
import HTTPTypes
import Hummingbird
import Store
import StrictJSON

/// One's own account: password, sessions and tokens.
extension Service {
    @Sendable func accountPage(request: Request, visit: Visit) async throws -> Response {
        try await account(AccountPage.State(notice: request.queryValue("done")), request, visit)
    }

    /// Changes the password; the session goes on, the account's other ones end, and its tokens but for those ticked.
    @Sendable func receivePassword(request: Request, visit: Visit) async throws -> Response {
        let (identity, key) = try session(visit)
        let fields = FormFields(try await request.form())
        let (new, again) = (fields.exactly("new") ?? "", fields.exactly("again") ?? "")
        let kept = fields.all("keep")
        guard new == again else { return try await refuse(.passwordDiffers, kept, request, visit) }
        do {
            let outcome = try await store(for: visit)
                .changePassword(
                    of: identity.account,
                    from: fields.exactly("old") ?? "",
                    to: new,
                    keeping: kept,
                    key: key
                )
            switch outcome {
            case .done: return .seeOther(Place.account.path + "?done=password")
            case .refused: return try await refuse(.passwordWrong, kept, request, visit)
            case .wait(let seconds):
                return try await refuse(.passwordWait(seconds), kept, request, visit)
            }
        } catch let problems as Problems {
            return try await refuse(problems.all[0], kept, request, visit)
        }
    }

    @Sendable func receiveEndOfSession(request: Request, visit: Visit) async throws -> Response {
        let (identity, _) = try session(visit)
        let id = FormFields(try await request.form()).one("id") ?? ""
        try await store(for: visit).endSession(id, of: identity.account)
        return .seeOther(Place.account.path + "?done=session")
    }

    /// Makes a token and shows its secret, this once.
    @Sendable func receiveToken(request: Request, visit: Visit) async throws -> Response {
        let (identity, _) = try session(visit)
        let fields = FormFields(try await request.form())
        let scope = Set(fields.all("scope").compactMap(Right.init)).intersection(identity.rights)
        var state = AccountPage.State()
        state.tokenName = (fields.one("name") ?? "").cut(to: 200)
        state.tokenScope = scope
        state.tokenDays = (fields.one("days") ?? "").cut(to: 10)
        do {
            state.secret = try await store(for: visit)
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
            request,
            visit,
            status: state.problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    @Sendable func receiveEndOfToken(request: Request, visit: Visit) async throws -> Response {
        let (identity, _) = try session(visit)
        let name = FormFields(try await request.form()).one("name") ?? ""
        try await store(for: visit).revokeToken(name, of: identity.account)
        return .seeOther(Place.account.path + "?done=token")
    }

    /// The browser that is signed in; tokens keep no accounts.
    private func session(_ visit: Visit) throws -> (Identity, AccessKey) {
        guard let identity = visit.identity, case .holder(let key, _) = visit.actor else {
            throw Refusal.unauthenticated
        }
        guard !identity.isToken else { throw Refusal.browserOnly }
        return (identity, key)
    }

    private func refuse(
        _ problem: Problem,
        _ kept: [String],
        _ request: Request,
        _ visit: Visit
    ) async throws -> Response {
        var state = AccountPage.State()
        state.problems = [problem]
        state.kept = kept
        return try await account(state, request, visit, status: .unprocessableContent)
    }

    private func account(
        _ state: AccountPage.State,
        _ request: Request,
        _ visit: Visit,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (identity, _) = try session(visit)
        let texts = try texts(of: visit)
        let store = store(for: visit)
        let content = AccountPage(
            identity,
            sessions: try await store.sessions(of: identity.account),
            tokens: try await store.tokens(of: identity.account),
            hasPassword: try await store.hasPassword(identity.account),
            state,
            now: now(),
            texts
        )
        return try page(
            "account",
            content,
            title: texts("account.title"),
            at: Place.account.path,
            status: status,
            for: visit
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
