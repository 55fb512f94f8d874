import Foundation
import StrictJSON
import TestSupport
import Testing

/// Visits of before, from the file that the export writes and from those that offices have.
@Suite struct ImportInspectionsTests {
    private typealias County = CheckpointCounty

    /// What is told apart badly: formulas, apostrophes, quotes, lines, letters of full width, nothing checked.
    private static func filings() -> [Node] {
        let hostile = ["=1+1", "'=2", "-3", "＝Ａ１，\"好\"\n第二行", "１２楼 @值班"]
        let visits = hostile.enumerated()
            .map { number, note -> Node in
                let made = County.filing(County.id(number + 1), at: "K-0\(number + 1)", emptyPosts: 1)
                return .object(
                    (made.object ?? [])
                        .map { member -> (String, Node?) in
                            guard member.name == "answers" else { return (member.name, member.value) }
                            return (
                                "answers",
                                .object([
                                    ("A-01", .object([("value", 1), ("note", .string(note))])), ("A-02", 3),
                                ])
                            )
                        }
                )
            }
        let correction = County.filing(County.id(9), at: "K-01")
        let revises = Node.object([
            ("inspection", .string(County.id(1))), ("reason", "=错"), ("by", "县疾控中心检查员"),
        ])
        return visits + [
            .object((correction.object ?? []).map { ($0.name, $0.value) } + [("revises", revises)])
        ]
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["csv", "xlsx"])
    func whatIsExportedIsImportedAndExportedTheSame(_ format: String) async throws {
        try await Shell.withFolder { folder in
            let (first, second) = ("\(folder)/first.\(format)", "\(folder)/second.\(format)")
            try await TestDatabase.withDatabase(County.template) { url in
                let shell = try await County(in: url).shell
                let lines = Self.filings().map { JSON.write($0) }.joined(separator: "\n")
                let filed = try await shell.run("file", "--ndjson", "-", input: lines)
                try #require(filed.code == 0, "\(filed.output)")
                let said = try await shell.run("export", "answers", "--format", format, "--to", first)
                try #require(said.code == 0, "\(said.error)")
                // In the county that they come from all are known.
                let known = try await shell.run("import", "inspections", first)
                #expect(known.code == 0 && known.output == "0 filed, 6 on record, 0 refused.\n", "\(known)")
            }
            try await TestDatabase.withDatabase(County.template) { url in
                let shell = try await County(in: url).shell
                let dry = try await shell.run("import", "inspections", first, "--dry-run")
                #expect(
                    dry.output
                        == "6 can be filed, 0 are on record, 0 are refused; nothing was written.\n",
                    "\(dry)"
                )
                #expect(try await shell.run("import", "inspections", first).code == 0)
                let again = try await shell.run("import", "inspections", first)
                #expect(again.output == "0 filed, 6 on record, 0 refused.\n")
                let said = try await shell.run("export", "answers", "--format", format, "--to", second)
                #expect(said.code == 0)
            }
            let files = try [first, second].map { try Data(contentsOf: URL(filePath: $0)) }
            #expect(files[0] == files[1] && files[0].count > 500)
        }
    }

    @Test(.timeLimit(.minutes(5))) func everythingWrongIsNamedByRowAndColumn() async throws {
        try await TestDatabase.withDatabase(County.template) { url in
            let shell = try await County(in: url).shell
            try await Shell.withFolder { folder in
                let head =
                    "检查编号,点位编号,检查表,检查性质,检查员,陪同人,开始时间,结束时间,得分,内容,代码,填写,说明"
                func visit(_ number: Int, _ site: String, _ start: String, _ score: String = "") -> [String] {
                    let id = County.id(number, series: 7)
                    return [
                        "\(id),\(site),checkpoint,例行检查,检查组甲,卡点带班领导,\(start),2021/8/18 10:30,\(score),事实,rostered,3,",
                        "\(id),,,,,,,,,事实,observed,12,", "\(id),,,,,,,,,事实,closed_lanes,0,",
                        "\(id),,,,,,,,,答案,A-01,0,", "\(id),,,,,,,,,答案,A-02,3,",
                    ]
                }
                var rows = visit(1, "K-01", "2021年8月18日 10:00")
                rows += visit(2, "K-99", "2021-08-18 10:00") + visit(3, "K-02", "昨天上午")
                rows += visit(4, "K-03", "2021-08-18 10:00", "1.5") + visit(5, "K-04", "2021-08-18 10:00")
                rows[23] = rows[23].replacing("A-01,0", with: "A-01,三")
                rows.append(",K-01,,,,,,,,,,,")
                let file = folder + "/visits.csv"
                let bytes = ([head] + rows).joined(separator: "\r\n")
                    .data(using: String.Encoding(rawValue: 0x8000_0632))
                try #require(bytes).write(to: URL(filePath: file))

                let dry = try await shell.run("import", "inspections", file, "--dry-run")
                let lines = dry.lines
                #expect(dry.code == 1 && lines.count == 6, "\(dry.output)")
                #expect(lines[0] == "row 27, column 'Inspection': it is missing.")
                #expect(lines[1].hasPrefix("row 7, column 'Site': "))
                #expect(lines[2] == "row 12, column 'Started': '昨天上午' is no time: write 2021-08-18 09:00.")
                #expect(
                    lines[3].hasPrefix("row 17, column 'Score': the file says 1.5; by its answers it is ")
                )
                #expect(lines[4] == "row 25, column 'Value': This must be a number.")
                #expect(lines[5] == "1 can be filed, 0 are on record, 4 are refused; nothing was written.")
                #expect(try await shell.run("show", "inspection", County.id(1, series: 7)).code == 1)

                let done = try await shell.run("import", "inspections", file)
                #expect(done.code == 1 && done.lines.last == "1 filed, 0 on record, 4 refused.")
                #expect(try await shell.run("show", "inspection", County.id(1, series: 7)).code == 0)
                // The same visit with other words is another, and is not taken.
                let other = rows.prefix(5).map { $0.replacing("卡点带班领导", with: "别人") }
                try Data(([head] + other).joined(separator: "\n").utf8).write(to: URL(filePath: file))
                let conflict = try await shell.run("import", "inspections", file)
                #expect(conflict.code == 1 && conflict.lines[0].hasPrefix("row 2, column 'Inspection': "))
            }
        }
    }

    @Test(.timeLimit(.minutes(3))) func whatIsNoTableIsSaidToBeWhatItIs() async throws {
        let shell = Shell(["DATABASE_URL": try await County.shared.url, "LAZARET_COUNTY": "test"])
        for (file, words) in [("docs/images/county.png", "image"), ("README.md", "")] {
            let said = try await shell.run("import", "inspections", file, "--dry-run")
            #expect(
                said.code == 1 && !(said.output + said.error).isEmpty
                    && (words.isEmpty || (said.output + said.error).contains(words)),
                "\(file): \(said)"
            )
        }
        try await Shell.withFolder { folder in
            let file = folder + "/visits.xlsx"
            try Data(Array("PK\u{3}\u{4}".utf8) + Array(repeating: 7, count: 1000))
                .write(to: URL(filePath: file))
            let said = try await shell.run("import", "inspections", file)
            #expect(said.code == 1 && !(said.output + said.error).isEmpty)
        }
    }
}
