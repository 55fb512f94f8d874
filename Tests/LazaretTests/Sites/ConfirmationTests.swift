import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import Compliance

/// Commands that change what is past say what that does, and write nothing unconfirmed.
@Suite struct ConfirmationTests {
    /// The checkpoints, and a township site with a director.
    private static func county(_ url: String, _ body: (Shell, String) async throws -> Void) async throws {
        let shell = try await CheckpointCounty(in: url).shell
        try await Shell.withFolder { folder in
            let file = folder + "/sites.csv"
            let csv = "编号,类型,名称,乡镇编号,乡镇,启用日期,负责人\nT-61,乡镇隔离点,老鸦,61,老鸦乡,2021-08-02,甲\n"
            try Data(csv.utf8).write(to: URL(filePath: file))
            try #require(try await shell.run("import", "sites", file).code == 0)
            try await body(shell, file)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func whatDoesSomethingToThePastIsConfirmed() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Self.county(url) { shell, _ in
                let duty = ["duty", "start", "T-61", "director", "乙", "--from", "2021-08-16"]
                let asked = try await shell.run(duty)
                #expect(asked.code == 1 && asked.output.isEmpty)
                #expect(asked.error.contains("T-61, 2021-08-16 to"), "\(asked.error)")
                #expect(asked.error.contains("director '乙' instead of '甲'") && asked.error.contains("--yes"))
                #expect(try await !shell.run("show", "site", "T-61").output.contains("乙"))
                let dry = try await shell.run(duty + ["--dry-run", "--json"])
                let said = try JSON.read(Array(dry.output.utf8))
                #expect(dry.code == 0 && said["effects"]?.array?.count == 1)
                #expect(try await !shell.run("show", "site", "T-61").output.contains("乙"))
                let done = try await shell.run(duty + ["--yes"])
                #expect(done.code == 0 && done.output.contains("乙"))
                #expect(try await shell.run(duty + ["--yes", "--dry-run"]).code == 2)

                // Nothing of the past changes: nobody is asked.
                let expert = try await shell.run([
                    "duty", "start", "T-61", "expert", "丙", "--from", "2021-08-16",
                ])
                #expect(expert.code == 0 && expert.error.isEmpty, "\(expert.error)")
                let named = ["rename", "township", "61", "新乡", "--reason", "更名"]
                #expect(try await shell.run(named + ["--from", "2021-08-16"]).code == 1)
                #expect(try await shell.run(named).code == 0)

                let period = ["correct", "period", "T-61", "2021-08-02", "--reason", "写错"]
                #expect(try await shell.run(period).code == 2)
                let closed = period + ["--closed", "2021-08-29"]
                let closing = try await shell.run(closed)
                #expect(closing.code == 1 && closing.error.contains("1 fewer"), "\(closing.error)")
                #expect(try await shell.run(closed + ["--yes"]).code == 0)
                let open = try await shell.run(period + ["--closed", "-", "--yes"])
                #expect(open.code == 0 && !open.output.contains("closed 2021"), "\(open.output)")
                let place = [
                    "correct", "site", "T-61", "--reason", "补登", "--latitude", "34.4", "--capacity", "20",
                ]
                #expect(try await shell.run(place).code == 2)
                let whole = try await shell.run(place + ["--longitude", "112.7"])
                #expect(whole.code == 0 && whole.output.contains("latitude 34.400000"), "\(whole.error)")
            }
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aVisitIsWithdrawnNeverUnasked() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let shell = try await CheckpointCounty(in: url).shell
            let id = CheckpointCounty.id(1, series: 500)
            let filing = CheckpointCounty.filing(id, at: "K-01")
            try #require(try await shell.run("file", "-", input: JSON.write(filing)).code == 0)
            let withdraw = ["withdraw", id, "--reason", "点位选错"]
            let asked = try await shell.run(withdraw)
            #expect(asked.code == 1 && asked.error.contains("K-01 counts as not inspected"), "\(asked.error)")
            #expect(
                try await shell.run(withdraw + ["--dry-run"]).output.contains("K-01 counts as not inspected")
            )
            #expect(try await shell.run("show", "site", "K-01").output.contains(id))
            #expect(try await shell.run(withdraw + ["--yes"]).code == 0)
            #expect(try await !shell.run("show", "site", "K-01").output.contains(id))
        }
    }
}
