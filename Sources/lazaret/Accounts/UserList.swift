import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Shows the accounts.
struct UserList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Wording.both("The county's accounts.", "账号一览。")
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let accounts = try await options.withStore { store in try await store.accounts() }
        try options.say(
            .array(accounts.map(\.node)),
            or: Terminal.table([Account.headings] + accounts.map(\.cells)),
            leavingOut: accounts.unreadable
        )
    }
}

extension Account {
    fileprivate var node: Node {
        .object([
            ("account", .string(name)), ("display", .string(display)),
            ("roles", .array(roles.map(\.rawValue).sorted().map(Node.string))),
            ("duties", .array(duties.map { .string("\($0.duty.rawValue)@\($0.site)") })),
            ("openID", openID.map { Node.string($0.subject) }), ("issuer", openID?.issuer.map(Node.string)),
            ("hasPassword", .bool(hasPassword)), ("disabled", .bool(disabledAt != nil)),
            ("mustChangePassword", .bool(mustChange)),
        ])
    }

    fileprivate static var headings: [String] {
        [("账号", "account"), ("称呼", "shown as"), ("角色", "roles"), ("任职", "duties"), ("状态", "state")]
            .map { Text(zh: $0.0, en: $0.1)[.ofShell] }
    }

    fileprivate var cells: [String] {
        [
            name, display, roles.map { $0.title[.ofShell] }.sorted().joined(separator: " "),
            duties.map { "\($0.duty.title[.ofShell]) \($0.site)" }
                .joined(separator: Wording.text("、", ", ")),
            state[.ofShell],
        ]
    }

    private var state: Text {
        if disabledAt != nil { return Text(zh: "已停用", en: "disabled") }
        if mustChange { return Text(zh: "尚未更换初始密码", en: "first password") }
        if hasPassword { return Text(zh: "", en: "") }
        return openID == nil
            ? Text(zh: "只用令牌", en: "tokens alone") : Text(zh: "只用统一身份认证", en: "OpenID alone")
    }
}
