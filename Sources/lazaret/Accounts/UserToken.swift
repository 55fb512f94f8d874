import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Makes a token of an account.
struct UserToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: Wording.both("Make a token of an account, and show its secret.", "生成令牌。"),
        discussion: Wording.about(
            """
            令牌代表它的账号，只能做范围之内的事。程序在请求头里出示：
            'Authorization: Bearer …'；本程序从 LAZARET_TOKEN 读取。只显示一次。
            """,
            """
            A token acts for its account and does only what its scope says. Programs
            show it in the header 'Authorization: Bearer …', and this program takes it
            from LAZARET_TOKEN. It is shown once.
            """,
            examples: """
                lazaret user token inspector1 --name hospital-system --scope read \\
                    --scope file --days 90
                """
        )
    )

    @Argument(help: .both("The account.", "账号。", value: "account"))
    var account: String

    @Option(help: .both("What the token is for.", "令牌的用途。", value: "name"))
    var name: String

    @Option(
        help: .both(
            "read, county, file, manage or audit; may be given again.",
            "令牌可做的事：read 查看、county 全县、file 提交、manage 管理、audit 审计；可写多次。",
            value: "right"
        )
    )
    var scope: [String] = ["read"]

    @Option(help: .both("How long it lasts, up to 365.", "有效天数，最多 365。", value: "days"))
    var days = 90

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let rights = scope.compactMap(Right.init).filter(\.isForTokens)
        guard rights.count == scope.count else {
            let known = Right.allCases.filter(\.isForTokens).map(\.rawValue).joined(separator: ", ")
            throw CommandError(zh: "--scope 可用：\(known)。", en: "--scope takes \(known).")
        }
        let secret = try await options.withStore { store in
            try await store.issueToken(of: account, name: name, scope: Set(rights), days: days)
        }
        do {
            try options.say(
                .object([("account", .string(account)), ("name", .string(name)), ("token", .string(secret))]),
                or: secret
            )
        } catch {
            // Nobody has seen it: it is good for nothing, and its name is wanted for the next.
            try await options.withStore { store in try await store.revokeToken(name, of: account) }
            throw OutputError(
                cause: error.cause,
                consequence: Text(
                    zh: "这个令牌已经吊销；请换一个名称再生成。",
                    en: "The token was revoked, as nobody has seen it: make one of another name."
                )
            )
        }
    }
}
