import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Links an account to a person at the OpenID provider.
struct UserLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: Wording.both("Link an account to its holder at the OpenID provider.", "关联统一身份认证。"),
        discussion: Wording.about(
            """
            subject 即认证服务所给的称呼，一字不差。原有的关联由它取代。改了关联，或
            以 --alone 取消了密码的，账号的会话和令牌随之结束。
            """,
            """
            The subject is what the provider's claim says, to the letter. It takes the
            place of the link that was there. Where a link is changed, or the password
            is taken away by --alone, the account's sessions and tokens end.
            """,
            examples: "lazaret user link wang-office 8f2c51d0 --issuer https://id.example"
        )
    )

    @Argument(help: .both("The account.", "账号。", value: "name"))
    var name: String

    @Argument(help: .both("What the provider calls the holder.", "认证服务怎样称呼持有人。", value: "subject"))
    var subject: String

    @Option(
        help: .both(
            "The provider; LAZARET_OPENID_ISSUER otherwise.",
            "认证服务；不写则用 LAZARET_OPENID_ISSUER。",
            value: "address"
        )
    )
    var issuer: String?

    @ArgumentParser.Flag(
        help: .both("The provider alone leads in: take the password away.", "只用统一身份认证登录：取消密码。")
    )
    var alone = false

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let link = try OpenIDLink(subject: subject, issuer: try issuer ?? Settings().issuer)
        let ended = try await options.withStore { store in
            try await store.link(name, to: link, alone: alone)
        }
        try options.say(
            .object([
                ("account", .string(name)), ("openID", .string(link.subject)),
                ("issuer", link.issuer.map(Node.string)), ("tokensEnded", .names(ended)),
            ]),
            or: Text(zh: "已把 \(name) 关联到 \(link)。", en: "Linked \(name) to \(link).")
                .line(endedTokens: ended),
            else: .doneAllTheSame
        )
    }
}

/// Takes an account's link away.
struct UserUnlink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink",
        abstract: Wording.both("Take away an account's link to the OpenID provider.", "解除关联。"),
        discussion: Wording.about(
            "账号的会话和令牌随之结束。没有密码的，就再也登录不了。",
            """
            The account's sessions and tokens end. Without a password, nothing leads in any more.
            """
        )
    )

    @Argument(help: .both("The account.", "账号。", value: "name"))
    var name: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let ended = try await options.withStore { store in try await store.unlink(name) }
        try options.say(
            .object([("account", .string(name)), ("openID", .null), ("tokensEnded", .names(ended))]),
            or: Text(zh: "已解除 \(name) 的关联。", en: "Unlinked \(name).").line(endedTokens: ended),
            else: .doneAllTheSame
        )
    }
}
