import Postgres
import Testing

/// Statements that are stopped: by their limit, by cancelling the task, by closing.
@Suite struct StoppingTests {
    @Test func aStatementPastItsLimitIsStopped() async throws {
        try await withDatabase(connections: 1, { $0.statementTimeout = .milliseconds(200) }) { database in
            let begun = ContinuousClock.now
            #expect(await failure { _ = try await database.query("SELECT pg_sleep(20)") }?.kind == .timedOut)
            #expect(ContinuousClock.now - begun < .seconds(5))
            try await expectServing(database)
            // A call may allow itself less, and more.
            let short = await failure {
                _ = try await database.query("SELECT pg_sleep(20)", timeout: .milliseconds(50))
            }
            #expect(short?.kind == .timedOut)
            let long = try await database.query("SELECT pg_sleep(0.4)", timeout: .seconds(20))
            #expect(long.count == 1)
            #expect(await failure { _ = try await database.query("SELECT pg_sleep(20)") }?.kind == .timedOut)
            #expect(await database.figures == PoolFigures(open: 1, idle: 1))
        }
    }

    @Test func cancellingTheTaskCancelsTheStatement() async throws {
        try await withDatabase(connections: 1) { database in
            let before = try await database.query("SELECT pg_backend_pid()")[0].decode(Int.self)
            let task = Task { try await database.query("SELECT pg_sleep(20)") }
            try await Task.sleep(for: .milliseconds(100))
            let begun = ContinuousClock.now
            task.cancel()
            #expect(await failure { _ = try await task.value }?.kind == .cancelled)
            #expect(ContinuousClock.now - begun < .seconds(5))
            // The same session serves on.
            let after = try await database.query("SELECT pg_backend_pid()")[0].decode(Int.self)
            #expect(after == before)
        }
    }

    @Test func cancellingInsideATransactionUndoesIt() async throws {
        try await withDatabase(connections: 1) { database in
            try await database.run("CREATE TABLE t (a int)")
            let task = Task {
                try await database.transaction { transaction in
                    _ = try await transaction.query("INSERT INTO t VALUES (1)")
                    _ = try await transaction.query("SELECT pg_sleep(20)")
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            #expect(await failure { try await task.value }?.kind == .cancelled)
            #expect(try await database.query("SELECT count(*) FROM t").first?.decode(Int.self) == 0)
            #expect(await database.figures == PoolFigures(open: 1, idle: 1))
        }
    }

    @Test func whoWaitsTooLongForAConnectionIsTold() async throws {
        try await withDatabase(connections: 1, { $0.acquireTimeout = .seconds(2) }) { database in
            try await expectServing(database)
            async let slow = database.query("SELECT pg_sleep(4)")
            while await database.figures.busy == 0 { await Task.yield() }
            let error = await failure { _ = try await database.query("SELECT 1") }
            #expect(error?.kind == .busy)
            #expect(error?.isUnavailable == true)
            #expect(try await slow.count == 1)
        }
    }

    @Test func aCancelledWaiterLeavesTheQueue() async throws {
        try await withDatabase(connections: 1) { database in
            try await expectServing(database)
            async let slow = database.query("SELECT pg_sleep(1)")
            while await database.figures.busy == 0 { await Task.yield() }
            let waiter = Task { try await database.query("SELECT 1") }
            while await database.figures.waiting == 0 { await Task.yield() }
            waiter.cancel()
            #expect(await failure { _ = try await waiter.value }?.kind == .cancelled)
            #expect(await database.figures.waiting == 0)
            #expect(try await slow.count == 1)
        }
    }

    @Test func neverMoreConnectionsThanAllowed() async throws {
        try await withDatabase(connections: 3) { database in
            try await withThrowingTaskGroup { group in
                for number in 1...50 {
                    group.addTask {
                        try await database.query("SELECT \(number)::int AS n, pg_backend_pid() AS session")[0]
                    }
                }
                var sessions: Set<Int> = []
                for try await row in group { sessions.insert(try row["session"]) }
                #expect(sessions.count <= 3)
            }
            #expect(await database.figures.open <= 3)
        }
    }

    @Test func closingWaitsForWhatRuns() async throws {
        try await withDatabase(connections: 2) { database in
            let slow = Task { try await database.query("SELECT pg_sleep(0.3)") }
            while await database.figures.busy == 0 { try await Task.sleep(for: .milliseconds(10)) }
            await database.close()
            #expect(try await slow.value.count == 1)
            let error = await failure { _ = try await database.query("SELECT 1") }
            #expect(error?.kind == .closed)
        }
    }

    @Test func closingDoesNotWaitForEver() async throws {
        try await withDatabase(connections: 2, { $0.drainTimeout = .milliseconds(100) }) { database in
            let slow = Task { try await database.query("SELECT pg_sleep(20)") }
            while await database.figures.busy == 0 { try await Task.sleep(for: .milliseconds(10)) }
            let begun = ContinuousClock.now
            await database.close()
            #expect(ContinuousClock.now - begun < .seconds(5))
            #expect(await failure { _ = try await slow.value }?.kind == .cancelled)
        }
    }
}
