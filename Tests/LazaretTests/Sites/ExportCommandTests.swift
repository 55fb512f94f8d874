import Foundation
import TestSupport
import Testing

/// Registers at the shell: chosen from by what the register has, and by nothing that is passed over.
@Suite struct ExportCommandTests {
    private static func export(
        _ county: CheckpointCounty,
        _ arguments: [String],
        to file: String
    ) async throws -> Shell.Said {
        try await county.shell.run(["export"] + arguments + ["--format", "csv", "--to", file])
    }

    @Test func aFilterThatTheRegisterDoesNotHaveWritesNothing() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            try await Shell.withFolder { folder in
                for (register, filter, value) in [
                    ("cases", "--site", "K-01"), ("sites", "--site", "K-01"),
                    ("gaps", "--from", "2021-08-01"),
                    ("answers", "--state", "all"), ("orders", "--until", "2021-08-31"),
                    ("inspections", "--words", "K-01"),
                ] {
                    let file = "\(folder)/\(register).csv"
                    let said = try await Self.export(county, [register, filter, value], to: file)
                    #expect(
                        said.code != 0 && said.error.contains("\(register) has no such filter: \(filter)"),
                        "\(said)"
                    )
                    #expect(!FileManager.default.fileExists(atPath: file))
                }
            }
        }
    }

    @Test func oneThatItHasChooses() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            try await Shell.withFolder { folder in
                func sites(_ filter: [String], _ name: String) async throws -> [String] {
                    let file = "\(folder)/\(name).csv"
                    let said = try await Self.export(county, ["sites"] + filter, to: file)
                    #expect(said.code == 0, "\(said)")
                    return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\r\n")
                        .dropFirst().map { String($0.prefix(6)) }
                }
                let all = try await sites([], "all")
                #expect(all.count > 1 && all.contains("\"K-02\""))
                #expect(try await sites(["--words", "K-02"], "one") == ["\"K-02\""])
                // What is there is not replaced.
                let again = try await Self.export(county, ["sites"], to: "\(folder)/all.csv")
                #expect(again.code != 0 && again.error.contains("is there already"))
            }
        }
    }
}
