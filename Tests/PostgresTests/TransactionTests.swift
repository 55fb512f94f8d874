import Postgres
import Synchronization
import Testing

/// Transactions of several round trips.
@Suite struct TransactionTests {
    private struct Refused: Error {}

    private let accounts = "CREATE TABLE account (id int PRIMARY KEY, sum int); INSERT INTO account VALUES (1, 0), (2, 0)"

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
                return try await transaction.commit(with: ["UPDATE account SET sum = 3 WHERE id = 1 RETURNING sum"])
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
            #expect(try await database.query("SELECT to_regclass('a')::text").first?.decode(String?.self) == .some(nil))
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
                            _ = try await transaction.query("UPDATE account SET sum = \(sum + 1) WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.query("SELECT sum FROM account WHERE id = 1").first?.decode(Int.self) == 4)
        }
    }

    @Test func deadlocksAreRunAgain() async throws {
        try await withDatabase { database in
            try await database.run(accounts)
            let runs = Mutex(0)
            @Sendable func both(_ first: Int, _ second: Int) async throws {
                try await database.transaction { transaction in
                    runs.withLock { $0 += 1 }
                    _ = try await transaction.query("UPDATE account SET sum = sum + 1 WHERE id = \(first)")
                    try await Task.sleep(for: .milliseconds(100))
                    _ = try await transaction.query("UPDATE account SET sum = sum + 1 WHERE id = \(second)")
                }
            }
            async let one: Void = both(1, 2)
            async let other: Void = both(2, 1)
            _ = try await (one, other)
            #expect(runs.withLock { $0 } >= 3)
            let sums = try await database.query("SELECT sum FROM account ORDER BY id")
            #expect(try sums.map { try $0["sum"] as Int } == [2, 2])
        }
    }

    @Test func runningAgainIsBounded() async throws {
        try await withDatabase { database in
            let runs = Mutex(0)
            let error = await failure {
                try await database.transaction(retries: 2) { transaction in
                    runs.withLock { $0 += 1 }
                    try await transaction.run("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$")
                }
            }
            #expect(error?.sqlState == "40001")
            #expect(runs.withLock { $0 } == 3)
        }
    }
}
