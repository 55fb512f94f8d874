import Foundation
import LocalCluster
import Logging
import Postgres
import Testing

/// A private PostgreSQL, made and started for real.
@Suite struct LocalClusterTests {
    private let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    /// A folder that does not exist yet; it is removed afterwards.
    private func withFolder(_ name: String = "cluster", _ body: (String) async throws -> Void) async throws {
        let parent = "/tmp/lazaret-cluster-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: 0o755)],
            ofItemAtPath: parent
        )
        try await body(parent + "/" + name)
        try FileManager.default.removeItem(atPath: parent)
    }

    private func start(_ folder: String) async throws -> LocalCluster {
        try await LocalCluster.start(in: folder, durable: false, logger: logger)
    }

    /// Asks the cluster for one text.
    private func ask(
        _ cluster: LocalCluster,
        in database: String = "postgres",
        _ sql: SQL
    ) async throws -> String {
        let database = try Database(cluster.connectionString(database: database), logger: logger)
        let answer = try await database.query(sql)
        await database.close()
        return try #require(answer.first).decode(String.self)
    }

    @Test func aFreshClusterIsPrivateChecksummedAndInUTF8() async throws {
        try await withFolder { folder in
            let cluster = try await start(folder)
            #expect(try await ask(cluster, "SHOW data_checksums") == "on")
            #expect(try await ask(cluster, "SHOW server_encoding") == "UTF8")
            #expect(try await ask(cluster, "SHOW listen_addresses") == "")
            #expect(try await ask(cluster, "SELECT current_user::text") == "lazaret")
            let attributes = try FileManager.default.attributesOfItem(atPath: folder)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
            let owner = attributes[.ownerAccountName] as? String
            #expect(owner == (geteuid() == 0 ? "postgres" : NSUserName()))
            // What hides a quote from code that goes by Character, and would have the rest read as more settings.
            for name in ["台账 \"a\"", "a'\u{FE0F} host='/nowhere", "a\\\u{301}' port='1", "a\\\u{20E3}"] {
                try await cluster.createDatabase(name)
                try await cluster.createDatabase(name)
                let answer = try await ask(cluster, in: name, "SELECT current_database()::text")
                #expect(Array(answer.utf8) == Array(name.utf8))
            }
            try await cluster.stop()
            #expect(cluster.process == nil)
        }
    }

    @Test func durableUnlessToldOtherwise() async throws {
        try await withFolder { folder in
            let cluster = try await LocalCluster.start(in: folder, logger: logger)
            #expect(try await ask(cluster, "SHOW fsync") == "on")
            #expect(try await ask(cluster, "SHOW synchronous_commit") == "on")
            try await cluster.stop()
        }
    }

    @Test func theSecondJoinsAndTheLastOneStops() async throws {
        try await withFolder { folder in
            async let one = start(folder)
            async let other = start(folder)
            let (first, second) = try await (one, other)
            #expect(first.process != nil)
            #expect(first.process == second.process)
            try await first.stop()
            #expect(try await ask(second, "SELECT 'still here'") == "still here")
            try await second.stop()
            #expect(second.process == nil)
        }
    }

    @Test func dataSurvivesAStopAndAKill() async throws {
        try await withFolder { folder in
            let first = try await start(folder)
            try await run(first, "CREATE TABLE t AS SELECT 'kept' AS a")
            try await first.stop()
            let second = try await start(folder)
            #expect(try await ask(second, "SELECT a FROM t") == "kept")
            let killed = try #require(second.process)
            kill(killed, SIGKILL)
            let third = try await start(folder)
            #expect(third.process != killed)
            #expect(try await ask(third, "SELECT a FROM t") == "kept")
            try await second.stop()
            try await third.stop()
            #expect(third.process == nil)
        }
    }

    /// A process of the killed server that computes does not notice that it is alone, and no server starts beside it.
    @Test(.timeLimit(.minutes(2)))
    func whatComputesForAKilledServerIsEnded() async throws {
        try await withFolder { folder in
            let first = try await start(folder)
            let computing = Task {
                try await ask(
                    first,
                    "SELECT count(*)::text FROM generate_series(1, 100000000000) n WHERE n < 0"
                )
            }
            let busy: SQL =
                "SELECT count(*)::text FROM pg_stat_activity WHERE query LIKE '%generate_series(1,%' AND pid <> pg_backend_pid()"
            while try await ask(first, busy) == "0" { try await Task.sleep(for: .milliseconds(50)) }
            kill(try #require(first.process), SIGKILL)
            let began = ContinuousClock.now
            let second = try await start(folder)
            #expect(ContinuousClock.now - began < .seconds(30))
            #expect(try await ask(second, "SELECT 'up'") == "up")
            await #expect(throws: PostgresError.self) { try await computing.value }
            try await first.stop()
            try await second.stop()
        }
    }

    /// `postgres --single` writes its own number, negative, where a server writes its.
    @Test func whoRepairsTheDataIsLeftInPeace() async throws {
        try await withFolder { folder in
            let first = try await start(folder)
            try await first.stop()
            let repair = Process()
            repair.executableURL = URL(filePath: "/usr/bin/sleep")
            repair.arguments = ["60"]
            repair.currentDirectoryURL = URL(filePath: folder + "/data")
            try repair.run()
            let guardian = folder + "/data/postmaster.pid"
            try Data("-\(repair.processIdentifier)\n\(folder)/data\n".utf8).write(to: URL(filePath: guardian))
            await #expect(throws: ClusterError.self) { try await start(folder) }
            #expect(repair.isRunning)
            #expect(
                try String(contentsOfFile: guardian, encoding: .utf8)
                    .hasPrefix("-\(repair.processIdentifier)")
            )
            repair.terminate()
            repair.waitUntilExit()
            let second = try await start(folder)
            #expect(try await ask(second, "SELECT 'up'") == "up")
            try await second.stop()
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func watchedItComesBackAfterEveryKill() async throws {
        try await withFolder { folder in
            let cluster = try await start(folder)
            let watch = Task { await cluster.watch() }
            for _ in 1...3 {
                let killed = try #require(cluster.process)
                kill(killed, SIGKILL)
                while cluster.process == nil || cluster.process == killed {
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(try await ask(cluster, "SELECT 'up'") == "up")
            }
            watch.cancel()
            await watch.value
            try await cluster.stop()
            #expect(cluster.process == nil)
        }
    }

    @Test func staleFilesWithAStrangersNumberAreNoObstacle() async throws {
        try await withFolder { folder in
            let first = try await start(folder)
            kill(try #require(first.process), SIGKILL)
            for path in [folder + "/data/postmaster.pid", folder + "/run/.s.PGSQL.5432.lock"] {
                var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
                // Process 1 is alive, and no PostgreSQL.
                lines[0] = "1"
                let file = try #require(FileHandle(forWritingAtPath: path))
                try file.truncate(atOffset: 0)
                try file.write(contentsOf: Data(lines.joined(separator: "\n").utf8))
                try file.close()
            }
            let second = try await start(folder)
            #expect(try await ask(second, "SELECT 'up'") == "up")
            try await first.stop()
            try await second.stop()
        }
    }

    @Test func aLongPathGetsAShortSocket() async throws {
        try await withFolder(String(repeating: "long-", count: 30) + "'quoted' \\ 目录") { folder in
            let cluster = try await start(folder)
            #expect(try await ask(cluster, "SELECT 'up'") == "up")
            let sockets = try await ask(cluster, "SHOW unix_socket_directories")
            #expect(sockets.hasPrefix("/tmp/lazaret-"))
            try await cluster.stop()
            try FileManager.default.removeItem(atPath: sockets)
        }
    }

    @Test func aFolderOpenToOthersIsRefused() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            try FileManager.default.setAttributes(
                [.posixPermissions: NSNumber(value: 0o755)],
                ofItemAtPath: folder
            )
            await #expect(throws: ClusterError.self) { try await start(folder) }
        }
    }

    private func run(_ cluster: LocalCluster, _ script: String) async throws {
        let database = try Database(cluster.connectionString(database: "postgres"), logger: logger)
        try await database.run(script)
        await database.close()
    }
}
