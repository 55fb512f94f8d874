import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Links an account to a person at the OpenID provider.
struct UserLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: Wording.both("Link an account to its holder at the OpenID provider.", "关联统一身份认证。"),
        discussion: """
            The subject is what the provider's claim says, to the letter. It takes the
            place of the link that was there. Where a link is changed, or the password
            is taken away by --alone, the account's sessions and tokens end. Example:

              lazaret user link wang-office 8f2c51d0 --issuer https://id.example
            """
    )

    @Argument(help: ArgumentHelp("The account.", valueName: "name"))
    var name: String

    @Argument(help: ArgumentHelp("What the provider calls the holder.", valueName: "subject"))
    var subject: String

    @Option(
        help: ArgumentHelp("The provider; LAZARET_OPENID_ISSUER otherwise.", valueName: "address")
    )
    var issuer: String?

    @ArgumentParser.Flag(help: "The provider alone leads in: take the password away.")
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
        discussion: "The account's sessions and tokens end. Without a password, nothing leads in any more."
    )

    @Argument(help: ArgumentHelp("The account.", valueName: "name"))
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
