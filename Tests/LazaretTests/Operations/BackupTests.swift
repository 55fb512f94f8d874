import Foundation
import Glibc
import Logging
import Postgres
import StrictJSON
import TestSupport
import Testing
import FileEncryption

@testable import lazaret

/// Backups as a person at a shell takes, verifies and restores them.
@Suite struct BackupTests {
    private let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    /// A county with a filing, a folder, and a key in it.
    private func withCounty(_ body: (BackedUpCounty) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let shell = try await CheckpointCounty(in: url).shell
                let filing = JSON.write(CheckpointCounty.filing(CheckpointCounty.id(1), emptyPosts: 2))
                try #require(try await shell.run("file", "-", input: filing).code == 0)
                let county = BackedUpCounty(url: url, folder: folder, shell: shell)
                try #require(try await shell.run("backup", "--new-key", county.key).code == 0)
                try await body(county)
            }
        }
    }

    /// A digest of all rows of every table, by the server's own means.
    private func contents(_ url: String) async throws -> [String: String] {
        let database = try Database(url, logger: logger)
        var contents: [String: String] = [:]
        let tables = try await database.query(
            "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
        )
        for table in try tables.map({ try $0["name"] as String }) {
            let rows = try await database.query(
                """
                SELECT md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) AS digest
                FROM \(identifier: table) AS row
                """
            )
            contents[table] = try rows[0]["digest"]
        }
        await database.close()
        return contents
    }

    @Test(.timeLimit(.minutes(5)))
    func whatIsRestoredIsWhatWasBackedUp() async throws {
        try await withCounty { county in
            try await county.backUp()
            let whole = try await county.verify()
            #expect(whole.code == 0 && whole.output.contains("is whole"), "\(whole.error)")
            try await TestDatabase.withDatabase { empty in
                let said = try await county.restore(into: empty, "--keep-sessions")
                #expect(said.code == 0 && said.error.contains("are back"), "\(said.error)")
                let (before, after) = (try await contents(county.url), try await contents(empty))
                #expect(before == after && before.count >= 11)
                #expect(Set(before.values).count > 5)
                // And it works: what was filed is filed, with the same answer.
                let shell = Shell(["DATABASE_URL": empty, "LAZARET_COUNTY": "test"])
                let filing = JSON.write(CheckpointCounty.filing(CheckpointCounty.id(1), emptyPosts: 2))
                #expect(try await shell.run("file", "-", input: filing).code == 0)
                #expect(try await contents(empty) == before)
            }
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func damagedFilesAndOtherKeysAreRefusedBeforeAnythingIsWritten() async throws {
        try await withCounty { county in
            try await county.backUp()
            let whole = try Data(contentsOf: URL(filePath: county.file))
            var flipped = whole
            flipped[whole.count / 2] ^= 1
            try await TestDatabase.withDatabase { empty in
                for bytes in [flipped, whole.dropLast(), whole.prefix(30), Data()] {
                    try bytes.write(to: URL(filePath: county.file))
                    for said in [try await county.verify(), try await county.restore(into: empty)] {
                        #expect(said.code == 1 && !said.error.isEmpty)
                    }
                }
                try whole.write(to: URL(filePath: county.file))
                let other = county.folder + "/other"
                try FileEncryptionKey().write(to: other)
                let shell = Shell(["DATABASE_URL": empty])
                let said = try await shell.run("restore", county.file, "--key-file", other)
                #expect(said.code == 1 && said.error.contains("was sealed with the key"))
                #expect(try await contents(empty).isEmpty)
            }
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aDatabaseInUseIsNotWrittenOver() async throws {
        try await withCounty { county in
            try await county.backUp()
            let before = try await contents(county.url)
            let said = try await county.restore(into: county.url)
            #expect(said.code == 1 && said.error.contains("not empty"))
            #expect(try await contents(county.url) == before)
            let again = try await county.shell.run("backup", "--to", county.file, "--key-file", county.key)
            #expect(again.code == 2 && again.error.contains("exists already"))
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aCopyThatLacksARowIsFoundOut() async throws {
        try await withCounty { county in
            try await county.backUp()
            let key = try FileEncryptionKey(file: county.key)
            let reader = try DecryptingReader(county.file, key: key)
            var bytes: [UInt8] = []
            while let part = try reader.next() { bytes += part }
            let range = try #require(bytes.firstRange(of: Array("\"public.site\":8".utf8)))
            bytes.replaceSubrange(range, with: Array("\"public.site\":9".utf8))
            let writer = try EncryptingWriter(county.folder + "/lacking", key: key)
            try writer.write(bytes)
            try writer.finish()
            let said = try await county.verify(county.folder + "/lacking")
            #expect(said.code == 1 && said.error.contains("public.site: 9 when backed up, 8 restored"))
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func rolesThatTheServerLacksAreMade() async throws {
        try await withCounty { county in
            let role = "lazaret_test_\(ProcessInfo.processInfo.processIdentifier)"
            let database = try Database(county.url, logger: logger)
            try await database.run("CREATE ROLE \(role) NOLOGIN; GRANT SELECT ON site TO \(role)")
            try await county.backUp()
            let said = try await county.verify()
            try await database.run("DROP OWNED BY \(role); DROP ROLE \(role)")
            await database.close()
            #expect(said.code == 0, "\(said.error)")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func oneMomentIsCopiedWhileOthersWriteAndNothingHalfGetsTheName() async throws {
        try await withCounty { county in
            let database = try Database(county.url, logger: logger)
            try await database.run(
                """
                CREATE TABLE ballast AS
                SELECT n, md5(n::text) || md5((n + 1)::text) AS text FROM generate_series(1, 400000) AS n
                """
            )
            try await kill9(county)
            let writer = Task {
                while !Task.isCancelled {
                    _ = try? await database.query(
                        "INSERT INTO ballast SELECT n, 'x' FROM generate_series(1, 50) n"
                    )
                }
            }
            try await county.backUp()
            writer.cancel()
            await writer.value
            await database.close()
            let said = try await county.verify()
            #expect(said.code == 0, "\(said.error)")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aRoleThatSeesOnlySomeRowsBacksUpNothing() async throws {
        try await withCounty { county in
            let role = "lazaret_owner_\(ProcessInfo.processInfo.processIdentifier)"
            let database = try Database(county.url, logger: logger)
            try await database.run(
                """
                CREATE ROLE \(role) LOGIN IN ROLE lazaret_server;
                DO $$ DECLARE name text; BEGIN
                    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                        EXECUTE format('ALTER TABLE %I OWNER TO \(role)', name);
                    END LOOP;
                    -- The owner passes by the policies, unless somebody binds it by one.
                    ALTER TABLE inspection FORCE ROW LEVEL SECURITY;
                    FOR name IN SELECT p.oid::regprocedure FROM pg_proc p
                        WHERE pronamespace = 'public'::regnamespace
                            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
                    LOOP
                        EXECUTE 'ALTER FUNCTION ' || name || ' OWNER TO \(role)';
                    END LOOP;
                END $$
                """
            )
            let shell = Shell(["DATABASE_URL": county.url.replacing("user='lazaret'", with: "user='\(role)'")]
            )
            let said = try await shell.run("backup", "--to", county.file, "--key-file", county.key)
            #expect(
                said.code == 2 && said.error.contains("BYPASSRLS"),
                "\(said.code) \(said.error)"
            )
            #expect(try FileManager.default.contentsOfDirectory(atPath: county.folder) == ["key"])

            // With the right to see all of them, it can.
            try await database.run("ALTER ROLE \(role) BYPASSRLS")
            let again = try await shell.run("backup", "--to", county.file, "--key-file", county.key)
            #expect(again.code == 0, "\(again.error)")
            // That all of it was copied is on the record, as is the try before.
            let entries = try await database.query("SELECT actor FROM audit_entry WHERE verb = 'backup'")
            #expect(entries.count == 2)
            try await database.run(
                "REASSIGN OWNED BY \(role) TO lazaret; DROP OWNED BY \(role); DROP ROLE \(role)"
            )
            await database.close()
            let verified = try await county.verify()
            #expect(verified.code == 0, "\(verified.error)")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func anInterruptedVerificationLeavesNothingBehind() async throws {
        try await withCounty { county in
            let database = try Database(county.url, logger: logger)
            try await database.run(
                "CREATE TABLE ballast AS SELECT md5(n::text) AS text FROM generate_series(1, 1000000) AS n"
            )
            await database.close()
            try await county.backUp()
            let scratch = county.folder + "/scratch"
            try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
            let verify = Process()
            verify.executableURL = URL(filePath: Shell.program)
            verify.arguments = ["backup", "verify", county.file, "--key-file", county.key]
            verify.environment = ["PATH": "/usr/bin:/bin", "TMPDIR": scratch]
            try verify.run()
            try await Self.wait { !Self.servers(in: scratch).isEmpty }
            kill(verify.processIdentifier, SIGINT)
            verify.waitUntilExit()
            #expect(verify.terminationStatus == 128 + SIGINT)
            #expect(Self.servers(in: scratch).isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch).isEmpty)
        }
    }

    private static func wait(for what: () -> Bool) async throws {
        for _ in 0..<2000 {
            if what() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("waited for too long")
    }

    /// The processes that work in a folder or below it.
    private static func servers(in folder: String) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.filter { process in
            let county = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
            return Int32(process) != nil && county?.contains(folder) == true
        }
    }

    /// Kills a backup that is under way, and looks at what is left.
    private func kill9(_ county: BackedUpCounty) async throws {
        let backup = Process()
        backup.executableURL = URL(filePath: Shell.program)
        backup.arguments = ["backup", "--to", county.file, "--key-file", county.key]
        backup.environment = ["DATABASE_URL": county.url, "PATH": "/usr/bin:/bin"]
        let part = county.file + ".part"
        // By a process of its own: the threads of the tests may all be busy for longer than the backup takes.
        let killer = Process()
        killer.executableURL = URL(filePath: "/bin/sh")
        try backup.run()
        killer.arguments = [
            "-c",
            """
            while [ "$(stat -c %s "$0" 2>/dev/null || echo 0)" -lt 200000 ]; do
                kill -0 "$1" || exit 1
                sleep 0.01
            done
            kill -9 "$1"
            """,
            part, "\(backup.processIdentifier)",
        ]
        try killer.run()
        killer.waitUntilExit()
        backup.waitUntilExit()
        #expect(killer.terminationStatus == 0)
        #expect(backup.terminationReason == .uncaughtSignal)
        #expect(!FileManager.default.fileExists(atPath: county.file))
        let said = try await county.verify(part)
        #expect(said.code == 1 && said.error.contains("cut off"), "\(said.error)")
    }
}
