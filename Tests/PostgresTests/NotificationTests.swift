import Postgres
import Testing

/// LISTEN and NOTIFY.
@Suite(.timeLimit(.minutes(1))) struct NotificationTests {
    /// Waits until somebody listens in this database.
    private func listener(in database: Database, otherThan former: Int = 0) async throws -> Int {
        while true {
            let rows = try await database.query(
                """
                SELECT pid FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'LISTEN%' AND state = 'idle' AND pid <> \(former)
                """
            )
            if let row = rows.first { return try row["pid"] }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test func whatIsSaidArrivesInOrder() async throws {
        try await withDatabase { database in
            let heard = Task {
                var payloads: [String] = []
                for try await notification in database.notifications(on: "week closed") {
                    payloads.append(notification.payload)
                    if payloads.count == 3 { break }
                }
                return payloads
            }
            _ = try await listener(in: database)
            for payload in ["a", "乙", "c"] {
                _ = try await database.query("SELECT pg_notify('week closed', \(payload))")
            }
            #expect(try await heard.value == ["a", "乙", "c"])
        }
    }

    @Test func listeningSurvivesALostConnection() async throws {
        try await withDatabase { database in
            let heard = Task {
                var all: [Notification] = []
                for try await notification in database.notifications(on: "c") {
                    all.append(notification)
                    if all.count == 2 { break }
                }
                return all
            }
            let first = try await listener(in: database)
            _ = try await database.query("SELECT pg_terminate_backend(\(first))")
            _ = try await listener(in: database, otherThan: first)
            _ = try await database.query("NOTIFY c, 'after'")
            let all = try await heard.value
            #expect(all.map(\.followsGap) == [true, false])
            #expect(all.map(\.payload) == ["", "after"])
        }
    }

    @Test func closingTheDatabaseEndsIt() async throws {
        try await withDatabase { database in
            let heard = Task {
                var count = 0
                for try await _ in database.notifications(on: "c") { count += 1 }
                return count
            }
            _ = try await listener(in: database)
            await database.close()
            #expect(try await heard.value == 0)
        }
    }

    @Test func cancellingTheTaskEndsIt() async throws {
        try await withDatabase { database in
            let heard = Task { for try await _ in database.notifications(on: "c") {} }
            _ = try await listener(in: database)
            heard.cancel()
            #expect(await failure { try await heard.value }?.kind == .cancelled)
        }
    }
}
