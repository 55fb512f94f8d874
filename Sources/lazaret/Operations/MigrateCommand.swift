import ArgumentParser
import Compliance
import Logging
import Store
import StrictJSON

/// Brings a database to the schema of this release.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: Wording.both("Bring the database's schema up to date.", "升级数据库结构。"),
        discussion: Wording.about(
            "补上缺少的各步，每步一个事务；没有这个县就设立。再运行一次，什么都不变。",
            """
            Applies what is missing, each step in a transaction of its own, and makes
            the county if it is not there. Running it again changes nothing.
            """,
            examples: """
                DATABASE_URL=… lazaret migrate
                DATABASE_URL=… lazaret migrate --county yuning --name 豫宁县
                """
        )
    )

    @OptionGroup var options: CountyOptions

    @Option(help: .both("What the county is called; its code otherwise.", "县的名称；不写则用代码。", value: "text"))
    var name: String?

    @Option(help: .both("The same in English; its name otherwise.", "县的英文名称；不写则用中文名称。", value: "text"))
    var englishName: String?

    func run() async throws {
        let settings = try Settings()
        let county = options.county ?? settings.county
        do {
            try await CommandDatabase.with(settings) { database in
                let applied = try await Store.migrate(database.owner)
                try await database.prepare()
                let zh = name ?? county
                try await Store.createCounty(
                    county,
                    name: Text(zh: zh, en: englishName ?? zh),
                    in: database.owner
                )
                try options.say(
                    .object([("county", .string(county)), ("applied", .array(applied.map { .string($0) }))]),
                    or: applied.isEmpty
                        ? Text(zh: "数据库结构已是最新。", en: "The schema is up to date.")[.ofShell]
                        : applied.joined(separator: "\n"),
                    else: .doneAllTheSame
                )
            }
        } catch StoreError.forbidden {
            throw CommandError.notTheOwner
        }
    }
}
