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
        GivenPassword(account: name, password: password).say(options)
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
