import Foundation
import Testing

/// Importing a register of sites at the shell.
@Suite struct ImportSitesTests {
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
                said.error.contains("0.csv:3:1: row 3, column 'kind': Site 'K-01' is on record as checkpoint")
            )
            #expect(said.error.contains("1.csv:2:1: row 2, column 'code': Site 'K-20' appears twice."))
            #expect(try await shell.run("show", "site", "K-20").code == 1)
        }
    }
}
