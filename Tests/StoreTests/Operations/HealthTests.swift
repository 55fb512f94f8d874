import Foundation
import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("Health")
struct HealthTests {
    @Test(
        "A clock that differs from the database's by over ten seconds is said; one by less is not",
        arguments: [(0, nil), (9, nil), (-9, nil), (60, "ahead of"), (-3600, "behind")] as [(Int, String?)]
    )
    func clock(seconds: Int, said: String?) async throws {
        try await TestCounty.with { store, _ in
            // The database of the tests runs on this machine.
            let now = { @Sendable in
                Instant(microseconds: Int(Date().timeIntervalSince1970 * 1_000_000) + seconds * 1_000_000)
            }
            let warning = try await store.health(now: now).clockWarning?.en
            guard let said else { return #expect(warning == nil) }
            let words = try #require(
                warning?
                    .wholeMatch(of: /this machine's clock is ([0-9]+) s (.+) the database's; set both right/)
            )
            #expect(words.2 == said)
            // What asking takes on a busy machine is in doubt.
            #expect(abs((Int(words.1) ?? 0) - abs(seconds)) < 30)
        }
    }

    @Test("A database that takes no writes is not ready")
    func readOnly() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.health(now: { FilingTests.now })
            try await database.run("SET default_transaction_read_only = on")
            // Any of the pool's connections may be asked.
            for _ in 0..<8 { try? await database.run("SET default_transaction_read_only = on") }
            let error = await #expect(throws: StoreError.self) {
                for _ in 0..<50 { _ = try await store.health(now: { FilingTests.now }) }
            }
            guard case .unavailable(let cause) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(cause.contains("25006"), "\(cause)")
        }
    }
}
