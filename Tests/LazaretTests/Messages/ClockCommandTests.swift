import Foundation
import Logging
import StrictJSON
import TestSupport
import Testing

@testable import Postgres

/// From what time has made due to a receiver: the clock at the shell, the database, libcurl, real servers.
@Suite struct ClockCommandTests {
    private struct Posted: Decodable {
        let headers: [String: String]
        let body: String
    }

    private struct Mailed: Decodable {
        let to: [String]
        let subject: String
    }

    /// Asks the database as its owner.
    private static func asked(_ url: String, _ statements: [String]) async throws -> [Rows] {
        let database = try Database(url, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
        let rows = try await database.pipeline(statements.map { SQL(unsafe: $0) })
        await database.close()
        return rows
    }

    /// A county at which nothing is quiet, whose mail goes to the account's address and whose webhook is the receiver's.
    private static func prepare(_ url: String, _ webhook: Int, _ secret: String) async throws {
        _ = try await asked(
            url,
            [
                "INSERT INTO quiet_hours VALUES (1, 1000001, 0, 0, now(), 'x')",
                """
                INSERT INTO message_webhook VALUES (1, 1000002, '018f0000-0000-7000-8000-000000000001', 'w', 'standard',
                    'http://localhost/…', 'http://localhost:\(webhook)/status/200', '\(secret)', true, now(), 'x')
                """,
                "INSERT INTO message_route VALUES (1, 1000003, 'keeper', true, 'keeper@example.org', 'zh', now())",
            ]
        )
        // A visit of 2021: its week is over, and nobody closed it.
        let filing = JSON.write(CheckpointCounty.filing(CheckpointCounty.id(1)))
        let shell = Shell(["DATABASE_URL": url, "LAZARET_COUNTY": "test"])
        try #require(try await shell.run("file", "-", input: filing).code == 0)
    }

    @Test(.timeLimit(.minutes(5))) func whatIsDueArrivesOnceSignedAndByMail() async throws {
        let secret = "whsec_" + Data(repeating: 9, count: 32).base64EncodedString()
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            _ = try await CheckpointCounty(in: url)
            try await TestServer.with("receiver.py") { receiver in
                try await TestServer.with("relay.py") { relay in
                    try await Self.prepare(url, receiver.port, secret)
                    let shell = Shell([
                        "DATABASE_URL": url, "LAZARET_COUNTY": "test", "LAZARET_WEBHOOKS": "loopback",
                        "LAZARET_SITE": "https://lazaret.example", "LAZARET_MAIL_HOST": "localhost",
                        "LAZARET_MAIL_PORT": "\(relay.port)", "LAZARET_MAIL_SECURITY": "none",
                        "LAZARET_MAIL_FROM": "office@county.example.org", "LAZARET_MAIL_NAME": "测试县",
                    ])
                    let first = try await shell.run("clock", "once", "--json")
                    let said = try JSON.read(Array(first.output.utf8))
                    #expect(
                        first.code == 0 && said["failed"]?.number == "0",
                        "\(first.output) \(first.error)"
                    )
                    let posted = try receiver.received(Posted.self)
                    let mailed = try relay.received(Mailed.self)
                    #expect(said["delivered"]?.number == "\(posted.count + mailed.count)")
                    let bodies = posted.map {
                        String(decoding: Data(base64Encoded: $0.body) ?? Data(), as: UTF8.self)
                    }
                    let week = try #require(bodies.first { $0.contains("\"type\":\"week.unclosed\"") })
                    #expect(week.contains("\"link\":\"https://lazaret.example/weeks/2021-W"))
                    #expect(
                        mailed.contains { $0.subject.contains("周报尚未封存") && $0.to == ["keeper@example.org"] }
                    )
                    // Each message once, by its id; and none again.
                    #expect(Set(posted.map { $0.headers["webhook-id"] }).count == posted.count)
                    let second = try await shell.run("clock", "once")
                    #expect(second.code == 0 && second.output.contains("Told 0, delivered 0, failed 0."))
                    #expect(try receiver.received(Posted.self).count == posted.count)
                    #expect(try relay.received(Mailed.self).count == mailed.count)
                    for text in [first.output, first.error, second.error] { #expect(!text.contains(secret)) }
                }
            }
        }
    }

    @Test func withoutAMailServerTheOutcomeSaysWhatToSet() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            try await Self.prepare(url, 9, "whsec_" + Data(repeating: 9, count: 32).base64EncodedString())
            let said = try await county.shell.run("clock", "once", "--json")
            #expect(said.code == 0)
            let rows = try await Self.asked(
                url,
                ["SELECT DISTINCT outcome || ' ' || words_en AS said FROM delivery_attempt ORDER BY 1"]
            )
            #expect(
                try rows[0].map { try $0["said"] as String } == [
                    "later No mail server is set, so mail cannot leave: set LAZARET_MAIL_HOST and LAZARET_MAIL_FROM.",
                    "refused Nothing can be sent to this address: it is none that is allowed, or its secret is none.",
                ]
            )
        }
    }
}
