import Foundation
import Glibc
import Logging
import Postgres
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A server that is told to stop finishes what it is doing.
@Suite struct StoppingTests {
    @Test(.timeLimit(.minutes(3)))
    func aFilingUnderWayIsAnsweredAndKept() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            let id = CheckpointCounty.id(1, series: 7)
            let database = try Database(url, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
            try await ServerProcess.with(county.shell, token: county.token) { server in
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

    @Test(.timeLimit(.minutes(3)))
    func aRequestThatDoesNotArriveKeepsItForTenSecondsAtMost() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            try await ServerProcess.with(county.shell) { server in
                let port = try #require(UInt16(server.address.split(separator: ":").last ?? ""))
                let connection = try #require(Loopback.connect(to: port, from: 1))
                let request =
                    "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 50\r\n\r\nname="
                #expect(Loopback.send(request, on: connection))
                try await Task.sleep(for: .milliseconds(500))
                let stopped = try await Self.stop(server.process)
                #expect(stopped < 10_000)
                close(connection)
            }
        }
    }

    /// Tells the process to stop and gives the milliseconds until it has; a shell's, which other tests do not hold up.
    private static func stop(_ process: Int32) async throws -> Int {
        let script =
            "s=$(date +%s%3N); kill -TERM $0; while [ -e /proc/$0/fd/0 ]; do sleep 0.05; done; echo $(($(date +%s%3N)-s))"
        let ended = try await Subprocess.run(
            .path("/bin/sh"),
            arguments: ["-c", script, "\(process)"],
            input: .none,
            output: .string(limit: 100),
            error: .discarded
        )
        return try #require(Int(ended.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)))
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
