import Compliance
import HTTPTypes
import Hummingbird
import Store
import StrictJSON

/// The county's accounts, which administrators keep.
extension Service {
    @Sendable func accountsPage(request: Request, visit: Visit) async throws -> Response {
        try await accounts(AccountsPage.State(), visit)
    }

    /// Makes an account and shows its first password, this once.
    @Sendable func receiveAccount(request: Request, visit: Visit) async throws -> Response {
        if visit.identity?.isToken == true { throw Refusal.browserOnly }
        let fields = FormFields(try await request.form())
        var state = AccountsPage.State()
        state.form = AccountForm(
            name: (fields.one("name") ?? "").lowercased(),
            display: fields.one("display") ?? "",
            roles: fields.all("role"),
            duties: (fields.one("duties") ?? "")
                .split(where: { $0.properties.isWhitespace || $0 == "," })
                .map(String.init),
            openID: fields.one("openID") ?? ""
        )
        let password = FirstPassword.fresh()
        do {
            try await store(for: visit).add(try state.form.account(), password: password)
            state = AccountsPage.State(given: .init(account: state.form.name, password: password))
        } catch let problems as Problems {
            state.problems = problems.all
        } catch StoreError.accountTaken(let name) {
            state.problems = [Problem("accountTaken", at: "/name", StoreError.accountTaken(name).message)]
        }
        return try await accounts(state, visit, status: state.problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Disables an account, lets it in again, or gives it another first password.
    @Sendable func receiveAccountChange(request: Request, visit: Visit) async throws -> Response {
        if visit.identity?.isToken == true { throw Refusal.browserOnly }
        let name = visit.part("name")
        let store = store(for: visit)
        guard name != visit.identity?.account else {
            throw Refusal(
                .conflict,
                Text(
                    zh: "不能在这里改自己的账号；请由另一位管理员操作。",
                    en: "Your own account is for another administrator to change."
                )
            )
        }
        switch FormFields(try await request.form()).one("action") {
        case "disable": try await store.disable(name)
        case "enable": try await store.enable(name)
        case "reset":
            let password = FirstPassword.fresh()
            try await store.reset(name, password: password)
            return try await accounts(
                AccountsPage.State(given: .init(account: name, password: password)),
                visit
            )
        default: throw Refusal.malformed("没有这种操作。", "There is no such action.")
        }
        return .seeOther(Place.accounts.path)
    }

    private func accounts(
        _ state: AccountsPage.State,
        _ visit: Visit,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let texts = try texts(of: visit)
        let content = AccountsPage(
            try await store(for: visit).accounts(),
            state,
            own: visit.identity?.account ?? "",
            texts
        )
        return try page(
            "accounts",
            content,
            title: texts("accounts.title"),
            at: Place.accounts.path,
            status: status,
            for: visit
        )
    }
}
