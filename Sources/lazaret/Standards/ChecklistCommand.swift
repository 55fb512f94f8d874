import ArgumentParser

/// What is done with checklist and baseline files; only publishing needs a database.
struct ChecklistCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist",
        abstract: Wording.both(
            "Check, show, compare and publish checklists and baselines.",
            "检查、查看、比较、发布检查表和基准。"
        ),
        subcommands: [ChecklistLint.self, ChecklistShow.self, ChecklistDiff.self, ChecklistPublish.self]
    )
}
