import ArgumentParser

/// What is done with checklist and baseline files, without a database.
struct ChecklistCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist",
        abstract: "Check, show and compare checklist and baseline files. 检查、查看、比较检查表和基准。",
        subcommands: [ChecklistLint.self, ChecklistShow.self, ChecklistDiff.self]
    )
}
