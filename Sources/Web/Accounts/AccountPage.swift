import Compliance
import Store

/// One account: what it is and was from when, what is changed of it, and what ends with it.
struct AccountPage: Page {
    static let template = "account-one"

    let name: String
    let address: String
    let display: String
    /// The reader's own, which another administrator changes.
    let isOwn: Bool
    let isDisabled: Bool
    let notice: String?
    let hasProblems: Bool
    let problems: [String]
    /// Since when it has been what the form was made of.
    let asOf: String
    /// What the form holds.
    let newDisplay: String
    let roles: [Option]
    let duties: String
    let messageAddress: String
    /// What disabling it ends, and what stays.
    let ends: [String]
    let states: [StateLine]

    /// What it was from a moment on.
    struct StateLine: Sendable {
        let since: String
        let display: String
        let roles: String
        let duties: String
        let messages: String
        let link: String
        let state: String
    }

    /// What the form was sent with, where it was refused.
    struct Entered: Sendable {
        let display: String
        let roles: [String]
        let duties: String
        let messageAddress: String
        let problems: [Problem]
    }

    init(
        _ record: AccountRecord,
        _ entered: Entered? = nil,
        notice: String? = nil,
        own: String,
        _ texts: Texts
    ) {
        let account = record.account
        name = account.name
        address = Link.account(account.name).path
        display = account.display
        isOwn = account.name == own
        isDisabled = account.disabledAt != nil
        self.notice = notice == "change" ? texts("accounts.doneChange") : nil
        problems = (entered?.problems ?? []).map { texts($0.message) }
        hasProblems = !problems.isEmpty
        asOf = record.asOf
        newDisplay = entered?.display ?? account.display
        let chosen = entered?.roles ?? account.roles.map(\.rawValue)
        roles = Role.allCases.map { role in
            Option(
                value: role.rawValue,
                wording: texts(role.title),
                isChosen: chosen.contains(role.rawValue)
            )
        }
        duties = entered?.duties ?? account.dutiesAsTyped
        messageAddress = entered?.messageAddress ?? record.messageAddress ?? ""
        ends = [
            texts("accounts.endsSessions", "\(record.sessions)"),
            record.tokens.isEmpty
                ? texts("accounts.endsNoTokens")
                : texts("accounts.endsTokens", "\(record.tokens.count)", texts.list(record.tokens)),
            texts("accounts.keepsDrafts", "\(record.drafts)"), texts("accounts.keepsRecord"),
        ]
        states = record.states.map { StateLine($0, texts) }
    }

    func windowTitle(_ texts: Texts) -> String { "\(name) · \(texts("accounts.title"))" }
}

extension AccountRecord {
    /// The moment of its last change, by which a form that was made before it is told.
    var asOf: String { states.first.map { "\($0.since)" } ?? "" }
}

extension Account {
    /// The duties that last, as forms take them, each with the first day of the term that is meant: nobody is tied to a
    /// successor's by what a form was filled with.
    var dutiesAsTyped: String {
        Set(duties.compactMap { duty in duty.since.map { "\(duty.duty.rawValue)@\(duty.site)@\($0)" } })
            .sorted()
            .joined(separator: " ")
    }
}

extension AccountPage.StateLine {
    init(_ state: AccountRecord.State, _ texts: Texts) {
        since = state.since.shanghai
        display = state.display
        roles = texts.list(Role.allCases.filter(state.roles.contains).map { texts($0.title) })
        duties = texts.list(state.duties)
        messages = state.messageAddress ?? ""
        link = state.openID?.subject ?? ""
        self.state = texts(state.isDisabled ? "accounts.disabled" : "accounts.live")
    }
}
