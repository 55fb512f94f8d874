import Glibc
import Logging
import Postgres
import TestSupport
import Testing

/// A server that is told to stop finishes what it is doing.
@Suite struct StoppingTests {
    @Test(.timeLimit(.minutes(3)))
    func aFilingUnderWayIsAnsweredAndKept() async throws {
        try await TestDatabase.withDatabase { url in
            let shell = try await CheckpointCounty(in: url).shell
            let id = CheckpointCounty.id(1, series: 7)
            let database = try Database(url, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
            try await ServerProcess.with(shell) { server in
                let filing = try await database.transaction { transaction in
                    // Nobody writes an inspection for as long as this is held.
                    _ = try await transaction.query("LOCK TABLE inspection IN SHARE MODE")
                    let filing = Task {
                        await server.ask("POST", "/api/v1/inspections", CheckpointCounty.filing(id))?.status
                    }
                    try await Self.waitForSomebody(transaction)
                    kill(server.process, SIGTERM)
                    try await Task.sleep(for: .milliseconds(500))
                    return filing
                }
                #expect(await filing.value == 201)
                // It takes no new work.
                #expect(await server.ask("GET", "/healthz") == nil)
            }
            let kept = try await database.query("SELECT id::text AS id FROM inspection")
            #expect(try kept.map { try $0["id"] as String } == [id])
            await database.close()
        }
    }

    /// Waits until somebody waits for the lock.
    private static func waitForSomebody(_ transaction: Transaction) async throws {
        for _ in 0..<400 {
            let waiting = try await transaction.query(
                """
                SELECT 1 FROM pg_locks
                WHERE NOT granted AND relation = 'inspection'::regclass
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """
            )
            if !waiting.isEmpty { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("nobody waits for the lock")
    }
}
