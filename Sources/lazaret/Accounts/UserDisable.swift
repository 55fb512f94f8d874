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

    @Argument(help: .both("The account.", "账号。", value: "name"))
    var name: String

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let ended = try await options.withStore { store -> [String]? in
            let record = try await store.account(name)
            let heading = Text(zh: "停用 \(name)：", en: "Disabling \(name):")
            guard try confirmation.allows(Self.effects(on: record), under: heading, always: true, options)
            else { return nil }
            return try await store.disable(name)
        }
        guard let ended else { return }
        try options.say(
            .object([("account", .string(name)), ("disabled", true), ("tokensEnded", .names(ended))]),
            or: Text(zh: "已停用 \(name)。", en: "Disabled \(name).").line(endedTokens: ended),
            else: .doneAllTheSame
        )
    }

    /// What ends with it, and what stays.
    private static func effects(on record: AccountRecord) -> [Text] {
        let tokens = record.tokens.isEmpty ? nil : record.tokens
        return [
            Text(
                zh: "结束 \(record.sessions) 处登录" + (tokens.map { "和令牌 \($0.joined(separator: "、"))" } ?? ""),
                en: "ends \(record.sessions) sessions"
                    + (tokens.map { " and the tokens \($0.joined(separator: ", "))" } ?? "")
            ),
            Text(
                zh: "草稿 \(record.drafts) 份留着，别人可以接手；记录和检查不变",
                en:
                    "\(record.drafts.of("draft stays", "drafts stay")), and others may take them over; the record and inspections stay as they are"
            ),
        ]
    }
}

/// Lets a disabled account in again.
struct UserEnable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: Wording.both("Let a disabled account in again.", "恢复账号。")
    )

    @Argument(help: .both("The account.", "账号。", value: "name"))
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
