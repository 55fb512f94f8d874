import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Changes how an account is shown, its roles, its duties, and where messages reach its holder.
struct UserChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: Wording.both(
            "Change an account's display name, roles, duties or address for messages.",
            "更改账号。"
        ),
        discussion: """
            What is not named stays as it is; the roles, and the duties, named take the
            place of those that were there. The last administrator in use stays one.
            Examples:

              lazaret user change wang-office --role inspector --role leader
              lazaret user change t03 --duty director@T-04
            """
    )

    @Argument(help: ArgumentHelp("The account.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("How pages name the holder: the duty, not a name.", valueName: "duty"))
    var display: String?

    @Option(
        help: ArgumentHelp(
            "inspector, administrator, supervision, director, holder, leader or auditor; may be given again.",
            valueName: "role"
        )
    )
    var role: [String] = []

    @Option(
        help: ArgumentHelp(
            "A duty at a site, such as director@T-03, of several holders with the first day, medical@C-01@2021-08-01; may be given again.",
            valueName: "duty@site"
        )
    )
    var duty: [String] = []

    @ArgumentParser.Flag(help: "The holder has no duty any more.")
    var noDuties = false

    @Option(
        help: ArgumentHelp("Where messages reach the holder; empty for nowhere.", valueName: "address")
    )
    var messageAddress: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard duty.isEmpty || !noDuties else {
            throw CommandError(
                zh: "--duty 和 --no-duties 只能用一个。",
                en: "Give --duty or --no-duties, not both."
            )
        }
        let change = try AccountChange(
            display: display,
            roles: role,
            duties: duty.isEmpty && !noDuties ? nil : duty,
            messageAddress: messageAddress
        )
        let isChanged = try await options.withStore { store in try await store.change(name, to: change) }
        let text =
            isChanged
            ? Text(zh: "已更改 \(name)。", en: "Changed \(name).")
            : Text(zh: "\(name) 本来就是这样，没有改动。", en: "\(name) is so already; nothing was changed.")
        try options.say(
            .object([("account", .string(name)), ("changed", .bool(isChanged))]),
            or: text[.ofShell],
            else: .doneAllTheSame
        )
    }
}
