import Compliance
import Store

/// The county's accounts, and the form that makes one.
struct AccountsPage: Sendable {
    let accounts: [Line]
    let count: String
    let given: Given?
    let hasProblems: Bool
    let problems: [String]
    let name: String
    let display: String
    let duties: String
    let openID: String
    let roles: [Option]

    /// What the page is shown with.
    struct State: Sendable {
        var form = AccountForm(name: "", display: "", roles: [])
        var problems: [Problem] = []
        var given: Given?
    }

    /// A first password, shown once.
    struct Given: Sendable {
        let account: String
        let password: String
    }

    /// One account.
    struct Line: Sendable {
        let name: String
        let address: String
        let display: String
        let roles: String
        let duties: String
        let state: String
        let isDisabled: Bool
        /// The reader's own, which another administrator changes.
        let isOwn: Bool
    }

    init(_ accounts: [Account], _ state: State, own: String, _ texts: Texts) {
        self.accounts = accounts.map { Line($0, own: own, texts) }
        count = texts("accounts.count", "\(accounts.count)")
        given = state.given
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        name = state.form.name
        display = state.form.display
        duties = state.form.duties.joined(separator: " ")
        openID = state.form.openID
        roles = Role.allCases.map { role in
            Option(
                value: role.rawValue,
                wording: texts(role.title),
                isChosen: state.form.roles.contains(role.rawValue)
            )
        }
    }
}

extension AccountsPage.Line {
    init(_ account: Account, own: String, _ texts: Texts) {
        name = account.name
        address = "\(Place.accounts.path)/\(FormText.encode(account.name))"
        display = account.display
        roles = texts.list(Role.allCases.filter(account.roles.contains).map { texts($0.title) })
        duties = texts.list(
            account.duties.map { duty in
                "\(texts(duty.duty)) \(duty.site)" + (duty.isHeld ? "" : " (\(texts("accounts.dutyOver")))")
            }
        )
        isDisabled = account.disabledAt != nil
        isOwn = account.name == own
        state =
            isDisabled
            ? texts("accounts.disabled") : texts(account.mustChange ? "accounts.first" : "accounts.live")
    }
}
