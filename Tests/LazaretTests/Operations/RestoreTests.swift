import Foundation
import TestSupport
import Testing

@testable import lazaret

/// What a restored backup brings back, and what not.
@Suite struct RestoreTests {
    @Test(.timeLimit(.minutes(5)))
    func sessionsAndTokensOfThenEndUnlessToldOtherwise() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let county = try await CheckpointCounty(in: url)
                let (key, file) = (folder + "/key", folder + "/backup")
                for command in [["backup", "--new-key", key], ["backup", "--to", file, "--key-file", key]] {
                    try #require(try await county.shell.run(command).code == 0)
                }
                // Ended since: the backup does not know.
                let disabled = try await county.shell.run("user", "disable", "keeper", "--yes")
                #expect(disabled.code == 0 && disabled.output.contains("tests"), "\(disabled.output)")
                for (flags, code) in [([], Int32(77)), (["--keep-sessions"], 0)] {
                    try await TestDatabase.withDatabase { empty in
                        let said = try await Shell(["DATABASE_URL": empty])
                            .run(["restore", file, "--key-file", key] + flags)
                        #expect(said.code == 0 && said.error.contains("okens of the backup"), "\(said.error)")
                        let settings = ["DATABASE_URL": empty, "LAZARET_COUNTY": "test"]
                        let program = Shell(settings.merging(["LAZARET_TOKEN": county.token]) { $1 })
                        #expect(try await program.run("show", "site", "K-01").code == code)
                        let record = try await Shell(settings).run("audit", "list", "--json")
                        #expect(record.output.contains("restored") == (code == 77), "\(record.output)")
                    }
                }
            }
        }
    }
}
