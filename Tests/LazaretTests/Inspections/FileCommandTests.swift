import Foundation
import StrictJSON
import TestSupport
import Testing

/// Filing and looking at the shell, against a real database.
@Suite struct FileCommandTests {
    private typealias County = CheckpointCounty

    @Test func oneInspectionIsFiledShownAndCounted() async throws {
        try await TestDatabase.withDatabase { database in
            let shell = try await County(in: database).shell
            let id = County.id(1)
            let filed = try await shell.run("file", "--json", "-", input: JSON.write(County.filing(id)))
            #expect(filed.code == 0, "\(filed.error)")
            let receipt = try JSON.read(Array(filed.output.utf8))
            #expect(receipt["outcome"]?.string == "filed")
            #expect(receipt["id"]?.string == id)
            #expect(receipt["floorHolds"]?.bool == false)

            let shown = try await shell.run("show", "inspection", id)
            #expect(shown.code == 0)
            #expect(shown.output.contains("not checked"))
            let site = try await shell.run("show", "site", "K-01", "--json")
            #expect(try JSON.read(Array(site.output.utf8))["inspections"]?.number == "1")
            let week = try await shell.run("week", "2021-W33", "--json")
            let others = try JSON.read(Array(week.output.utf8))["others"]?.array
            #expect(others?.first { $0["kind"]?.string == "checkpoint" }?["inspected"]?.number == "1")
        }
    }

    @Test func theSameAgainIsFineAndOtherContentIsAConflict() async throws {
        try await TestDatabase.withDatabase { database in
            let shell = try await County(in: database).shell
            let lines = [
                JSON.write(County.filing(County.id(1))),
                JSON.write(County.filing(County.id(1))),
                JSON.write(County.filing(County.id(1), emptyPosts: 2)),
                "{\"id\": 1",
                "",
                JSON.write(County.filing(County.id(2), at: "K-99")),
                JSON.write(County.filing(County.id(3), at: "K-03", finishedAt: "2021-08-18T09:00:00+08:00")),
            ]
            let said = try await shell.run("file", "--ndjson", "-", input: lines.joined(separator: "\n"))
            #expect(said.code == 1)
            let answers = try said.lines.map { try JSON.read(Array($0.utf8)) }
            #expect(
                answers.map { $0["outcome"]?.string } == [
                    "filed", "repeated", "refused", "refused", "refused", "refused",
                ]
            )
            #expect(answers.map { $0["line"]?.number } == ["1", "2", "3", "4", "6", "7"])
            #expect(answers[0]["score"] == answers[1]["score"])
            #expect(answers[3]["problems"]?.array?.first?["code"]?.string == "unexpectedEnd")
            #expect(answers[4]["problems"]?.array?.contains { $0["pointer"]?.string == "/site" } == true)
            #expect(
                answers[5]["problems"]?.array?
                    .contains {
                        $0["pointer"]?.string == "/startedAt" || $0["pointer"]?.string == "/finishedAt"
                    } == true
            )
        }
    }

    @Test(arguments: [
        (["show", "inspection", "nonsense"], 1, "There is no inspection 'nonsense'."),
        (["show", "site", "K-77"], 1, "There is no site 'K-77'."),
        (["week", "2021-W54"], 2, "There is no week '2021-W54'"),
        (["week", "last"], 2, "There is no week 'last'"),
        (["file", "no-such-file.json"], 2, "no-such-file.json"),
        (["file", "--jobs", "0", "-"], 2, "--jobs must be from 1 to 64."),
        (["import", "sites", "README.md"], 1, "README.md"),
        (
            ["week", "--county", "nowhere"], 69,
            "There is no county 'nowhere' in the database; there is: test."
        ),
    ])
    func whatIsWrongIsSaidInWords(_ arguments: [String], _ code: Int32, _ words: String) async throws {
        let database = try await Self.shared.url
        let shell = Shell(["DATABASE_URL": database, "LAZARET_COUNTY": "test"])
        let said = try await shell.run(arguments)
        #expect(said.code == code)
        #expect(said.error.contains(words), "\(said.error)")
        #expect(said.output.isEmpty)
    }

    @Test func nobodyAnswersIsTryAgain() async throws {
        let said = try await Shell(["DATABASE_URL": "host=/nonexistent dbname=x"]).run("week")
        #expect(said.code == 75)
        #expect(said.error.contains("The database did not answer"))
    }

    @Test func theLanguageIsTheShells() async throws {
        let shell = Shell([
            "DATABASE_URL": try await Self.shared.url, "LAZARET_COUNTY": "test", "LC_ALL": "zh_CN.UTF-8",
        ])
        let said = try await shell.run("show", "site", "K-77")
        #expect(said.error.contains("没有编号为“K-77”的点位。"))
    }

    @Test func importingAgainChangesNothing() async throws {
        let shell = Shell(["DATABASE_URL": try await Self.shared.url, "LAZARET_COUNTY": "test"])
        try await Shell.withFolder { folder in
            let file = folder + "/sites.csv"
            let text = "编号,类型,名称,乡镇编号,乡镇,启用日期\nK-01,卡点,卡点K-01,01,城关镇,2021-08-01\n"
            try Data(text.utf8).write(to: URL(filePath: file))
            let said = try await shell.run("import", "sites", file)
            #expect(said.output == "0 added, 0 changed, 1 unchanged.\n")
        }
    }

    @Test func whatTheRecordsRefuseIsNamedByFileAndRow() async throws {
        let shell = Shell(["DATABASE_URL": try await Self.shared.url, "LAZARET_COUNTY": "test"])
        try await Shell.withFolder { folder in
            let rows = [
                "K-20,卡点,新卡点,01,城关镇,2021-08-01\nK-01,责任区,责任区,01,城关镇,2021-08-01",
                "K-20,卡点,又一个,01,城关镇,2021-08-01",
            ]
            let files = try rows.enumerated()
                .map { index, rows in
                    let file = folder + "/\(index).csv"
                    try Data("编号,类型,名称,乡镇编号,乡镇,启用日期\n\(rows)\n".utf8).write(to: URL(filePath: file))
                    return file
                }
            let said = try await shell.run(["import", "sites"] + files)
            #expect(said.code == 1)
            #expect(
                said.error.contains("0.csv:3:1: row 3, column 'kind': Site 'K-01' is on record as checkpoint")
            )
            #expect(said.error.contains("1.csv:2:1: row 2, column 'code': Site 'K-20' appears twice."))
            #expect(try await shell.run("show", "site", "K-20").code == 1)
        }
    }

    /// One county for the tests that change nothing.
    private static let shared = SharedCounty()

    private actor SharedCounty {
        private var making: Task<String, any Error>?

        var url: String {
            get async throws {
                if let making { return try await making.value }
                let task = Task {
                    let url = try await TestDatabase.make()
                    _ = try await CheckpointCounty(in: url)
                    return url
                }
                making = task
                return try await task.value
            }
        }
    }
}
