import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// One account, as an administrator sees and changes it.
extension Service {
    func accountPage(request: Request, context: RequestContext) async throws -> Response {
        try await account(context.part("name"), notice: request.queryValue("done"), context)
    }

    /// Changes how the account is shown, its roles, duties and address for messages to what the form says.
    func change(_ name: String, _ fields: FormFields, _ context: RequestContext) async throws -> Response {
        let store = store(for: context)
        let duties = fields.one("duties") ?? ""
        do {
            let roles = fields.all("role")
            guard !roles.isEmpty else { throw Problems([.accountRoles(unknown: [])]) }
            let known = try await store.account(name)
            // Another administrator's change is not undone by who has not seen it.
            if let asOf = fields.one("asOf"), asOf != known.asOf { throw Problems([.changedMeanwhile]) }
            // Terms that have ended are asked about only where duties are to change.
            let isChanged = duties != known.account.dutiesAsTyped
            let change = try AccountChange(
                display: fields.one("display") ?? "",
                roles: roles,
                duties: isChanged ? duties.splitIntoWords : nil,
                messageAddress: fields.one("messageAddress") ?? ""
            )
            _ = try await store.change(name, to: change)
        } catch let problems as Problems {
            let entered = AccountPage.Entered(
                display: fields.one("display") ?? "",
                roles: fields.all("role"),
                duties: duties,
                messageAddress: fields.one("messageAddress") ?? "",
                problems: problems.all
            )
            return try await account(name, entered, context, status: .unprocessableContent)
        }
        return .seeOther(Link.account(name).path + "?done=change")
    }

    private func account(
        _ name: String,
        _ entered: AccountPage.Entered? = nil,
        notice: String? = nil,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let record = try await store(for: context).account(name)
        let page = AccountPage(
            record,
            entered,
            notice: notice,
            own: context.identity?.account ?? "",
            try texts(of: context)
        )
        return try show(
            page,
            leavingOut: record.unreadable,
            at: Link.account(name).path,
            status: status,
            for: context
        )
    }
}

extension Problem {
    fileprivate static let changedMeanwhile = Problem(
        "changedMeanwhile",
        at: "",
        Text(
            zh: "这期间账号已被别人改动，没有写入：现在的样子见下面的历史，核对后再保存。",
            en:
                "Somebody changed the account meanwhile, and nothing was written: its past below says what it is now. Save again "
                + "once you have compared."
        )
    )
}

extension String {
    /// The words between blanks and commas.
    var splitIntoWords: [String] {
        split(where: { $0.properties.isWhitespace || $0 == "," }).map(String.init)
    }
}
