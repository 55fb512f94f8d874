import ArgumentParser
import ChecklistFiles
import Compliance
import Store
import StrictJSON
import Web

/// Files visits of before from a table.
struct ImportInspections: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspections",
        abstract: Wording.both("File visits of before from a table.", "从表格补录以前的检查。"),
        discussion: Wording.about(
            """
            可用 XLSX、XLS、ODS、CSV，各列见 docs/inspections.md，与 export answers 写出
            的相同。每次检查单独提交：好的入库，有错的逐一指出行和列；得分按答案重算，
            与文件不符的也算错。--dry-run 只核对，不写入。同一份文件再导一次，已入库
            的不变，所以改好之后整份再导即可。有任何一次被退回，退出码为 1。
            """,
            """
            Takes XLSX, XLS, ODS and CSV with the columns of docs/inspections.md, which
            export answers writes. Each visit is filed by itself: good ones go in, bad
            ones are named by row and column. Scores are worked out anew, and another in
            the file is a problem. --dry-run only looks. The same file again changes
            nothing of what is in, so mend it and send all of it again. The exit code is
            1 when any visit was refused.
            """
        )
    )

    @Argument(help: .both("The file; - for standard input.", "文件；- 表示标准输入。", value: "file"))
    var file: String

    @ArgumentParser.Flag(help: .both("Look at every visit and write nothing.", "只核对每次检查，不写入。"))
    var dryRun = false

    @Option(help: .both("The sheet of a workbook that has several.", "工作簿有几张表时，读哪一张。", value: "name"))
    var sheet: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let read = await VisitFile.read(try FileBytes.read(file), sheet: sheet)
        guard let table = read.table else { throw Problems(read.problems) }
        let progress = Progress(Wording.text("正在核对 \(file)", "looking at \(file)"))
        let outcome = try await options.withStore { store in
            try await VisitImport(table, in: store, isWriting: !dryRun, now: { .now }) { progress.update($0) }
        }
        progress.finish()
        try options.say(
            outcome.json,
            or: lines(outcome).joined(separator: "\n"),
            else: dryRun ? nil : .doneAllTheSame
        )
        guard outcome.isClear else { throw ExitCode(CommandFailure.Code.refused.rawValue) }
    }

    private func lines(_ outcome: VisitImport) -> [String] {
        let count =
            dryRun
            ? Wording.text(
                "可提交 \(outcome.new) 次，已在案 \(outcome.known) 次，退回 \(outcome.refused) 次；没有写入。",
                "\(outcome.new) can be filed, \(outcome.known) are on record, \(outcome.refused) are refused; nothing was written."
            )
            : Wording.text(
                "提交 \(outcome.new) 次，已在案 \(outcome.known) 次，退回 \(outcome.refused) 次。",
                "\(outcome.new) filed, \(outcome.known) on record, \(outcome.refused) refused."
            )
        let rest =
            outcome.unsaid > 0
            ? [Wording.text("另有 \(outcome.unsaid) 处问题没有列出。", "\(outcome.unsaid) more are not listed.")]
            : []
        return outcome.setAside.map { Wording.text("没有读取：", "set aside: ") + $0.message[.ofShell] }
            + outcome.problems.map { $0.message[.ofShell] } + rest + [count]
    }
}
