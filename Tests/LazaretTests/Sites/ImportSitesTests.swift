import Foundation
import Testing

/// Importing a register of sites at the shell; one after the other, as a second import of a county is refused meanwhile.
@Suite(.serialized) struct ImportSitesTests {
    @Test func importingAgainChangesNothing() async throws {
        let shell = Shell(["DATABASE_URL": try await CheckpointCounty.shared.url, "LAZARET_COUNTY": "test"])
        try await Shell.withFolder { folder in
            let file = folder + "/sites.csv"
            let text = "编号,类型,名称,乡镇编号,乡镇,启用日期\nK-01,卡点,卡点K-01,01,城关镇,2021-08-01\n"
            try Data(text.utf8).write(to: URL(filePath: file))
            let said = try await shell.run("import", "sites", file)
            #expect(said.output == "0 added, 0 changed, 1 unchanged.\n")
        }
    }

    @Test func whatTheStoreRefusesIsNamedByFileAndRow() async throws {
        let shell = Shell(["DATABASE_URL": try await CheckpointCounty.shared.url, "LAZARET_COUNTY": "test"])
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
                said.error.contains("0.csv: row 3, column 'kind': Site 'K-01' is on record as checkpoint")
            )
            #expect(said.error.contains("1.csv: row 2, column 'code': Site 'K-20' appears twice."))
            #expect(try await shell.run("show", "site", "K-20").code == 1)
        }
    }

    @Test func aDryRunSaysWhatWouldChangeAndWritesNothing() async throws {
        let shell = Shell(["DATABASE_URL": try await CheckpointCounty.shared.url, "LAZARET_COUNTY": "test"])
        try await Shell.withFolder { folder in
            let file = folder + "/sites.csv"
            let head = "点位名册,,,,,,,\n编号,类型,名称,乡镇编号,乡镇,启用日期,容量（人）,备注\n"
            let rows = "K-30,卡点,新卡点,01,城关镇,2021/8/1,60,\n合计,,,,,,60,\n"
            try Data((head + rows).utf8).write(to: URL(filePath: file))
            let said = try await shell.run("import", "sites", file, "--dry-run")
            #expect(said.code == 0, "\(said.error)")
            #expect(said.output.contains("Would add 1, change 0, leave 0 unchanged; nothing is written yet."))
            #expect(said.output.contains("set aside: row 1: '点位名册', above the headings"))
            #expect(said.output.contains("set aside: row 4: a row of totals"))
            #expect(said.output.contains("set aside: the column '备注'"))
            #expect(try await shell.run("show", "site", "K-30").code == 1)
            let json = try await shell.run("import", "sites", file, "--dry-run", "--json")
            #expect(json.output.contains("\"isNew\": true"), "\(json.output)")
        }
    }

    @Test func whatIsAskedIsAnsweredByItsId() async throws {
        let shell = Shell(["DATABASE_URL": try await CheckpointCounty.shared.url, "LAZARET_COUNTY": "test"])
        try await Shell.withFolder { folder in
            let file = folder + "/sites.csv"
            let text = "编号,类型,名称,乡镇编号,乡镇,启用日期\nK-31,卡点,卡点三十一,01,城关镇,8/1/2021\n"
            try Data(text.utf8).write(to: URL(filePath: file))
            let asked = try await shell.run("import", "sites", file)
            #expect(asked.code == 1)
            #expect(asked.error.contains("which is the month in '8/1/2021'"), "\(asked.error)")
            let ids = asked.error.matches(of: /--confirm ([0-9a-f]+)/).map { String($0.1) }
            #expect(ids.count == 2)
            let dry = try await shell.run("import", "sites", file, "--dry-run", "--confirm", ids[0])
            #expect(dry.code == 0 && dry.output.contains("2021-08-01"), "\(dry.output)")
            let open = try await shell.run("import", "sites", file, "--dry-run")
            #expect(open.code == 1)
        }
    }
}
