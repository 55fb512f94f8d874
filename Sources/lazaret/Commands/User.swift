import ArgumentParser
import ChecklistFiles
import Compliance
import Store
import StrictJSON

/// The accounts of the county.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add, list, disable and reset accounts. 账号管理。",
        discussion: """
            Without LAZARET_TOKEN these act with the owner's login of the database: so
            the first administrator is made. A first password is shown once and has to
            be changed at the first login. Examples:

              lazaret user add wang-office --display 值班管理员 --role administrator
              lazaret user add t03 --display 城关镇卫生院院长 --role director \\
                  --duty director@T-03
              lazaret user import accounts.csv
            """,
        subcommands: [
            UserAdd.self, UserList.self, UserDisable.self, UserEnable.self, UserReset.self, UserImport.self,
        ]
    )
}

/// Makes one account.
struct UserAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make an account, and show its first password. 新增账号。"
    )

    @Argument(help: ArgumentHelp("The name to sign in with.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("How pages name the holder: the duty, not a name.", valueName: "duty"))
    var display: String

    @Option(
        help: ArgumentHelp(
            "inspector, administrator, supervision, director, leader or auditor; may be given again.",
            valueName: "role"
        )
    )
    var role: [String]

    @Option(
        help: ArgumentHelp(
            "A duty at a site, such as director@T-03; may be given again.",
            valueName: "duty@site"
        )
    )
    var duty: [String] = []

    @Option(name: .customLong("openid"), help: ArgumentHelp("The OpenID subject.", valueName: "subject"))
    var openID: String = ""

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let form = AccountForm(name: name, display: display, roles: role, duties: duty, openID: openID)
        let account = try form.account()
        let password = FirstPassword.fresh()
        try await Records.with(options) { store in try await store.add(account, password: password) }
        GivenPassword(account: name, password: password).say(options)
    }
}

/// Shows the accounts.
struct UserList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The county's accounts. 账号一览。"
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let accounts = try await Records.with(options) { store in try await store.accounts() }
        options.say(
            .array(accounts.map(\.node)),
            or: Terminal.table([Account.headings] + accounts.map(\.cells))
        )
    }
}

/// Lets nobody in with the account, from now on.
struct UserDisable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "End an account's sessions and let nobody in. 停用账号。"
    )

    @Argument(help: ArgumentHelp("The account.", valueName: "name"))
    var name: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        try await Records.with(options) { store in try await store.disable(name) }
        options.say(
            .object([("account", .string(name)), ("disabled", true)]),
            or: Text(zh: "已停用 \(name)。", en: "Disabled \(name).")[.ofShell]
        )
    }
}

/// Lets a disabled account in again.
struct UserEnable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Let a disabled account in again. 恢复账号。"
    )

    @Argument(help: ArgumentHelp("The account.", valueName: "name"))
    var name: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        try await Records.with(options) { store in try await store.enable(name) }
        options.say(
            .object([("account", .string(name)), ("disabled", false)]),
            or: Text(zh: "已恢复 \(name)。", en: "Enabled \(name).")[.ofShell]
        )
    }
}

/// Gives an account another first password.
struct UserReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Give an account another first password. 重置密码。"
    )

    @Argument(help: ArgumentHelp("The account.", valueName: "name"))
    var name: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let password = FirstPassword.fresh()
        try await Records.with(options) { store in try await store.reset(name, password: password) }
        GivenPassword(account: name, password: password).say(options)
    }
}

/// Makes accounts from a file.
struct UserImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make accounts from CSV. 从 CSV 导入账号。",
        discussion: """
            Columns: name, display, roles, duties, openid; several roles or duties are
            separated by spaces. An account that is there already is left as it is, so
            the same file can be imported again. All or nothing. Example:

              name,display,roles,duties,openid
              t03,城关镇卫生院院长,director,director@T-03,
            """
    )

    @Argument(help: ArgumentHelp("The file; - for standard input.", valueName: "file"))
    var file: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let forms = try AccountTable.read(String(decoding: try FileBytes.read(file), as: UTF8.self))
        let accounts = try forms.map { try $0.account() }.map { ($0, FirstPassword.fresh()) }
        let made = try await Records.with(options) { store in try await store.add(accounts) }
        let given = accounts.filter { made.contains($0.0.name) }
            .map { GivenPassword(account: $0.0.name, password: $0.1) }
        options.say(
            .object([
                ("added", .array(given.map(\.node))), ("there", .number(accounts.count - given.count)),
            ]),
            or: Terminal.table(given.map { [$0.account, $0.password] })
        )
    }
}

/// A first password, said once.
struct GivenPassword {
    let account: String
    let password: String

    var node: Node { .object([("account", .string(account)), ("password", .string(password))]) }

    func say(_ options: CountyOptions) {
        options.say(
            node,
            or: Text(
                zh: "账号 \(account) 的初始密码：\(password)\n只显示这一次，第一次登录须更换。",
                en:
                    "First password of \(account): \(password)\nIt is shown this once, and has to be changed at the first login."
            )[.ofShell]
        )
    }
}

extension Account {
    fileprivate var node: Node {
        .object([
            ("account", .string(name)), ("display", .string(display)),
            ("roles", .array(roles.map(\.rawValue).sorted().map(Node.string))),
            ("duties", .array(duties.map { .string("\($0.duty.rawValue)@\($0.site)") })),
            ("openID", openID.map(Node.string)), ("disabled", .bool(disabledAt != nil)),
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
            duties.map { "\($0.duty.rawValue)@\($0.site)" }.joined(separator: " "),
            disabledAt != nil
                ? Text(zh: "已停用", en: "disabled")[.ofShell]
                : mustChange ? Text(zh: "尚未更换初始密码", en: "first password")[.ofShell] : "",
        ]
    }
}
