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
        abstract: "List entries, the newest first. 列出记录,最新的在前。",
        discussion: """
            Examples:

              lazaret audit list --object site/T-03
              lazaret audit list --verb revise --from 2021-08-16 --to 2021-08-22 --json
            """
    )

    @Option(help: ArgumentHelp("Who did it.", valueName: "account"))
    var actor: String?

    @Option(help: ArgumentHelp("What was done.", valueName: "verb"))
    var verb: String?

    @Option(help: ArgumentHelp("How the object begins.", valueName: "object"))
    var object: String?

    @Option(help: ArgumentHelp("From this day on, Asia/Shanghai.", valueName: "YYYY-MM-DD"))
    var from: String?

    @Option(help: ArgumentHelp("To this day, inclusive.", valueName: "YYYY-MM-DD"))
    var to: String?

    @Option(help: ArgumentHelp("Entries before this number, to page on.", valueName: "number"))
    var before: Int?

    @Option(help: ArgumentHelp("How many, at most 1000.", valueName: "count"))
    var limit = 100

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let filter = EntryFilter(
            actor: actor,
            verb: verb,
            object: object,
            from: try from.map(Self.day),
            to: try to.map(Self.day)
        )
        let limit = min(max(limit, 1), 1000)
        let page = try await options.withStore { [before] store in
            try await store.note("read", "audit")
            return try await store.entries(filter, before: before, limit: limit)
        }
        try options.say(
            page.json,
            or: Terminal.table(page.entries.map(Self.row)),
            leavingOut: page.unreadable
        )
    }

    private static func row(_ listed: ListedEntry) -> [String] {
        let entry = listed.entry
        let seal = listed.sealedUnder.map { "\($0)" } ?? "-"
        return [
            String(entry.number), entry.happenedAt?.shanghai ?? "-", entry.actor, entry.verb, entry.object,
            seal,
            entry.reason ?? "",
        ]
    }

    private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else {
            throw CommandError(
                zh: "没有“\(text)”这一天,写法如 2021-08-18。",
                en: "There is no day '\(text)'; write it as 2021-08-18."
            )
        }
        return day
    }
}
