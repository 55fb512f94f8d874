import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Gives an account another first password.
struct UserReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: Wording.both("Give an account another first password.", "重置密码。"),
        discussion: Wording.about(
            """
            账号现有的会话和令牌随之结束；因输错密码而要等候的，不必再等。没有密码
            的账号（只用统一身份认证或令牌）写了 --give 才给。
            """,
            """
            What the account has open ends: its sessions and its tokens. What wrong tries
            made it wait is lifted. An account without a password, which the OpenID
            provider or tokens alone lead into, gets one only with --give.
            """
        )
    )

    @Argument(help: .both("The account.", "账号。", value: "name"))
    var name: String

    @ArgumentParser.Flag(help: .both("Give one to an account that has none, too.", "没有密码的账号也给一个。"))
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
                    zh: "\(name) 的密码已重置，但没有人知道新的初始密码；请再运行一次 lazaret user reset \(name)。",
                    en:
                        "The password of \(name) was reset, and nobody knows the new one: run 'lazaret user reset \(name)' again."
                )
            )
    }
}
