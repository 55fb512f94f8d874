import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Makes one account.
struct UserAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: Wording.both("Make an account, and show its first password.", "新增账号。")
    )

    @Argument(help: .both("The name to sign in with.", "登录用的名称。", value: "name"))
    var name: String

    @Option(
        help: .both("How pages name the holder: the duty, not a name.", "持有人在页面上的称呼：写职务，不写姓名。", value: "duty")
    )
    var display: String

    @Option(help: .roles)
    var role: [String]

    @Option(
        help: .both(
            "A duty at a site, such as director@T-03, of several holders with the first day, medical@C-01@2021-08-01; may be given again.",
            "在某点位的职务，如 director@T-03；同一职务有几人的，加上首日，如 medical@C-01@2021-08-01；可写多次。",
            value: "duty@site"
        )
    )
    var duty: [String] = []

    @Option(
        name: .customLong("openid"),
        help: .both(
            "The OpenID subject; the account then has no password.",
            "统一身份认证的 subject；账号就没有密码。",
            value: "subject"
        )
    )
    var openID: String = ""

    @Option(
        help: .both(
            "The provider that calls them so; LAZARET_OPENID_ISSUER otherwise.",
            "由哪个认证服务这样称呼；不写则用 LAZARET_OPENID_ISSUER。",
            value: "address"
        )
    )
    var issuer: String?

    @ArgumentParser.Flag(
        help: .both("A first password too, where --openid leads in.", "写了 --openid 的，也给初始密码。")
    )
    var password = false

    @ArgumentParser.Flag(
        help: .both("An account of a program: no password, tokens alone act for it.", "程序用的账号：没有密码，只用令牌。")
    )
    var program = false

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let form = AccountForm(
            name: name,
            display: display,
            roles: role,
            duties: duty,
            openID: openID,
            issuer: try issuer ?? Settings().issuer
        )
        let account = try form.account()
        guard !(program && password) else {
            throw CommandError(
                zh: "--program 的账号没有密码；请去掉 --password。",
                en: "An account of a program has no password: leave out --password or --program."
            )
        }
        let password = program || !openID.isEmpty && !password ? nil : FirstPassword.fresh()
        try await options.withStore { store in try await store.add(account, password: password) }
        try FirstPasswordText(account: name, password: password.map(Confidential.init))
            .say(
                options,
                else: password == nil
                    ? .doneAllTheSame
                    : Text(
                        zh: "账号 \(name) 已新增，但没有人知道它的初始密码；请运行 lazaret user reset \(name)。",
                        en:
                            "The account \(name) was made, and nobody knows its first password: 'lazaret user reset \(name)' gives another."
                    )
            )
    }
}
