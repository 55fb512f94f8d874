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
        discussion: """
            Examples:

              lazaret audit list --site T-03
              lazaret audit list --verb revise --from 2021-08-16 --to 2021-08-22 --json
            """
    )

    @Option(
        help: ArgumentHelp(
            "Sites that it is about, by code or words of what they are or were called.",
            valueName: "words"
        )
    )
    var site: String?

    @Option(
        help: ArgumentHelp(
            "Who did it: an account, or words of what its holder is called.",
            valueName: "words"
        )
    )
    var actor: String?

    @Option(help: ArgumentHelp("The kind of thing that it is about.", valueName: "kind"))
    var kind: EntryKind?

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
            to: try to.map(Self.day),
            site: site,
            kind: kind
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
        let (entry, names) = (listed.entry, listed.names)
        let name = names.site?.name[.ofShell] ?? names.township?[.ofShell] ?? names.account
        let seal = listed.sealedUnder.map { "\($0)" } ?? "-"
        return [
            String(entry.number), entry.happenedAt?.shanghai ?? "-",
            names.actor.map { "\(entry.actor) \($0)" } ?? entry.actor, entry.verb,
            name.map { "\(entry.object) \($0)" } ?? entry.object, seal, entry.reason ?? "",
        ]
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
