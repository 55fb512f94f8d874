import Cases
import Compliance
import Foundation
import StrictJSON
import TestSupport
import Testing

/// The 2,242 real inspections of 2012, through the shell: their official scores come out, both ways.
@Suite struct LexingtonTests {
    private static let sites = (0..<50).map { "K-\($0)" }

    /// A folder with the form, the pass mark and a line for each inspection.
    private func withFiles(_ body: (Lexington, String) async throws -> Void) async throws {
        let lexington = try Lexington()
        #expect(lexington.inspections.count == 2242)
        try await Shell.withFolder { folder in
            try write(JSON.write(lexington.checklist.node), to: folder + "/form.json")
            try write(JSON.write(lexington.baseline.node), to: folder + "/baseline.json")
            try await body(lexington, folder)
        }
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    @Test func scoredWithoutADatabase() async throws {
        try await withFiles { lexington, folder in
            let lines = lexington.inspections.map { inspection in
                JSON.write(
                    .object([
                        ("visitDate", .string("\(inspection.day)")),
                        ("answers", answers(lexington, inspection)),
                    ])
                )
            }
            try write(lines.joined(separator: "\n"), to: folder + "/answers.ndjson")
            let said = try await Shell()
                .run(
                    ["score", "--checklist", folder + "/form.json", "--baseline", folder + "/baseline.json"]
                        + ["--answers", folder + "/answers.ndjson"]
                )
            #expect(said.code == 0, "\(said.error)")
            try compare(lexington, said.lines.map { try JSON.read(Array($0.utf8)) })
        }
    }

    @Test func filedIntoADatabaseAndReadBack() async throws {
        try await withFiles { lexington, folder in
            try await TestDatabase.withDatabase { database in
                let shell = Shell(["DATABASE_URL": database, "LAZARET_COUNTY": "lexington"])
                for arguments in [
                    ["migrate"], ["checklist", "publish", folder + "/baseline.json", folder + "/form.json"],
                ] {
                    let said = try await shell.run(arguments)
                    try #require(said.code == 0, "\(said.error)")
                }
                let rows = Self.sites.map { "\($0),checkpoint,Restaurant \($0),01,Lexington,2012-01-01" }
                let head = "code,kind,name,townshipCode,township,opened"
                try write(([head] + rows).joined(separator: "\n"), to: folder + "/sites.csv")
                let imported = try await shell.run("import", "sites", folder + "/sites.csv")
                try #require(imported.code == 0, "\(imported.error)")

                let filings = lexington.inspections.enumerated()
                    .map { JSON.write(filing(lexington, $1, number: $0)) }
                try write(filings.joined(separator: "\n"), to: folder + "/filings.ndjson")
                let said = try await shell.run("file", folder + "/filings.ndjson")
                #expect(said.code == 0, "\(said.error)")
                try compare(lexington, said.lines.map { try JSON.read(Array($0.utf8)) })

                // Once more: nothing is filed twice, and the same answers come out of the database.
                let again = try await shell.run("file", folder + "/filings.ndjson")
                let answers = try again.lines.map { try JSON.read(Array($0.utf8)) }
                #expect(answers.allSatisfy { $0["outcome"]?.string == "repeated" })
                try compare(lexington, answers)
            }
        }
    }

    /// 2,237 scores and grades are the official ones; five inspections have none to compare with.
    private func compare(_ lexington: Lexington, _ results: [Node]) throws {
        try #require(results.count == lexington.inspections.count)
        var (equal, withoutScore, others) = (0, 0, [String]())
        for (inspection, result) in zip(lexington.inspections, results) {
            guard let official = inspection.officialScore, let passes = inspection.passes else {
                withoutScore += 1
                continue
            }
            let score = result["score"]?.string ?? result["score"]?.number
            let grade = result["grade"]?["code"]?.string ?? result["grade"]?.string
            if score == "\(official)", grade == (passes ? "pass" : "fail") {
                equal += 1
            } else {
                others.append(inspection.id)
            }
        }
        #expect(equal == 2237)
        #expect(withoutScore == 5)
        #expect(others.isEmpty, "\(others.prefix(10))")
    }

    private func answers(_ lexington: Lexington, _ inspection: Lexington.Inspection) -> Node {
        .object(
            lexington.checklist.items.map { item in
                (item.code, inspection.violated.contains(item.code) ? "no" : "yes")
            }
        )
    }

    private func filing(_ lexington: Lexington, _ inspection: Lexington.Inspection, number: Int) -> Node {
        .object([
            ("id", .string(CheckpointCounty.id(number, series: 12))),
            ("site", .string(Self.sites[number % Self.sites.count])), ("checklist", "lexington-food"),
            ("kind", "routine"), ("inspectors", .array(["Inspector"])), ("escort", "Manager"),
            ("startedAt", .string("\(inspection.day)T10:00:00+08:00")),
            ("finishedAt", .string("\(inspection.day)T11:00:00+08:00")),
            ("facts", .object([])), ("answers", answers(lexington, inspection)),
        ])
    }
}
