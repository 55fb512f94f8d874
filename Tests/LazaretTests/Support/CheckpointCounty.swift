import Foundation
import StrictJSON
import TestSupport
import Testing

/// A small county for tests: checkpoints, with the checklist and baseline of August 2021.
struct CheckpointCounty {
    let shell: Shell
    /// The secret of a token with every right.
    let token: String

    static let sites = (1...8).map { "K-0\($0)" }

    /// The county without its token, made once: what tests clone.
    static let template = TestDatabase.Template("checkpoints", build: settle)

    /// Makes the county in an empty database, through the shell; it has no token yet.
    @Sendable static func settle(in database: String) async throws {
        let shell = Shell(["DATABASE_URL": database, "LAZARET_COUNTY": "test"])
        try await done(shell.run("migrate", "--name", "测试县", "--english-name", "Test County"))
        try await done(
            shell.run(
                "checklist",
                "publish",
                "checklists/checkpoint.yaml",
                "checklists/baseline-2021-08.yaml"
            )
        )
        let rows = sites.map { "\($0),卡点,卡点\($0),01,城关镇,2021-08-01,城关镇卡点带班领导" }
        try await Shell.withFolder { folder in
            let file = folder + "/sites.csv"
            let text = (["编号,类型,名称,乡镇编号,乡镇,启用日期,隔离点负责人"] + rows).joined(separator: "\r\n")
            try Data(text.utf8).write(to: URL(filePath: file))
            try await done(shell.run("import", "sites", file))
        }
        try await done(
            shell.run(
                ["user", "add", "keeper", "--program", "--display", "值班系统"]
                    + ["--role", "administrator", "--role", "auditor"]
            )
        )
    }

    /// The county that was settled in that database, with a token made there.
    init(in database: String) async throws {
        let shell = Shell(["DATABASE_URL": database, "LAZARET_COUNTY": "test"])
        let made = try await shell.run(
            ["user", "token", "keeper", "--name", "tests"]
                + ["read", "county", "file", "manage", "audit"].flatMap { ["--scope", $0] }
        )
        try await Self.done(made)
        self.shell = shell
        token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func done(_ said: Shell.Said) async throws {
        try #require(said.code == 0, "\(said.error)")
    }

    /// An inspection as a client sends it: two items answered, the rest not checked.
    static func filing(
        _ id: String,
        at site: String = "K-01",
        emptyPosts: Int = 0,
        finishedAt: String = "2021-08-18T10:30:00+08:00"
    ) -> Node {
        .object([
            ("id", .string(id)), ("site", .string(site)), ("checklist", "checkpoint"), ("kind", "routine"),
            ("inspectors", .array(["县疾控中心检查员"])), ("escort", "卡点带班领导"),
            ("startedAt", "2021-08-18T10:00:00+08:00"), ("finishedAt", .string(finishedAt)),
            ("facts", .object([("rostered", 3), ("observed", 12), ("closed_lanes", 0)])),
            ("answers", .object([("A-01", .number(emptyPosts)), ("A-02", 3)])),
        ])
    }

    /// The number-th id of a series: a UUID of version 7.
    static func id(_ number: Int, series: Int = 1) -> String {
        "017b57b7-5e80-7000-8\(padded(series, 3))-\(padded(number, 12))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: width - text.count) + text
    }
}

extension CheckpointCounty {
    /// One county for the tests that change nothing.
    static let shared = SharedCounty()

    actor SharedCounty {
        private var making: Task<String, any Error>?

        var url: String {
            get async throws {
                if let making { return try await making.value }
                let task = Task {
                    let url = try await TestDatabase.make(CheckpointCounty.template)
                    _ = try await CheckpointCounty(in: url)
                    return url
                }
                making = task
                return try await task.value
            }
        }
    }
}
