import ArgumentParser

/// The one executable; every verb is a subcommand.
@main
struct Lazaret: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lazaret",
        abstract: "Inspect quarantine sites against the provincial minimum. 隔离点检查、评分、整改与周报。",
        discussion: """
            Start here:
              lazaret serve --demo          a demo county at http://127.0.0.1:8080
              lazaret checklist lint FILE   every problem of a checklist, with line and item
              lazaret score --help          score answers without a database

            The database is the one DATABASE_URL names; without it, Lazaret runs a private PostgreSQL of its own.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(name: "Run / 运行:", subcommands: [Serve.self, Migrate.self, Demo.self]),
            CommandGroup(name: "Standards / 标准:", subcommands: [ChecklistCommand.self, Score.self]),
            CommandGroup(
                name: "Inspections / 检查:",
                subcommands: [Import.self, File.self, Show.self, Week.self]
            ),
        ]
    )
}
