import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Makes a token of an account.
struct UserToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: Wording.both("Make a token of an account, and show its secret.", "生成令牌。"),
        discussion: """
            A token acts for its account and does only what its scope says. Programs
            show it in the header 'Authorization: Bearer …', and this program takes it
            from LAZARET_TOKEN. It is shown once. Example:

              lazaret user token inspector1 --name hospital-system --scope read \\
                  --scope file --days 90
            """
    )

    @Argument(help: ArgumentHelp("The account.", valueName: "account"))
    var account: String

    @Option(help: ArgumentHelp("What the token is for.", valueName: "name"))
    var name: String

    @Option(
        help: ArgumentHelp("read, county, file, manage or audit; may be given again.", valueName: "right")
    )
    var scope: [String] = ["read"]

    @Option(help: ArgumentHelp("How long it lasts, up to 365.", valueName: "days"))
    var days = 90

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let rights = scope.compactMap(Right.init)
        guard rights.count == scope.count else {
            let known = Right.allCases.map(\.rawValue).joined(separator: ", ")
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
