import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// The county's accounts, which administrators keep.
extension Service {
    func accountsPage(request: Request, context: RequestContext) async throws -> Response {
        let words = (request.queryValue("q") ?? "").trimmed.cut(to: 100)
        let state = AccountsPage.State(words: words, notice: request.queryValue("done"))
        let page = try await store(for: context).accounts(holding: words, at: try request.place)
        return try await accounts(state, page, Pager(page, of: .accounts, request), context)
    }

    /// Makes an account and shows its first password, this once; one that the OpenID provider leads into has a password
    /// only where that is asked for.
    func receiveAccount(request: Request, context: RequestContext) async throws -> Response {
        try requireBrowser(context)
        let fields = FormFields(try await request.form())
        var state = AccountsPage.State()
        state.form = AccountForm(
            name: (fields.one("name") ?? "").lowercased(),
            display: fields.one("display") ?? "",
            roles: fields.all("role"),
            duties: (fields.one("duties") ?? "").splitIntoWords,
            openID: fields.one("openID") ?? "",
            issuer: openID?.issuer ?? ""
        )
        state.withPassword = fields.one("withPassword") != nil
        let password = state.form.openID.isEmpty || state.withPassword ? FirstPassword.fresh() : nil
        do {
            try await store(for: context).add(try state.form.account(), password: password)
            let name = state.form.name
            state =
                password.map { AccountsPage.State(given: .init(account: name, password: $0)) }
                ?? AccountsPage.State(made: name)
        } catch let problems as Problems {
            state.problems = problems.all
        } catch StoreError.accountTaken(let name) {
            state.problems = [Problem("accountTaken", at: "/name", StoreError.accountTaken(name).message)]
        }
        return try await accounts(
            state,
            context,
            status: state.problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    /// Disables an account, lets it in again, gives it another first password, or changes whom the OpenID provider
    /// leads into it.
    func receiveAccountChange(request: Request, context: RequestContext) async throws -> Response {
        try requireBrowser(context)
        let name = context.part("name")
        guard name != context.identity?.account else {
            throw Refusal(
                .conflict,
                Text(
                    zh: "不能在这里改自己的账号；请由另一位管理员操作。",
                    en: "Your own account is for another administrator to change."
                )
            )
        }
        let fields = FormFields(try await request.form())
        do {
            return try await change(name, by: fields.one("action") ?? "", fields, context)
        } catch let problems as Problems {
            return try await accounts(.init(problems: problems.all), context, status: .unprocessableContent)
        } catch let error as StoreError where [.linkTaken, .noPassword(name)].contains(error) {
            let problem = Problem("accountRefused", at: "/\(name)", error.message)
            return try await accounts(.init(problems: [problem]), context, status: .conflict)
        }
    }

    private func change(
        _ name: String,
        by action: String,
        _ fields: FormFields,
        _ context: RequestContext
    ) async throws -> Response {
        let store = store(for: context)
        var done = action
        switch action {
        case "change": return try await change(name, fields, context)
        case "disable": _ = try await store.disable(name)
        case "enable": try await store.enable(name)
        case "reset", "give":
            let password = FirstPassword.fresh()
            _ = try await store.reset(name, password: password, given: action == "give")
            let given = AccountsPage.Given(account: name, password: password)
            return try await accounts(AccountsPage.State(notice: "reset", given: given), context)
        case "link":
            let issuer = openID?.issuer ?? ""
            let link = try OpenIDLink(subject: fields.one("subject") ?? "", issuer: issuer)
            _ = try await store.link(name, to: link, alone: fields.one("alone") != nil)
        case "unlink":
            _ = try await store.unlink(name)
            done = "link"
        default: throw Refusal.malformed("没有这种操作。", "There is no such action.")
        }
        return .seeOther(Link.accounts.path + "?done=\(done)")
    }

    /// Forgets the wrong tries that count against an account or an address.
    func receiveEndOfWait(request: Request, context: RequestContext) async throws -> Response {
        try requireBrowser(context)
        let fields = FormFields(try await request.form())
        let name = fields.one("name") ?? ""
        guard let kind = Wait.Kind(rawValue: fields.one("kind") ?? "") else { throw StoreError.noWait(name) }
        try await store(for: context).liftWait(kind, name)
        return .seeOther(Link.accounts.path + "?done=wait")
    }

    private func requireBrowser(_ context: RequestContext) throws {
        if context.identity?.isToken == true { throw Refusal.browserOnly }
    }

    private func accounts(
        _ state: AccountsPage.State,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let page = try await store(for: context).accounts(holding: "")
        let pager = Pager(
            first: nil,
            previous: nil,
            next: page.next.map { Link.accounts.path + "?page=\($0.text)" }
        )
        return try await accounts(state, page, page.next == nil ? nil : pager, context, status: status)
    }

    private func accounts(
        _ state: AccountsPage.State,
        _ page: ListPage<Account>,
        _ pager: Pager?,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let texts = try texts(of: context)
        let waits = try await store(for: context).waits()
        let content = AccountsPage(
            page,
            waits.elements,
            state,
            pager,
            own: context.identity?.account ?? "",
            issuer: openID?.issuer,
            texts
        )
        return try show(
            content,
            leavingOut: page.unreadable + waits.unreadable,
            at: pager == nil && state.words.isEmpty ? Link.accounts.path : nil,
            status: status,
            for: context
        )
    }
}
