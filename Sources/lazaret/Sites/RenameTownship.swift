import ArgumentParser
import Compliance
import Store
import StrictJSON

/// What can be called otherwise.
struct RenameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: Wording.both("Call a township otherwise from a day on.", "乡镇更名。"),
        subcommands: [RenameTownship.self]
    )
}

/// Calls a township otherwise: an act of its own, never the side effect of one site's row.
struct RenameTownship: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "township",
        abstract: Wording.both("Call a township otherwise from a day on.", "乡镇更名。"),
        discussion: Wording.about(
            "此前的名称不变，当时的周报和检查仍用当时的名称。",
            """
            What it was called until then stays, in weeks and inspections of then.
            """,
            examples: """
                lazaret rename township 03 石桥街道 --english "Shiqiao Subdistrict" \\
                  --from 2021-09-01 --reason 撤镇设街道
                """
        )
    )

    @Argument(help: .both("The township's code.", "乡镇编号。", value: "code"))
    var code: String

    @Argument(help: .both("The new name.", "新名称。", value: "name"))
    var name: String

    @Option(help: .both("The new name in English; the same otherwise.", "新的英文名称；不写则与中文相同。", value: "name"))
    var english: String?

    @Option(
        help: .both("The first day; today otherwise.", "起始日；不写则为今天。", value: "day"),
        transform: Day.argument
    )
    var from: Day?

    @Option(help: .both("Why; it stays on record.", "理由，会记录在案。", value: "text"))
    var reason: String

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let name = Text(zh: name, en: english ?? name)
        let isDone = try await options.withStore { store in
            let preview = try await store.judgeRenaming(code, to: name, from: from, why: reason)
            guard try confirmation.allows(preview.effects, options) else { return false }
            try await store.renameTownship(
                code,
                to: name,
                from: from,
                why: reason,
                edition: preview.edition
            )
            return true
        }
        guard isDone else { return }
        try options.say(
            .object([
                ("township", .string(code)),
                ("name", .object([("zh", .string(name.zh)), ("en", .string(name.en))])),
                ("from", from.map { .string("\($0)") }),
            ]),
            or: Wording.text("乡镇 \(code) 更名为“\(name.zh)”。", "Township \(code) is called '\(name.en)'."),
            else: .doneAllTheSame
        )
    }
}
