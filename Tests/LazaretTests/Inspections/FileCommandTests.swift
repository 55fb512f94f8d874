import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import Compliance
@testable import lazaret

/// Filing at the shell, and what is shown of it then, against a real database.
@Suite struct FileCommandTests {
    private typealias County = CheckpointCounty

    @Test func oneInspectionIsFiledShownAndCounted() async throws {
        try await TestDatabase.withDatabase(County.template) { database in
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

    @Test func aClockThatWasAheadIsSaid() async throws {
        try await TestDatabase.withDatabase(County.template) { database in
            let county = try await County(in: database)
            let (began, ended) = (Instant.now.adding(seconds: -1200), Instant.now.adding(seconds: 300))
            let filing = County.filing(County.id(1), finishedAt: "\(ended)")
            let members = try #require(filing.object).map { ($0.name, $0.value) }
            let document = Node.object(
                members.map { ($0.0, $0.0 == "startedAt" ? .string("\(began)") : $0.1) }
            )
            let filed = try await county.shell.run("file", "-", input: JSON.write(document))
            #expect(filed.code == 0, "\(filed.error)")
            let english =
                "The sender's clock was ahead: it says that the visit ended at \(ended.shanghai); it counts as ended when received, at "
            #expect(filed.output.contains(english), "\(filed.output)")
            let shown = try await county.shell.run("show", "inspection", County.id(1))
            #expect(shown.output.contains(english))
            let settings = county.shell.settings.merging(["LC_ALL": "zh_CN.UTF-8"]) { $1 }
            let chinese = try await Shell(settings).run("show", "inspection", County.id(1))
            #expect(chinese.output.contains("提交的手机比服务器快：填的结束时间是 \(ended.shanghai)，按收到的时间 "))
            // One whose clock was right says nothing of it.
            let right = try await county.shell.run(
                "file",
                "-",
                input: JSON.write(County.filing(County.id(2), at: "K-02"))
            )
            #expect(right.code == 0 && !right.output.contains("clock"), "\(right.error)")
        }
    }

    @Test func theSameAgainIsFineAndOtherContentIsAConflict() async throws {
        try await TestDatabase.withDatabase(County.template) { database in
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
}
