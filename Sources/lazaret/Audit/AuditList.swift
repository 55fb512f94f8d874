import ArgumentParser
import Compliance
import AuditLog
import Store
import StrictJSON
import Web

/// Lists entries of the record.
struct AuditList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Wording.both("List entries, the newest first.", "列出记录，最新的在前。"),
        discussion: Wording.about(
            "加 --json 则按原样给出所存的内容。",
            "With --json, what is kept as it is kept.",
            examples: """
                lazaret audit list --site T-03
                lazaret audit list --verb revise --from 2021-08-16 --to 2021-08-22 --json
                """
        )
    )

    @Option(
        help: .both(
            "Sites that it is about, by code or words of what they are or were called.",
            "关于哪些点位：编号，或现名、曾用名里的字词。",
            value: "words"
        )
    )
    var site: String?

    @Option(
        help: .both(
            "Who did it: an account, or words of what its holder is called.",
            "谁做的：账号，或持有人称呼里的字词。",
            value: "words"
        )
    )
    var actor: String?

    @Option(help: .both("The kind of thing that it is about.", "关于哪类事物。", value: "kind"))
    var kind: EntryKind?

    @Option(help: .both("What was done.", "做了什么。", value: "verb"))
    var verb: String?

    @Option(help: .both("How the object begins.", "对象以什么开头。", value: "object"))
    var object: String?

    @Option(help: .both("From this day on, Asia/Shanghai.", "从这一天起，北京时间。", value: "YYYY-MM-DD"))
    var from: String?

    @Option(help: .both("To this day, inclusive.", "到这一天为止，含当天。", value: "YYYY-MM-DD"))
    var to: String?

    @Option(help: .both("Entries before this number, to page on.", "这个号码之前的记录，用于翻页。", value: "number"))
    var before: Int?

    @Option(help: .both("How many, at most 1000.", "几条，最多 1000。", value: "count"))
    var limit = 100

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let filter = EntryFilter(
            actor: actor,
            verb: verb,
            object: object,
            from: try from.map(Self.day),
            to: try to.map(Self.day),
            site: site,
            kind: kind
        )
        let limit = min(max(limit, 1), 1000)
        let page = try await options.withStore { [before] store in
            try await store.note("read", "audit")
            return try await store.entries(filter, before: before, limit: limit)
        }
        let rows = try AuditTable.rows(page.entries, in: .ofShell)
        try options.say(page.json, or: Terminal.table(rows), leavingOut: page.unreadable)
    }

    private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else {
            throw CommandError(
                zh: "没有“\(text)”这一天，写法如 2021-08-18。",
                en: "There is no day '\(text)'; write it as 2021-08-18."
            )
        }
        return day
    }
}

extension EntryKind: ExpressibleByArgument {}
