import Foundation
import LocalCluster
import Postgres
import Synchronization
import Testing

/// Connections that die, and a server that goes away and comes back.
@Suite struct ReconnectionTests {
    @Test func aDeadIdleConnectionIsReplaced() async throws {
        try await withDatabase(connections: 2) { database in
            let first = try await database.query("SELECT pg_backend_pid() AS session")[0]["session"] as Int
            try await database.transaction { transaction in
                // Inside, the pool's only free connection is another one.
                _ = try await transaction.query("SELECT 1")
                _ = try await database.query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state = 'idle' AND datname = current_database()"
                )
            }
            for _ in 1...4 { _ = try await database.query("SELECT \(first)::int") }
        }
    }

    @Test func aConnectionThatDiesInUseSaysWhy() async throws {
        try await withDatabase(connections: 1) { database in
            let error = await failure {
                _ = try await database.query("SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(5)")
            }
            #expect(error?.sqlState == "57P01")
            #expect(error?.isUnavailable == true)
            try await expectServing(database)
        }
    }

    @Test func aRestartOfTheServerHeals() async throws {
        try await withCluster { cluster, folder in
            // However long the machine takes to start the server again.
            var configuration = Database.Configuration()
            configuration.patience = .seconds(60)
            configuration.acquireTimeout = .seconds(60)
            let database = try Database(
                cluster.connectionString(database: "postgres"),
                configuration: configuration,
                logger: silent
            )
            try await expectServing(database)
            let running = Task { try await database.query("SELECT pg_sleep(20)") }
            try await Task.sleep(for: .milliseconds(100))
            kill(try #require(cluster.process), SIGQUIT)
            #expect(await failure { _ = try await running.value }?.isUnavailable == true)
            while cluster.process != nil { try await Task.sleep(for: .milliseconds(20)) }
            let waiting = Task { try await database.query("SELECT 2") }
            let again = try await LocalCluster.start(in: folder, durable: false, logger: silent)
            #expect(try await waiting.value.count == 1)
            await database.close()
            try await again.stop()
        }
    }

    /// Stopped processes answer nothing, yet the kernel keeps their sockets open.
    @Test(arguments: [false, true])
    func aServerThatDoesNotAnswerIsUnavailable(onlyTheSession: Bool) async throws {
        try await withCluster { cluster, _ in
            var configuration = Database.Configuration(connections: 1)
            configuration.statementTimeout = .milliseconds(200)
            configuration.connectTimeout = .seconds(2)
            let database = try Database(
                cluster.connectionString(database: "postgres"),
                configuration: configuration,
                logger: silent
            )
            let session = try await database.query("SELECT pg_backend_pid()")[0].decode(Int.self)
            let stopped = [Int32(session)] + (onlyTheSession ? [] : [try #require(cluster.process)])
            for process in stopped { kill(process, SIGSTOP) }
            defer { for process in stopped { kill(process, SIGCONT) } }
            let error = await failure { _ = try await database.query("SELECT 1") }
            #expect(error?.kind == .unanswered)
            #expect(error?.isUnavailable == true)
            if onlyTheSession {
                try await expectServing(database)
            } else {
                let next = await failure { _ = try await database.query("SELECT 1") }
                #expect(next?.isUnavailable == true)
                for process in stopped { kill(process, SIGCONT) }
                // Longer than the pause before the next attempt.
                try await Task.sleep(for: .seconds(1))
                try await expectServing(database)
            }
            await database.close()
        }
    }

    @Test func aConnectionToAServerThatTakesNoWritesIsReplaced() async throws {
        try await withDatabase(connections: 1) { database in
            try await database.run("SET default_transaction_read_only = on")
            let error = await failure { try await database.run("CREATE TABLE t (a int)") }
            #expect(error?.sqlState == "25006")
            #expect(error?.isUnavailable == true)
            try await database.run("CREATE TABLE t (a int)")
        }
    }

    @Test func aServerThatStaysAwayIsReportedAtOnce() async throws {
        var configuration = Database.Configuration()
        configuration.patience = .milliseconds(100)
        // Far longer than any test: whoever waited for a connection would still be waiting.
        configuration.acquireTimeout = .seconds(3600)
        let database = try Database(
            "host=/nonexistent dbname=x",
            configuration: configuration,
            logger: silent
        )
        let error = await failure { _ = try await database.query("SELECT 1") }
        #expect(error?.kind == .cannotConnect)
        #expect(await failure { _ = try await database.query("SELECT 1") }?.kind == .cannotConnect)
        await database.close()
    }

    @Test func aDeadHostIsPassedOver() async throws {
        try await withCluster { cluster, _ in
            let host = cluster.connectionString(database: "postgres").firstMatch(of: /host='([^']*)'/)
            let folder = String(try #require(host).1)
            let database = try Database(
                "host=/nonexistent,\(folder) port=1,5432 dbname=postgres user=lazaret target_session_attrs=read-write",
                logger: silent
            )
            let rows = try await database.query(
                "SELECT current_setting('application_name') AS name, current_setting('TimeZone') AS zone"
            )
            #expect(try rows[0]["name"] == "lazaret")
            #expect(try rows[0]["zone"] == "UTC")
            await database.close()
        }
    }
}

/// Gives the closure a cluster of its own, in a folder that is removed afterwards.
func withCluster(_ body: (LocalCluster, String) async throws -> Void) async throws {
    let folder = "/tmp/lazaret-healing-\(UUID().uuidString.prefix(8))"
    let cluster = try await LocalCluster.start(in: folder, durable: false, logger: silent)
    do {
        try await body(cluster, folder)
        try await cluster.stop()
        try FileManager.default.removeItem(atPath: folder)
    } catch {
        try? await cluster.stop()
        throw error
    }
}
