import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// What can be imported.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: Wording.both("Import a register of sites, or visits of before.", "导入点位名册，或补录以前的检查。"),
        subcommands: [ImportSites.self, ImportInspections.self]
    )
}

/// Takes sites, townships and who holds which duty from files.
struct ImportSites: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sites",
        abstract: Wording.both("Import sites and duty holders.", "导入点位和责任人。"),
        discussion: Wording.about(
            """
            可用 XLSX、XLS、ODS、CSV 和 YAML，表头中英文均可；各列见
            docs/registers.md：

              编号,类型,名称,乡镇编号,乡镇,启用日期,隔离点负责人
              K-01,卡点,国道卡点,01,城关镇,2021-08-01,国道卡点带班领导

            要么全部导入，要么一行不导：有错的每一行都连同栏名指出，一行也不导入。
            可作两种理解的会发问，用 --confirm 答复。--dry-run 只说明会改什么，不
            写入；没有妨碍的以 0 退出，否则以 1 退出。同一份文件再导一次，什么都
            不变。
            """,
            """
            Takes XLSX, XLS, ODS, CSV and YAML, with Chinese or English headings;
            docs/registers.md lists the columns:

              编号,类型,名称,乡镇编号,乡镇,启用日期,隔离点负责人
              K-01,卡点,国道卡点,01,城关镇,2021-08-01,国道卡点带班领导

            All or nothing: every bad row is named with its column, and then nothing
            at all is imported. What can be read in two ways is asked, and taken with
            --confirm. --dry-run says what would change and writes nothing; it ends
            with 0 where nothing stands in the way, and with 1 otherwise. The same
            file again changes nothing.
            """
        )
    )

    @Argument(
        help: .both(
            "Registers: .xlsx, .xls, .ods, .csv, .yaml or .yml.",
            "名册文件：.xlsx、.xls、.ods、.csv、.yaml 或 .yml。",
            value: "file"
        )
    )
    var files: [String]

    @ArgumentParser.Flag(
        help: .both("Say what would change, field by field, and write nothing.", "只逐栏说明会改什么，不写入。")
    )
    var dryRun = false

    @Option(help: .both("The sheet of a workbook that has several.", "工作簿有几张表时，读哪一张。", value: "name"))
    var sheet: String?

    @Option(
        parsing: .singleValue,
        help: .both(
            "The answer to a question, by its id; may be given several times.",
            "对某一问的答复，写它的编号；可写多次。",
            value: "id"
        )
    )
    var confirm: [String] = []

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let registers = try RegisterFiles(files)
        let confirmed = Set(confirm)
        let outcome: ImportOutcome? = try await options.withStore { store in
            let preview = try await registers.preview(sheet: sheet, confirming: confirmed, in: store)
            guard !dryRun else {
                try options.say(preview.json, or: PreviewText(preview).whole)
                guard preview.isClear else { throw ExitCode(CommandFailure.Code.refused.rawValue) }
                return nil
            }
            guard preview.isClear else { throw RegisterProblems(preview) }
            if !preview.asideLines.isEmpty { Terminal.note(preview.asideLines.joined(separator: "\n")) }
            return try await store.importSites(
                preview.entries,
                confirming: confirmed,
                at: preview.change?.edition,
                on: preview.change?.day
            )
        }
        guard let outcome else { return }
        try options.say(
            .object([
                ("added", .number(outcome.added)), ("changed", .number(outcome.changed)),
                ("unchanged", .number(outcome.unchanged)),
            ]),
            or: Text(
                zh: "新增 \(outcome.added) 个，更改 \(outcome.changed) 个，未变 \(outcome.unchanged) 个。",
                en: "\(outcome.added) added, \(outcome.changed) changed, \(outcome.unchanged) unchanged."
            )[.ofShell],
            else: .doneAllTheSame
        )
    }
}
