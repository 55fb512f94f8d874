import Foundation
import Logging
import Postgres
import StrictJSON
import TestSupport
import Testing

/// What `audit verify` says of the tables beside the record, and how it ends.
@Suite struct EvidenceTests {
    private typealias County = CheckpointCounty

    private static func sealing(_ url: String, _ folder: String, _ county: String) -> Shell {
        Shell(["DATABASE_URL": url, "LAZARET_COUNTY": county, "LAZARET_SEAL_KEY": "\(folder)/seal.key"])
    }

    private static func report(_ said: Shell.Said) throws -> Node {
        try JSON.read(Array(said.output.utf8))
    }

    @Test(.timeLimit(.minutes(5))) func whatWasChangedIsNamedAndEndsWithOne() async throws {
        try await TestDatabase.withDatabase(County.template) { url in
            try await Shell.withFolder { folder in
                let county = try await County(in: url)
                let shell = Self.sealing(url, folder, "test")
                for (number, site) in [(1, "K-01"), (2, "K-02")] {
                    let filing = JSON.write(County.filing(County.id(number), at: site))
                    try #require(try await shell.run("file", "-", input: filing).code == 0)
                }
                try #require(try await shell.run("audit", "key").code == 0)
                try #require(try await shell.run("audit", "seal").code == 0)
                let whole = try await shell.run("audit", "verify", "--json")
                #expect(whole.code == 0)
                let held = try Self.report(whole)["evidence"]?["held"]
                #expect(held?["inspections"] == 2 && held?["sites"] == 8 && held?["tokens"] == 1)

                let database = try Database(url, logger: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() })
                try await database.run(
                    """
                    BEGIN; SET LOCAL session_replication_role = replica;
                    UPDATE inspection SET grade = 'meets', grade_rank = 2, below_minimum = false WHERE site = 'K-01';
                    COMMIT
                    """
                )
                let entry: Int =
                    try await
                    database.query(
                        "SELECT max(number) AS number FROM audit_entry WHERE verb = 'file'"
                    )[0]["number"]
                await database.close()
                let found = try await shell.run("audit", "verify")
                #expect(found.code == 1)
                #expect(found.lines.first?.hasPrefix("The record is whole: ") == true)
                #expect(
                    found.lines.contains {
                        $0.hasPrefix(
                            "inspection/\(County.id(1)), grade: should be “belowMinimum”, and is “meets”"
                        )
                    },
                    "\(found.output)"
                )
                let named = try Self.report(try await shell.run("audit", "verify", "--json"))
                #expect(named["whole"] == false && named["fault"] == nil && named["evidence"]?["faults"] == 3)

                // The second filing's entry is the last: the first is passed over.
                let rest = try await shell.run("audit", "verify", "--from", "\(entry)")
                #expect(rest.code == 0)
                #expect(rest.lines.contains("Inspections were held against it from entry \(entry) on."))

                // Whoever sees the record alone is told that the tables were not looked at.
                let token = try await shell.run(
                    "user",
                    "token",
                    "keeper",
                    "--name",
                    "narrow",
                    "--scope",
                    "audit"
                )
                let narrow = Shell([
                    "DATABASE_URL": url, "LAZARET_COUNTY": "test", "LAZARET_SEAL_KEY": "\(folder)/seal.key",
                    "LAZARET_TOKEN": token.output.trimmingCharacters(in: .whitespacesAndNewlines),
                ])
                let seen = try await narrow.run("audit", "verify")
                #expect(seen.code == 0 && seen.output.contains("this account or token does not see them all"))
                _ = county
            }
        }
    }

    @Test(.timeLimit(.minutes(10))) func theDemoCountyIsAsItsRecordSays() async throws {
        try await TestDatabase.withDatabase { url in
            try await Shell.withFolder { folder in
                let shell = Self.sealing(url, folder, "demo")
                try #require(try await shell.run("migrate", "--county", "demo").code == 0)
                let loaded = try Self.report(try await shell.run("demo", "--json"))
                for command in ["key", "seal"] {
                    try #require(try await shell.run("audit", command).code == 0)
                }
                let said = try await shell.run("audit", "verify", "--json")
                #expect(said.code == 0, "\(said.output)")
                let evidence = try Self.report(said)["evidence"]
                #expect(evidence?["faults"] == 0)
                #expect(evidence?["held"]?["inspections"] == loaded["inspections"])
                #expect(evidence?["held"]?["sites"] == loaded["sites"])
                // Nine of its ten weeks are over.
                #expect(evidence?["held"]?["weeks"] == 9)
            }
        }
    }
}
