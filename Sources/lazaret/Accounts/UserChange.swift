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
        discussion: Wording.about(
            """
            没有写的保持不变；写了角色或职务的，取代原有的全部角色或职务。最后一个
            在用的管理员必须仍是管理员。
            """,
            """
            What is not named stays as it is; the roles, and the duties, named take the
            place of those that were there. The last administrator in use stays one.
            """,
            examples: """
                lazaret user change wang-office --role inspector --role leader
                lazaret user change t03 --duty director@T-04
                """
        )
    )

    @Argument(help: .both("The account.", "账号。", value: "name"))
    var name: String

    @Option(
        help: .both("How pages name the holder: the duty, not a name.", "持有人在页面上的称呼：写职务，不写姓名。", value: "duty")
    )
    var display: String?

    @Option(help: .roles)
    var role: [String] = []

    @Option(
        help: .both(
            "A duty at a site, such as director@T-03, of several holders with the first day, medical@C-01@2021-08-01; may be given again.",
            "在某点位的职务，如 director@T-03；同一职务有几人的，加上首日，如 medical@C-01@2021-08-01；可写多次。",
            value: "duty@site"
        )
    )
    var duty: [String] = []

    @ArgumentParser.Flag(help: .both("The holder has no duty any more.", "持有人不再担任任何职务。"))
    var noDuties = false

    @Option(
        help: .both(
            "Where messages reach the holder; empty for nowhere.",
            "给持有人发消息的地址；留空表示没有。",
            value: "address"
        )
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
