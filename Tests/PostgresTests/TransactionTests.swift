import Postgres
import Synchronization
import Testing

/// Transactions of several round trips.
@Suite struct TransactionTests {
    private struct Refused: Error {}

    /// How often a closure has run.
    private final class Runs: Sendable {
        private let state = Mutex(0)

        var count: Int { state.withLock { $0 } }
        func note() { state.withLock { $0 += 1 } }
    }

    private let accounts =
        "CREATE TABLE account (id int PRIMARY KEY, sum int); INSERT INTO account VALUES (1, 0), (2, 0)"

    @Test func whatReturnsIsKeptAndWhatThrowsIsUndone() async throws {
        try await withDatabase(connections: 1) { database in
            try await database.run(accounts)
            let sum = try await database.transaction { transaction in
                _ = try await transaction.query("UPDATE account SET sum = 5 WHERE id = 1")
                return try await transaction.query("SELECT sum FROM account WHERE id = 1")[0].decode(Int.self)
            }
            #expect(sum == 5)
            await #expect(throws: Refused.self) {
                try await database.transaction { transaction in
                    _ = try await transaction.query("UPDATE account SET sum = 9")
                    throw Refused()
                }
            }
            let sums = try await database.query("SELECT sum FROM account ORDER BY id")
            #expect(try sums.map { try $0["sum"] as Int } == [5, 0])
            #expect(await database.figures.open == 1)
        }
    }

    @Test func theFirstCauseIsKept() async throws {
        try await withDatabase(connections: 1) { database in
            try await database.run(accounts)
            let error = await failure {
                try await database.transaction { transaction in
                    _ = try? await transaction.query("INSERT INTO account VALUES (1, 1)")
                    _ = try await transaction.query("SELECT 1 / 0")
                }
            }
            #expect(error?.sqlState == "23505")
            // A swallowed error does not become a commit.
            let swallowed = await failure {
                try await database.transaction { _ = try? await $0.query("SELECT 1 / 0") }
            }
            #expect(swallowed?.sqlState == "22012")
            await #expect(throws: Refused.self) {
                try await database.transaction { transaction in
                    do { _ = try await transaction.query("SELECT 1 / 0") } catch { throw Refused() }
                }
            }
            #expect(await database.figures == PoolFigures(open: 1, idle: 1))
        }
    }

    @Test func theLastStatementsTravelWithTheCommit() async throws {
        try await withDatabase(connections: 1) { database in
            try await database.run(accounts)
            let rows = try await database.transaction { transaction in
                _ = try await transaction.query("SELECT sum FROM account WHERE id = 1 FOR UPDATE")
                return try await transaction.commit(with: [
                    "UPDATE account SET sum = 3 WHERE id = 1 RETURNING sum"
                ])
            }
            #expect(try rows[0][0].decode(Int.self) == 3)
            let after = await failure {
                try await database.transaction { transaction in
                    _ = try await transaction.commit(with: ["UPDATE account SET sum = 4 WHERE id = 2"])
                    _ = try await transaction.query("SELECT 1")
                }
            }
            #expect(after?.kind == .closed)
        }
    }

    @Test func scriptsRunInsideToo() async throws {
        try await withDatabase(connections: 1) { database in
            let error = await failure {
                try await database.transaction { transaction in
                    try await transaction.run("CREATE TABLE a (x int); INSERT INTO a VALUES (1)")
                    _ = try await transaction.query("SELECT 1 / 0")
                }
            }
            #expect(error?.sqlState == "22012")
            let table = try await database.query("SELECT to_regclass('a')::text")[0].decode(String?.self)
            #expect(table == nil)
        }
    }

    @Test func serializationFailuresAreRunAgain() async throws {
        try await withDatabase { database in
            try await database.run(accounts)
            try await withThrowingTaskGroup { group in
                for _ in 1...4 {
                    group.addTask {
                        try await database.transaction(isolation: .serializable, retries: 50) { transaction in
                            let sum = try await transaction.query("SELECT sum FROM account WHERE id = 1")[0]
                                .decode(Int.self)
                            _ = try await transaction.query(
                                "UPDATE account SET sum = \(sum + 1) WHERE id = 1"
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(
                try await database.query("SELECT sum FROM account WHERE id = 1").first?.decode(Int.self) == 4
            )
        }
    }

    @Test func deadlocksAreRunAgain() async throws {
        try await withDatabase { database in
            try await database.run(accounts)
            let runs = Runs()
            try await withThrowingTaskGroup { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await database.transaction { transaction in
                            _ = try await transaction.query(
                                "UPDATE account SET sum = sum + 1 WHERE id = \(first)"
                            )
                            runs.note()
                            // Neither goes on before the other has its first row.
                            while runs.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
                            _ = try await transaction.query(
                                "UPDATE account SET sum = sum + 1 WHERE id = \(second)"
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(runs.count >= 3)
            let sums = try await database.query("SELECT sum FROM account ORDER BY id")
            #expect(try sums.map { try $0["sum"] as Int } == [2, 2])
        }
    }

    @Test func runningAgainIsBounded() async throws {
        try await withDatabase { database in
            let runs = Runs()
            let error = await failure {
                try await database.transaction(retries: 2) { transaction in
                    runs.note()
                    try await transaction.run(
                        "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$"
                    )
                }
            }
            #expect(error?.sqlState == "40001")
            #expect(runs.count == 3)
        }
    }
}
