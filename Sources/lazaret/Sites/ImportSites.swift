import ArgumentParser
import Compliance
import Store
import StrictJSON

/// What can be imported.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import a register of sites. 导入点位名册。",
        subcommands: [ImportSites.self]
    )
}

/// Takes sites, townships and who holds which duty from files.
struct ImportSites: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sites",
        abstract: "Import sites and duty holders from CSV or YAML. 从 CSV 或 YAML 导入点位和责任人。",
        discussion: """
            A CSV may be UTF-8 or GBK, with Chinese or English headings;
            docs/checklists.md lists the columns:

              编号,类型,名称,乡镇编号,乡镇,启用日期,隔离点负责人
              K-01,卡点,国道卡点,01,城关镇,2021-08-01,国道卡点带班领导

            All or nothing: every bad row is named with its column, and then nothing
            at all is imported. The same file again changes nothing.
            """
    )

    @Argument(help: ArgumentHelp("Registers: .csv, .yaml or .yml.", valueName: "file"))
    var files: [String]

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let registers = try RegisterFiles(files)
        let outcome: ImportOutcome
        do {
            outcome = try await options.withStore { store in
                try await store.importSites(registers.entries)
            }
        } catch let problems as Problems {
            throw registers.located(problems)
        }
        try options.say(
            .object([
                ("added", .number(outcome.added)), ("changed", .number(outcome.changed)),
                ("unchanged", .number(outcome.unchanged)),
            ]),
            or: Text(
                zh: "新增 \(outcome.added) 个,更改 \(outcome.changed) 个,未变 \(outcome.unchanged) 个。",
                en: "\(outcome.added) added, \(outcome.changed) changed, \(outcome.unchanged) unchanged."
            )[.ofShell],
            else: .doneAllTheSame
        )
    }
}
