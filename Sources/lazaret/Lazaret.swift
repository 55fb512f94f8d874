import ArgumentParser
import Foundation
import StrictJSON

/// The one executable; every verb is a subcommand.
struct Lazaret: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lazaret",
        abstract: Wording.both("Inspect quarantine sites against the provincial minimum.", "隔离点检查、评分、整改与周报。"),
        discussion: Wording.text(chinese, english),
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: Wording.title("Inspections and sites", "检查与点位"),
                subcommands: [
                    FileCommand.self, ScoreCommand.self, WhatIfCommand.self, ShowCommand.self,
                    ImportCommand.self, ExportCommand.self, DutyCommand.self, CorrectCommand.self,
                    RenameCommand.self,
                    WithdrawCommand.self, NoticeCommand.self, OrderCommand.self, EvidenceCommand.self,
                    SubmitCommand.self,
                ]
            ),
            CommandGroup(
                name: Wording.title("Planning", "安排"),
                subcommands: [PlanCommand.self, OwedCommand.self, CadenceCommand.self, DrawCommand.self]
            ),
            CommandGroup(
                name: Wording.title("Accountability", "问责"),
                subcommands: [CaseCommand.self, ReportCommand.self, LadderCommand.self]
            ),
            CommandGroup(name: Wording.title("Weeks", "周报"), subcommands: [WeeksCommand.self]),
            CommandGroup(
                name: Wording.title("Standards", "标准"),
                subcommands: [ChecklistCommand.self, StandardCommand.self, GuideCommand.self]
            ),
            CommandGroup(name: Wording.title("Accounts", "账号"), subcommands: [UserCommand.self]),
            CommandGroup(name: Wording.title("Audit", "审计"), subcommands: [AuditCommand.self]),
            CommandGroup(
                name: Wording.title("Operations", "运维"),
                subcommands: [
                    ServeCommand.self, ClockCommand.self, MigrateCommand.self, DemoCommand.self,
                    BackupCommand.self,
                    RestoreCommand.self,
                ]
            ),
        ]
    )

    private static let chinese = """
        从这里开始：

          lazaret serve --demo          演示县，见 http://127.0.0.1:8080
          lazaret checklist lint 文件   检查表的全部问题，逐一指出行号
          lazaret score --help          不用数据库，直接打分
          lazaret file visit.json       提交检查，并看结论

        数据库由 DATABASE_URL 指定；没有指定时，Lazaret 自己运行一个专用的 PostgreSQL。
        以表格回答的命令，加上 --json 就以 JSON 回答。

        退出码：0 完成；1 送来的内容被拒绝，并逐一指出；2 命令、文件或设置不对；
        69 没有可用的数据库，或其结构不是本版本的；74 结果没有写出；
        75 数据库暂时没有应答，请原样重试；77 无权这样做。
        """

    private static let english = """
        Start here:

          lazaret serve --demo          a demo county at http://127.0.0.1:8080
          lazaret checklist lint FILE   every problem of a checklist, with its line
          lazaret score --help          score answers without a database
          lazaret file visit.json       file an inspection, see what came of it

        The database is the one DATABASE_URL names; without it, Lazaret runs a
        private PostgreSQL of its own. What answers with a table answers with JSON
        when asked by --json.

        Exit codes: 0 done; 1 something that was sent was refused, and named; 2 the
        command, a file or a setting is not right; 69 there is no database to be
        had, or not with the schema of this release; 75 the database does not
        answer now, so try the same again; 74 the answer could not be written; 77 whoever asks may not do that.
        """
}

/// Shows what is on record.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Wording.both("Show an inspection, a site or the register of gaps.", "查看检查、点位或整改台账。"),
        subcommands: [ShowInspection.self, ShowSite.self, ShowGaps.self]
    )
}

@main
enum Main {
    static func main() async {
        Output.ignoreBrokenPipes()
        do {
            try checkArgumentsAndSettings()
            var command = try Lazaret.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            CommandFailure(error).sayAndExit()
        }
    }

    /// Refuses what is not `StreamSafe` in what a command is given, before anything compares it.
    private static func checkArgumentsAndSettings() throws {
        if let place = CommandLine.arguments.firstIndex(where: { !$0.isStreamSafe }) {
            throw CommandError(
                zh: "第 \(place) 个参数里\(StreamSafe.zh)，没有执行。",
                en: "Nothing was done: in argument \(place) \(StreamSafe.en)."
            )
        }
        let environment = ProcessInfo.processInfo.environment
        for setting in Setting.allCases where environment[setting.rawValue]?.isStreamSafe == false {
            throw CommandError(
                zh: "环境变量 \(setting.rawValue) 里\(StreamSafe.zh)，没有执行。",
                en: "Nothing was done: in \(setting.rawValue) \(StreamSafe.en)."
            )
        }
    }
}
