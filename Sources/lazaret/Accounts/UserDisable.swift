import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Lets nobody in with the account, from now on.
struct UserDisable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: Wording.both("End an account's sessions and tokens and let nobody in.", "停用账号。")
    )

    @Argument(help: ArgumentHelp("The account.", valueName: "name"))
    var name: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let ended = try await options.withStore { store in try await store.disable(name) }
        try options.say(
            .object([("account", .string(name)), ("disabled", true), ("tokensEnded", .names(ended))]),
            or: Text(zh: "已停用 \(name)。", en: "Disabled \(name).").line(endedTokens: ended),
            else: .doneAllTheSame
        )
    }
}

/// Lets a disabled account in again.
struct UserEnable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: Wording.both("Let a disabled account in again.", "恢复账号。")
    )

    @Argument(help: ArgumentHelp("The account.", valueName: "name"))
    var name: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        try await options.withStore { store in try await store.enable(name) }
        try options.say(
            .object([("account", .string(name)), ("disabled", false)]),
            or: Text(zh: "已恢复 \(name)。", en: "Enabled \(name).")[.ofShell],
            else: .doneAllTheSame
        )
    }
}
