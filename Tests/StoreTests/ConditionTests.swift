import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("Condition")
struct ConditionTests {
    @Test(
        "A clock that differs from the database's by over ten seconds is said; one by less is not",
        arguments: [
            (0.0, nil), (8, nil), (-8, nil),
            (60, "this machine's clock is 60 s ahead of the database's; set both right"),
            (-3600, "this machine's clock is 3600 s behind the database's; set both right"),
        ]
    )
    func clock(seconds: Double, said: String?) async throws {
        try await CountyOfTests.with { store, database in
            let clock = ContinuousClock.now
            let start = try await database.query("SELECT clock_timestamp() AS now")[0]["now"] as Instant
            let now = { @Sendable in
                let passed = (ContinuousClock.now - clock) / .microseconds(1)
                return Instant(microseconds: start.microseconds + Int(passed) + Int(seconds * 1_000_000))
            }
            #expect(try await store.condition(now: now).clockWarning?.en == said)
        }
    }

    @Test("A database that takes no writes is not ready")
    func readOnly() async throws {
        try await CountyOfTests.with { store, database in
            _ = try await store.condition(now: { FilingTests.now })
            try await database.run("SET default_transaction_read_only = on")
            // Any of the pool's connections may be asked.
            for _ in 0..<8 { try? await database.run("SET default_transaction_read_only = on") }
            let error = await #expect(throws: StoreError.self) {
                for _ in 0..<50 { _ = try await store.condition(now: { FilingTests.now }) }
            }
            guard case .unavailable(let cause) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(cause.contains("25006"), "\(cause)")
        }
    }
}
