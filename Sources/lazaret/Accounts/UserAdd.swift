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

    @Argument(help: ArgumentHelp("The name to sign in with.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("How pages name the holder: the duty, not a name.", valueName: "duty"))
    var display: String

    @Option(
        help: ArgumentHelp(
            "inspector, administrator, supervision, director, holder, leader or auditor; may be given again.",
            valueName: "role"
        )
    )
    var role: [String]

    @Option(
        help: ArgumentHelp(
            "A duty at a site, such as director@T-03, of several holders with the first day, medical@C-01@2021-08-01; may be given again.",
            valueName: "duty@site"
        )
    )
    var duty: [String] = []

    @Option(
        name: .customLong("openid"),
        help: ArgumentHelp("The OpenID subject; the account then has no password.", valueName: "subject")
    )
    var openID: String = ""

    @Option(
        help: ArgumentHelp(
            "The provider that calls them so; LAZARET_OPENID_ISSUER otherwise.",
            valueName: "address"
        )
    )
    var issuer: String?

    @ArgumentParser.Flag(help: "A first password too, where --openid leads in.")
    var password = false

    @ArgumentParser.Flag(help: "An account of a program: no password, tokens alone act for it.")
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
