import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Shows whose wrong tries count.
struct UserWaits: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waits",
        abstract: Wording.both("Whose wrong passwords count, and who has to wait.", "试错后的等候。")
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let waits = try await options.withStore { store in try await store.waits() }
        try options.say(
            .array(waits.map(\.node)),
            or: Terminal.table([Wait.headings] + waits.map(\.cells)),
            leavingOut: waits.unreadable
        )
    }
}

/// Forgets wrong tries.
struct UserClear: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear",
        abstract: Wording.both("End what an account or an address has to wait.", "取消等候。"),
        discussion: Wording.about(
            "取消之后，对的密码马上可用。",
            "The right password is taken at once from then on.",
            examples: """
                lazaret user clear wang-office
                lazaret user clear --address 10.1.2.3
                """
        )
    )

    @Argument(help: .both("The account.", "账号。", value: "name"))
    var name: String?

    @Option(help: .both("An address instead.", "改为某个来源地址。", value: "address"))
    var address: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let whom = name ?? address, name == nil || address == nil else {
            throw CommandError(
                zh: "请写一个账号，或用 --address 写一个地址。",
                en: "Name an account, or an address by --address."
            )
        }
        let kind = name == nil ? Wait.Kind.address : .account
        try await options.withStore { store in try await store.liftWait(kind, whom) }
        try options.say(
            .object([("kind", .string(kind.rawValue)), ("name", .string(whom))]),
            or: Text(zh: "已取消 \(whom) 的等候。", en: "\(whom) has nothing to wait for any more.")[.ofShell],
            else: .doneAllTheSame
        )
    }
}

extension Wait {
    fileprivate var node: Node {
        .object([
            ("kind", .string(kind.rawValue)), ("name", .string(name)), ("tries", .number(tries)),
            ("seconds", .number(seconds)),
        ])
    }

    fileprivate static var headings: [String] {
        [
            ("种类", "kind"), ("账号或地址", "account or address"), ("错误次数", "wrong tries"),
            ("要等几秒", "seconds to wait"),
        ]
        .map { Text(zh: $0.0, en: $0.1)[.ofShell] }
    }

    fileprivate var cells: [String] { [kind.rawValue, name, "\(tries)", "\(seconds)"] }
}
