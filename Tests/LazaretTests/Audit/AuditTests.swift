import Foundation
import Logging
import Postgres
import StrictJSON
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The record at the shell: keys, sealing, verifying with the public key alone, proofs that need no Lazaret.
@Suite struct AuditTests {
    @Test(.timeLimit(.minutes(5))) func theRecordIsSealedVerifiedAndProven() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let (key, first, second) = ("\(folder)/seal.key", "\(folder)/1.pub", "\(folder)/2.pub")
                let sealing = Shell([
                    "DATABASE_URL": url, "LAZARET_COUNTY": "test", "LAZARET_SEAL_KEY": key,
                ])
                let keyless = Shell(["DATABASE_URL": url, "LAZARET_COUNTY": "test"])
                _ = try await CheckpointCounty(in: url)

                #expect(try await keyless.run("audit", "seal").code == 2)
                let made = try await sealing.run("audit", "key")
                #expect(made.code == 0)
                try Data(made.output.utf8).write(to: URL(filePath: first))
                let mode =
                    try
                    FileManager.default.attributesOfItem(atPath: "\(folder)/seal.test.key")[.posixPermissions]
                    as? NSNumber
                #expect(mode?.intValue == 0o600)
                #expect(try await sealing.run("audit", "key").output == made.output)
                #expect(try await sealing.run("audit", "seal").code == 0)

                let verified = try await keyless.run("audit", "verify", "--public-key", first, "--json")
                #expect(verified.code == 0)
                let report = try JSON.read(Array(verified.output.utf8))
                #expect(report["whole"] == true)
                #expect((report["entries"]?.number).flatMap { Int($0) } ?? 0 > 8)
                // Without the public key, nothing is whole.
                #expect(try await keyless.run("audit", "verify").code == 1)

                let proof = "\(folder)/proof.json"
                let proven = try await sealing.run("audit", "prove", "3")
                #expect(
                    proven.error.contains(
                        "Entry 3 is in the record and was not changed since it was sealed on "
                    )
                )
                #expect(
                    proven.error.contains(
                        "The signatures of its own head and of the last one looked at are right."
                    )
                )
                try Data(proven.output.utf8).write(to: URL(filePath: proof))
                #expect(try await Self.check(proof, first) == 0)

                let rotated = try await sealing.run("audit", "key", "--rotate")
                #expect(rotated.code == 0 && rotated.output != made.output)
                try Data(rotated.output.utf8).write(to: URL(filePath: second))
                // Seals the next entry under the new key; the old public half lies beside it.
                #expect(try await sealing.run("import", "sites", try Self.register(folder)).code == 0)
                #expect(try await sealing.run("audit", "seal").code == 0)
                #expect(try await sealing.run("audit", "verify").code == 0)
                #expect(try await keyless.run("audit", "verify", "--public-key", first, second).code == 0)
                #expect(try await keyless.run("audit", "verify", "--public-key", second).code == 1)
                #expect(try await Self.check(proof, second) != 0)

                // A place beyond the tree whose way to the root is the same.
                let text = try String(contentsOfFile: proof, encoding: .utf8)
                let beyond = text.replacing("\"position\": 2", with: "\"position\": \(2 + 1 << 20)")
                try #require(beyond != text)
                try Data(beyond.utf8).write(to: URL(filePath: proof))
                #expect(try await Self.check(proof, first) != 0)
                let twisted = text.replacing("\"position\": 2", with: "\"position\": 1")
                try #require(twisted != text)
                try Data(twisted.utf8).write(to: URL(filePath: proof))
                #expect(try await Self.check(proof, first) != 0)

                let database = try Database(
                    url,
                    logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
                )
                try await database.run(
                    """
                    BEGIN; SET LOCAL session_replication_role = replica;
                    UPDATE audit_entry SET object = 'site/other' WHERE number = 5; COMMIT
                    """
                )
                await database.close()
                let found = try await keyless.run("audit", "verify", "--public-key", first, second)
                #expect(found.code == 1)
                #expect(found.lines.first == "Entry 5 was changed after it was sealed.")
            }
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aBackupShowsWithThePublicKeyAloneThatTheRecordIsWhole() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let shell = try await CheckpointCounty(in: url).shell
                let (key, half, file) = (folder + "/seal.key", folder + "/seal.pub", folder + "/backup")
                let vault = folder + "/vault.key"
                try #require(try await shell.run("backup", "--new-key", vault).code == 0)
                let backUp = ["backup", "--to", file, "--key-file", vault]
                let sealing = Shell([
                    "DATABASE_URL": url, "LAZARET_COUNTY": "test", "LAZARET_SEAL_KEY": key,
                ])
                try Data(try await sealing.run("audit", "key").output.utf8).write(to: URL(filePath: half))
                try #require(try await sealing.run("audit", "seal").code == 0)
                try #require(try await shell.run(backUp).code == 0)
                let flags = ["--key-file", vault, "--public-key", half]
                let whole = try await Shell().run(["backup", "verify", file] + flags)
                #expect(whole.code == 0 && !whole.error.contains("not verified"), "\(whole.error)")

                let database = try Database(
                    url,
                    logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
                )
                try await database.run(
                    """
                    BEGIN; SET LOCAL session_replication_role = replica;
                    UPDATE audit_entry SET object = 'site/other' WHERE number = 5; COMMIT
                    """
                )
                await database.close()
                try FileManager.default.removeItem(atPath: file)
                try #require(try await shell.run(backUp).code == 0)
                let changed = try await Shell().run(["backup", "verify", file] + flags)
                #expect(changed.code == 1)
                #expect(
                    changed.error.contains("Entry 5 was changed after it was sealed."),
                    "\(changed.error)"
                )
            }
        }
    }

    /// A sealer killed at any moment leaves every entry either waiting or under a head, and never half.
    @Test(.timeLimit(.minutes(5))) func aSealerThatIsKilledLeavesNothingHalf() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let shell = Shell([
                    "DATABASE_URL": url, "LAZARET_COUNTY": "test", "LAZARET_SEAL_KEY": "\(folder)/seal.key",
                ])
                _ = try await CheckpointCounty(in: url)
                #expect(try await shell.run("audit", "key").code == 0)
                let database = try Database(
                    url,
                    logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
                )
                try await database.run(
                    """
                    SELECT count(write_entry(ROW(county_id, 'x', 'x', '{}', '', '{}', NULL, '', '', false, false, NULL)::holder,
                        'read', 'site/' || n)) FROM county, generate_series(1, 60000) AS n
                    """
                )
                var heads: [Int] = []
                for pause in [300, 700, 1100, 1500, 1900, 3000, 5000, 8000, 12000] {
                    if heads.count >= 5, heads.max() ?? 0 > 0 { break }
                    try await Self.killSealing(shell, after: pause)
                    let counts = try await database.query(
                        """
                        SELECT (SELECT count(*) FROM audit_entry) AS entries, (SELECT count(*) FROM audit_queue) AS waiting,
                            (SELECT count(*) FROM audit_leaf) AS leaves, (SELECT count(*) FROM audit_head) AS heads,
                            (SELECT coalesce(max(size), 0) FROM audit_head) AS size
                        """
                    )
                    let row = try #require(counts.first)
                    let (entries, waiting, leaves) =
                        (try row["entries"], try row["waiting"], try row["leaves"]) as (Int, Int, Int)
                    #expect(entries == waiting + leaves)
                    #expect(leaves == (try row["size"]))
                    heads.append(try row["heads"])
                }
                #expect(heads.max() ?? 0 > 0, "no kill came after a head: \(heads)")
                #expect(try await shell.run("audit", "seal").code == 0)
                let verified = try await shell.run("audit", "verify", "--json")
                let report = try JSON.read(Array(verified.output.utf8))
                #expect(report["whole"] == true)
                #expect(report["waiting"] == .number(0))
                await database.close()
            }
        }
    }

    private static func killSealing(_ shell: Shell, after milliseconds: Int) async throws {
        _ = try await Subprocess.run(
            .path(FilePath(Shell.program)),
            arguments: ["audit", "seal"],
            environment: shell.environment,
            workingDirectory: FilePath(Shell.project),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            try await Task.sleep(for: .milliseconds(milliseconds))
            kill(execution.processIdentifier.value, SIGKILL)
        }
    }

    private static func check(_ proof: String, _ key: String) async throws -> Int32 {
        let result = try await Subprocess.run(
            .name("python3"),
            arguments: ["docs/verify_proof.py", proof, key],
            workingDirectory: FilePath(Shell.project),
            output: .discarded,
            error: .discarded
        )
        return if case .exited(let code) = result.terminationStatus { code } else { -1 }
    }

    private static func register(_ folder: String) throws -> String {
        let text = "编号,类型,名称,乡镇编号,乡镇,启用日期,隔离点负责人\r\nK-09,卡点,卡点九,01,城关镇,2021-08-01,城关镇卡点带班领导"
        let file = "\(folder)/sites.csv"
        try Data(text.utf8).write(to: URL(filePath: file))
        return file
    }
}
