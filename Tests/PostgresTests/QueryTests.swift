import Logging
import Postgres
import TestSupport
import Testing

/// One statement or one pipeline at a time.
@Suite struct QueryTests {
    @Test func rowsAreReadByColumnName() async throws {
        try await withDatabase { database in
            let rows = try await database.query(
                "SELECT n, 'n' || n AS name FROM generate_series(1, \(3)) AS n"
            )
            #expect(rows.columns == ["n", "name"])
            #expect(rows.affected == 3)
            #expect(try rows.map { try $0["n"] as Int } == [1, 2, 3])
            #expect(try rows.map { try $0.decode("name", as: String.self) } == ["n1", "n2", "n3"])
            #expect(try rows.last?.decode(Int.self) == 3)
        }
    }

    @Test func settingsThatWouldChangeWhatAStatementMeansAreSetRight() async throws {
        try await TestDatabase.withDatabase { url in
            let options =
                "-c standard_conforming_strings=off -c default_transaction_isolation=serializable -c DateStyle=SQL"
            let database = try Database("\(url) options='\(options)'", logger: silent)
            let row = try #require(
                try await database.query(
                    """
                    SELECT current_setting('standard_conforming_strings') AS strings,
                        current_setting('transaction_isolation') AS isolation, '\\' AS backslash, '2021-08-18'::date AS day
                    """
                )
                .first
            )
            #expect(try row["strings"] as String == "on")
            #expect(try row["isolation"] as String == "read committed")
            #expect(try row["backslash"] as String == "\\")
            #expect(try (row["day"] as PGDate) == PGDate(daysSince1970: 18_857))
            await database.close()
        }
    }

    @Test func countsTheRowsTouched() async throws {
        try await withDatabase { database in
            try await database.run(
                "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 5)"
            )
            #expect(try await database.query("UPDATE t SET id = id + 10 WHERE id > \(2)").affected == 3)
            #expect(try await database.query("DELETE FROM t WHERE id = \(99)").affected == 0)
            #expect(try await database.query("DELETE FROM t RETURNING id").count == 5)
        }
    }

    @Test(
        arguments: [
            "'; DROP TABLE t; --", "$1", "\\'; SELECT 1", "' OR '1'='1", "1); DELETE FROM t; --", "%s %d",
            "\u{0001}",
        ]
    )
    func valuesNeverBecomeText(attempt: String) async throws {
        try await withDatabase { database in
            try await database.run("CREATE TABLE t (name text)")
            _ = try await database.query("INSERT INTO t VALUES (\(attempt))")
            let rows = try await database.query("SELECT name FROM t WHERE name = \(attempt)")
            #expect(try rows.map { try $0["name"] as String } == [attempt])
        }
    }

    @Test func identifiersAndFragmentsAreBuiltIn() async throws {
        try await withDatabase { database in
            let name = "odd \"name\"; --"
            _ = try await database.query("CREATE TABLE \(identifier: name) (a int)")
            let condition: SQL = "a > \(1) AND a < \(4)"
            _ = try await database.query("INSERT INTO \(identifier: name) SELECT generate_series(1, \(5))")
            let rows = try await database.query(
                "SELECT a FROM \(identifier: name) WHERE \(condition) OR a = \(5)"
            )
            #expect(try rows.map { try $0["a"] as Int } == [2, 3, 5])
        }
    }

    @Test func textWithNULIsNotSent() async throws {
        try await withDatabase { database in
            let error = await failure { _ = try await database.query("SELECT \("a\0b")::text") }
            #expect(error?.kind == .unsendable)
            #expect(await failure { try await database.run("SELECT 1\0; SELECT 2") }?.kind == .unsendable)
            let bytes = try await database.query("SELECT \([0, 0] as [UInt8])")[0].decode([UInt8].self)
            #expect(bytes == [0, 0])
        }
    }

    @Test func aWrongColumnNamesColumnTypeAndQuery() async throws {
        try await withDatabase { database in
            let row = try #require(try await database.query("SELECT 'x' AS word, NULL AS nothing").first)
            let wrong = await failure { _ = try row["word"] as Int }
            #expect(wrong?.kind == .unreadable)
            #expect(wrong?.column == "word")
            #expect(wrong?.message == "column 'word' holds what cannot be read as Int")
            #expect(wrong?.query == "SELECT 'x' AS word, NULL AS nothing")
            let null = await failure { _ = try row["nothing"] as String }
            #expect(null?.message == "column 'nothing' is NULL and cannot be read as String")
            #expect(await failure { _ = try row["absent"] as Int }?.message == "there is no column 'absent'")
        }
    }

    @Test func aPipelineIsAllOrNothingAndKeepsTheFirstCause() async throws {
        try await withDatabase(connections: 1) { database in
            try await database.run("CREATE TABLE t (id int CONSTRAINT t_key PRIMARY KEY)")
            let rows = try await database.pipeline([
                "INSERT INTO t VALUES (\(1)) RETURNING id", "INSERT INTO t VALUES (\(2))",
                "SELECT count(*) FROM t",
            ])
            #expect(try rows[0][0]["id"] == 1)
            #expect(try rows[2][0].decode(Int.self) == 2)
            let error = await failure {
                _ = try await database.pipeline([
                    "INSERT INTO t VALUES (\(3))", "INSERT INTO t VALUES (\(1))", "SELECT 1 / 0", "SELECT 1",
                ])
            }
            #expect(error?.sqlState == "23505")
            #expect(error?.constraint == "t_key")
            #expect(try await database.query("SELECT count(*) FROM t").first?.decode(Int.self) == 2)
            #expect(try await database.pipeline([]).isEmpty)
        }
    }

    @Test func aLargePipelineDoesNotLockUp() async throws {
        try await withDatabase(connections: 1) { database in
            let big = String(repeating: "x", count: 100_000)
            let rows = try await database.pipeline((1...200).map { _ in "SELECT \(big)::text AS big" })
            #expect(rows.count == 200)
            #expect(try rows.allSatisfy { try $0[0]["big"] == big })
        }
    }

    @Test func preparedStatementsOutliveAChangeOfTheSchema() async throws {
        try await withDatabase(connections: 1) { database in
            try await database.run("CREATE TABLE t (a int); INSERT INTO t VALUES (1)")
            #expect(try await database.query("SELECT * FROM t").columns == ["a"])
            try await database.run("ALTER TABLE t ADD COLUMN b int")
            #expect(try await database.query("SELECT * FROM t").columns == ["a", "b"])
            try await database.run("DEALLOCATE ALL")
            #expect(try await database.query("SELECT * FROM t").columns == ["a", "b"])
        }
    }

    @Test func preparedStatementsAreBounded() async throws {
        try await withDatabase(connections: 1) { database in
            for number in 1...600 { _ = try await database.query("SELECT \(unsafe: String(number))") }
            let rows = try await database.query("SELECT count(*) FROM pg_prepared_statements")
            #expect(try rows[0].decode(Int.self) <= 257)
        }
    }

    @Test func copyIsRefusedAndLeavesThePoolSound() async throws {
        try await withDatabase(connections: 1) { database in
            try await database.run("CREATE TABLE t (a int)")
            #expect(await failure { _ = try await database.query("COPY t FROM STDIN") } != nil)
            #expect(await failure { try await database.run("COPY t TO STDOUT") } != nil)
            try await expectServing(database)
        }
    }

    @Test func aTransactionLeftOpenIsNotHandedOn() async throws {
        try await withDatabase(connections: 1) { database in
            try await database.run("CREATE TABLE t (a int)")
            try await database.run("BEGIN; INSERT INTO t VALUES (1)")
            #expect(try await database.query("SELECT count(*) FROM t").first?.decode(Int.self) == 0)
        }
    }
}
