import Foundation
import Logging
import StrictJSON
import TestSupport
import Testing

@testable import Postgres

/// A server that is killed while its clock sends, and the clock that goes on.
@Suite struct KilledTurnTests {
    private struct Posted: Decodable {
        let path: String
        let headers: [String: String]
    }

    private static let hook = "018f0000-0000-7000-8000-000000000001"

    /// The webhook's row of that entry, with that path of the receiver: the last one counts.
    private static func row(_ entry: Int, _ port: Int, _ path: String, _ secret: String) -> SQL {
        """
        INSERT INTO message_webhook VALUES (1, \(entry), \(hook)::uuid, 'w', 'standard', 'http://localhost/…',
            \("http://localhost:\(port)\(path)"), \(secret), true, now(), 'x')
        """
    }

    @Test(.timeLimit(.minutes(5)))
    func everyMessageArrivesWithItsIDAndNoneIsToldTwice() async throws {
        let secret = "whsec_" + Data(repeating: 9, count: 32).base64EncodedString()
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            let database = try Database(url, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
            try await TestServer.with("receiver.py") { receiver in
                // A visit of 2021, whose week is over; nothing is quiet; a receiver that takes twenty seconds for an answer.
                let filing = JSON.write(CheckpointCounty.filing(CheckpointCounty.id(1)))
                try #require(try await county.shell.run("file", "-", input: filing).code == 0)
                _ = try await database.query("INSERT INTO quiet_hours VALUES (1, 1000001, 0, 0, now(), 'x')")
                _ = try await database.query(Self.row(1_000_002, receiver.port, "/slow", secret))
                let shell = Shell([
                    "DATABASE_URL": url, "LAZARET_COUNTY": "test", "LAZARET_WEBHOOKS": "loopback",
                ])
                try await ServerProcess.with(shell) { server in
                    let end = ContinuousClock.now + .seconds(60)
                    while try receiver.received(Posted.self).isEmpty, ContinuousClock.now < end {
                        try await Task.sleep(for: .milliseconds(100))
                    }
                    kill(server.process, SIGKILL)
                }
                let first = try #require(try receiver.received(Posted.self).first?.headers["webhook-id"])
                let outbox = try await Self.outbox(database)
                #expect(outbox.contains(first))
                #expect(try await Self.count("SELECT count(*) FROM delivery_attempt", database) == 0)
                // The connection that held the clock's lock is gone with its process; the receiver is quick from now on.
                _ = try await database.query(Self.row(1_000_003, receiver.port, "/status/200", secret))
                var outcome: String?
                for _ in 0..<50 where outcome != "done" {
                    let said = try await shell.run("clock", "once", "--json")
                    outcome = try JSON.read(Array(said.output.utf8))["outcome"]?.string
                    if outcome != "done" { try await Task.sleep(for: .milliseconds(200)) }
                }
                #expect(outcome == "done")
                let posted = try receiver.received(Posted.self)
                let quick = posted.filter { $0.path == "/status/200" }.compactMap { $0.headers["webhook-id"] }
                // What was being sent came once more, with the same id; the others once; and nothing was told again.
                #expect(quick.sorted() == outbox)
                #expect(Set(posted.compactMap { $0.headers["webhook-id"] }) == Set(outbox))
                #expect(try await Self.outbox(database) == outbox)
                let twice: SQL = """
                    SELECT count(*) FROM (
                        SELECT FROM message GROUP BY recipient, thing HAVING count(*) > 1) AS twice
                    """
                #expect(try await Self.count(twice, database) == 0)
                #expect(try await Self.count("SELECT count(*) FROM message WHERE waits", database) == 0)
            }
            await database.close()
        }
    }

    /// The ids of what the webhook was told, sorted.
    private static func outbox(_ database: Database) async throws -> [String] {
        try await database.query(
            "SELECT id::text AS id FROM message WHERE recipient = \("webhook/" + hook)"
        )
        .map { row in try row["id"] as String }
        .sorted()
    }

    private static func count(_ sql: SQL, _ database: Database) async throws -> Int {
        try #require(try await database.query(sql).first)["count"]
    }
}
