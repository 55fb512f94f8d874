import Postgres
import Testing

/// What errors say, and to whom.
@Suite struct ErrorTests {
    @Test func theServersErrorIsTakenApart() async throws {
        try await withDatabase { database in
            try await database.run(
                "CREATE TABLE site (code text NOT NULL, beds int, CONSTRAINT site_beds CHECK (beds > 0))"
            )
            let check = await failure {
                _ = try await database.query("INSERT INTO site VALUES ('secret', \(-1))")
            }
            #expect(check?.kind == .server)
            #expect(check?.sqlState == "23514")
            #expect(check?.constraint == "site_beds")
            #expect(check?.schema == "public")
            #expect(check?.table == "site")
            #expect(check?.detail?.contains("secret") == true)
            #expect(check?.query == "INSERT INTO site VALUES ('secret', $1)")
            let null = await failure { _ = try await database.query("INSERT INTO site (beds) VALUES (1)") }
            #expect(null?.column == "code")
            let syntax = await failure { _ = try await database.query("SELECT * FORM site") }
            #expect(syntax?.sqlState == "42601")
            #expect(syntax?.position == 10)
        }
    }

    @Test func theDescriptionLeaksNothing() async throws {
        try await withDatabase { database in
            try await database.run(
                "CREATE TABLE t (name text CONSTRAINT t_name UNIQUE); INSERT INTO t VALUES ('secret')"
            )
            let error = try #require(
                await failure { _ = try await database.query("INSERT INTO t VALUES (\("secret"))") }
            )
            #expect("\(error)" == "PostgreSQL: server (SQLSTATE 23505, constraint t_name)")
            // For the log: which statement, as it stands in the program.
            #expect(
                String(reflecting: error)
                    == "\(error); table t; in _bt_check_unique; statement: INSERT INTO t VALUES ($1)"
            )
        }
    }

    @Test(arguments: ["postgres://u:secret@[h/x", "password", "no such key=1", "a\0b"])
    func aBadConnectionStringIsRefusedWithoutBeingRepeated(text: String) async {
        let error = await failure { _ = try Database(text, logger: silent) }
        #expect(error?.kind == .connectionString)
        #expect(error?.message == nil)
    }

    @Test(
        arguments: [
            ("57P01", true), ("57P03", true), ("08006", true), ("53300", true), ("53100", true),
            ("53200", true), ("25006", true), ("40001", true), ("40P01", true), ("23505", false),
            ("22003", false), ("57014", false),
        ]
    )
    func someStatesMeanThatTheServerIsAway(state: String, isUnavailable: Bool) async throws {
        try await withDatabase { database in
            let error = await failure {
                try await database.run(
                    "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '\(state)'; END $$"
                )
            }
            #expect(error?.isUnavailable == isUnavailable)
        }
    }
}
