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
        try await TestDatabase.withDatabase { url in
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
                    try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? NSNumber
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
                try Data(try await sealing.run("audit", "prove", "3").output.utf8)
                    .write(to: URL(filePath: proof))
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

                let text = try String(contentsOfFile: proof, encoding: .utf8)
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
