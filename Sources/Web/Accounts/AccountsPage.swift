import Compliance
import Store

/// The county's accounts, and the form that makes one.
struct AccountsPage: Page {
    static let template = "accounts"

    let accounts: [Line]
    let count: String
    /// What is looked for.
    let words: String
    let pager: Pager?
    let notice: String?
    let given: Given?
    /// An account just made that has no password.
    let made: String?
    let hasProblems: Bool
    let problems: [String]
    let name: String
    let display: String
    let duties: String
    let openID: String
    let withPassword: Bool
    let roles: [Option]
    /// The provider that links are to; words where there is none yet.
    let issuer: String
    let waits: [WaitLine]
    let hasWaits: Bool

    /// What the page is shown with.
    struct State: Sendable {
        var words = ""
        var form = AccountForm(name: "", display: "", roles: [])
        var withPassword = false
        var problems: [Problem] = []
        /// What has just been done: `disable`, `enable`, `reset`, `link` or `wait`.
        var notice: String?
        var given: Given?
        var made: String?
    }

    /// The wordings of what has just been done, by what the address says of it.
    private static let notices = [
        "disable": "accounts.doneDisable", "enable": "accounts.doneEnable", "reset": "accounts.doneReset",
        "link": "accounts.doneLink", "wait": "accounts.doneWait",
    ]

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
        let hasPassword: Bool
        /// What the provider calls the holder; empty where there is no link.
        let subject: String
        let isLinked: Bool
        /// The link's provider, where it is not the one that this server has.
        let otherIssuer: String
    }

    /// Wrong tries that count.
    struct WaitLine: Sendable {
        let kind: String
        let name: String
        let whom: String
        let tries: String
        let next: String
    }

    /// `issuer` is that of the county's provider; nil where it has none.
    init(
        _ page: ListPage<Account>,
        _ waits: [Wait],
        _ state: State,
        _ pager: Pager?,
        own: String,
        issuer: String?,
        _ texts: Texts
    ) {
        accounts = page.elements.map { Line($0, own: own, issuer: issuer, texts) }
        count = texts("accounts.count", "\(page.total)")
        words = state.words
        self.pager = pager
        notice = state.notice.flatMap { Self.notices[$0] }.map { texts($0) }
        given = state.given
        made = state.made
        self.issuer = issuer ?? texts("accounts.noProvider")
        withPassword = state.withPassword
        self.waits = waits.map { WaitLine($0, texts) }
        hasWaits = !waits.isEmpty
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

    func windowTitle(_ texts: Texts) -> String { texts("accounts.title") }
}

extension AccountsPage.Line {
    init(_ account: Account, own: String, issuer: String?, _ texts: Texts) {
        name = account.name
        address = Link.account(account.name).path
        display = account.display
        roles = texts.list(Role.allCases.filter(account.roles.contains).map { texts($0.title) })
        duties = texts.list(
            account.duties.map { duty in
                "\(texts(duty.duty)) \(duty.site)" + (duty.isHeld ? "" : texts("accounts.dutyOver"))
            }
        )
        isDisabled = account.disabledAt != nil
        isOwn = account.name == own
        hasPassword = account.hasPassword
        subject = account.openID?.subject ?? ""
        isLinked = account.openID != nil
        otherIssuer =
            account.openID.map { link in
                link.issuer == nil
                    ? texts("accounts.unbound") : link.issuer == issuer ? "" : link.issuer ?? ""
            } ?? ""
        state = texts(account.state)
    }
}

extension Account {
    /// The key of what it is like to come in by it.
    fileprivate var state: String {
        if disabledAt != nil { return "accounts.disabled" }
        if hasPassword { return mustChange ? "accounts.first" : "accounts.live" }
        return openID == nil ? "accounts.tokensAlone" : "accounts.providerAlone"
    }
}

extension AccountsPage.WaitLine {
    init(_ wait: Wait, _ texts: Texts) {
        kind = wait.kind.rawValue
        name = wait.name
        whom =
            switch wait.kind {
            case .account: texts("accounts.waitAccount", wait.name)
            case .address: texts("accounts.waitAddress", wait.name)
            case .session: texts("accounts.waitSession", wait.name)
            }
        tries = "\(wait.tries)"
        next =
            wait.seconds > 0
            ? texts("accounts.waitSeconds", "\(wait.seconds)") : texts("accounts.waitNot")
    }
}
