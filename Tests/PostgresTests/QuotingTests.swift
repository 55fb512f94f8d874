import Hostile
import TestSupport
import Testing

@testable import Postgres

/// Names, values and literals are what they say, whatever stands behind a quote.
@Suite struct QuotingTests {
    @Test func aNameInQuotesIsThatName() async throws {
        try await withDatabase { database in
            for (mark, hidden) in HostileText.all where "\"'\\`;,.()-/*$%?:&".unicodeScalars.contains(mark) {
                let name = "a" + hidden + " FROM pg_database; --"
                let rows = try await database.query("SELECT 1 AS \(identifier: name)")
                #expect(rows.count == 1 && rows.columns.map { Array($0.utf8) } == [Array(name.utf8)])
            }
        }
    }

    @Test func valuesArriveAsTheyWereSentAloneAndInArrays() async throws {
        try await withDatabase { database in
            let texts = HostileText.all.map { "a" + $0.hidden + "b" }
            let row =
                try await database.query("SELECT \(texts)::text[] AS whole, \(texts[0])::text AS one")[0]
            let whole: [String] = try row["whole"]
            let one: String = try row["one"]
            #expect(whole.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
            #expect(Array(one.utf8) == Array(texts[0].utf8))
        }
    }

    @Test func theRoleIsTakenByItsName() async throws {
        let role = "quoting\"\u{FE0F}; SET ROLE postgres; --\"\u{301}"
        try await withDatabase { owner in
            _ = try await owner.query("DROP ROLE IF EXISTS \(identifier: role)")
            _ = try await owner.query("CREATE ROLE \(identifier: role)")
        }
        try await withDatabase({ $0.role = role }) { database in
            let name: String = try await database.query("SELECT current_user::text AS name")[0]["name"]
            #expect(Array(name.utf8) == Array(role.utf8))
        }
        try await withDatabase { owner in _ = try await owner.query("DROP ROLE \(identifier: role)") }
    }

    @Test func aBackslashInALiteralIsOneWhateverTheDatabaseSays() async throws {
        try await TestDatabase.withDatabase { url in
            let database = try Database(
                url + " options='-c standard_conforming_strings=off'",
                logger: silent
            )
            #expect(
                try await database.query("SHOW standard_conforming_strings")[0].decode(String.self) == "on"
            )
            let literal: SQL = #"SELECT ascii('\')::int AS code, length('\n')::int AS length"#
            let row = try await database.query(literal)[0]
            #expect(try row["code"] as Int == 92)
            #expect(try row["length"] as Int == 2)
            await database.close()
        }
    }
}
