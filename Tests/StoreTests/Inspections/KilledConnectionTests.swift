import Postgres
import Testing

@testable import Store

@Suite("A connection that is killed")
struct KilledConnectionTests {
    @Test(
        "A connection that is killed while the filing is being written leaves nothing; the same again is filed"
    )
    func killed() async throws {
        try await FilingTests.with { store, database in
            let node = try FilingTests.filing(1)
            try await database.transaction { transaction in
                // The filing's look at the register's edition has to wait for this.
                _ = try await transaction.query("SELECT FROM county FOR UPDATE")
                let filing = Task { try await store.file(node, receivedAt: FilingTests.now) }
                var killed = 0
                let deadline = ContinuousClock.now + .seconds(60)
                while killed == 0, .now < deadline {
                    try await Task.sleep(for: .milliseconds(20))
                    killed =
                        try await database.query(
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock'
                            """
                        )
                        .count
                }
                let error = await #expect(throws: StoreError.self) { try await filing.value }
                guard case .unavailable(let cause) = error else {
                    Issue.record("not unavailable: \(String(describing: error))")
                    return
                }
                // What failed is there for the log: admin_shutdown, and the statement.
                #expect(cause.contains("57P01") && cause.contains("statement: SELECT file("), "\(cause)")
            }
            #expect(try await store.site("T-01").inspections == 0)
            let left = try await database.query("SELECT count(*) FROM audit_entry WHERE verb = 'file'")
            #expect(try left.map { try $0["count"] as Int } == [0])
            guard case .filed = try await store.file(node, receivedAt: FilingTests.now) else {
                Issue.record("it was on record")
                return
            }
        }
    }
}
