import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Gives an account another first password.
struct UserReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Give an account another first password. 重置密码。",
        discussion: """
            What the account has open ends: its sessions and its tokens. What wrong tries
            made it wait is lifted. An account without a password, which the OpenID
            provider or tokens alone lead into, gets one only with --give.
            """
    )

    @Argument(help: ArgumentHelp("The account.", valueName: "name"))
    var name: String

    @ArgumentParser.Flag(help: "Give one to an account that has none, too.")
    var give = false

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let password = FirstPassword.fresh()
        let ended = try await options.withStore { store in
            try await store.reset(name, password: password, given: give)
        }
        try FirstPasswordText(account: name, password: Confidential(password), tokensEnded: ended)
            .say(
                options,
                else: Text(
                    zh: "\(name) 的密码已重置,但没有人知道新的初始密码;请再运行一次 lazaret user reset \(name)。",
                    en:
                        "The password of \(name) was reset, and nobody knows the new one: run 'lazaret user reset \(name)' again."
                )
            )
    }
}

/// A first password, said once.
struct FirstPasswordText {
    let account: String
    /// nil for an account that has none.
    let password: Confidential?
    var tokensEnded: [String] = []

    var node: Node {
        .object([
            ("account", .string(account)), ("password", password.map { .string($0.text) }),
            ("tokensEnded", tokensEnded.isEmpty ? nil : .names(tokensEnded)),
        ])
    }

    /// Says it; `consequence` is what is said where that cannot be written.
    func say(_ options: CountyOptions, else consequence: Text) throws(OutputError) {
        let words =
            if let password {
                Text(
                    zh: "账号 \(account) 的初始密码：\(password.text)\n只显示这一次，第一次登录须更换。",
                    en:
                        "First password of \(account): \(password.text)\nIt is shown this once, and has to be changed at the first login."
                )
            } else {
                Text(zh: "已新增 \(account)，没有密码。", en: "Added \(account), without a password.")
            }
        try options.say(
            node,
            or: [words[.ofShell], EndedTokens(tokensEnded).line].compactMap(\.self).joined(separator: "\n"),
            else: consequence
        )
    }
}
