import ArgumentParser
import Compliance
import Store
import StrictJSON

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
        try GivenPassword(account: name, password: Confidential(password))
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
struct GivenPassword {
    let account: String
    let password: Confidential

    var node: Node { .object([("account", .string(account)), ("password", .string(password.text))]) }

    /// Says it; `consequence` is what is said where that cannot be written.
    func say(_ options: CountyOptions, else consequence: Text) throws(Unwritten) {
        try options.say(
            node,
            or: Text(
                zh: "账号 \(account) 的初始密码：\(password.text)\n只显示这一次，第一次登录须更换。",
                en:
                    "First password of \(account): \(password.text)\nIt is shown this once, and has to be changed at the first login."
            )[.ofShell],
            else: consequence
        )
    }
}
