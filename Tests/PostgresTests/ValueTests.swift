import Foundation
import Postgres
import Testing

/// Every type there and back through a real server.
@Suite struct ValueTests {
    /// A value, as what type the server gets it, and how the server writes it.
    private func check<Value: Bindable & Readable & Equatable>(
        _ value: Value,
        _ type: String,
        _ text: String?,
        _ database: Database,
        _ place: SourceLocation = #_sourceLocation
    ) async throws {
        let rows = try await database.query(
            "SELECT \(value)::\(unsafe: type) AS v, \(value)::\(unsafe: type)::text AS t"
        )
        let row = try #require(rows.first)
        #expect(try row["v"] == value, sourceLocation: place)
        #expect(try row["t"] as String? == text, sourceLocation: place)
    }

    @Test func numbersAndBooleans() async throws {
        try await withDatabase { database in
            try await check(true, "bool", "true", database)
            try await check(false, "bool", "false", database)
            try await check(nil as Bool?, "bool", nil, database)
            try await check(Int16.min, "int2", "-32768", database)
            try await check(Int32.max, "int4", "2147483647", database)
            try await check(Int.max, "int8", "9223372036854775807", database)
            try await check(Int64.min, "int8", "-9223372036854775808", database)
            try await check(0.1, "float8", "0.1", database)
            try await check(-Double.infinity, "float8", "-Infinity", database)
            try await check(Double.leastNonzeroMagnitude, "float8", "5e-324", database)
        }
    }

    @Test func numericKeepsEveryDigit() async throws {
        try await withDatabase { database in
            let long = String(repeating: "9", count: 100) + "." + String(repeating: "1", count: 100)
            for text in [
                "0", "-12.50", "0.000000000000000000000000000001", "NaN", "Infinity", "-Infinity", long,
            ] {
                try await check(DecimalText(text), "numeric", text, database)
            }
            let huge = "1" + String(repeating: "0", count: 131_071)
            try await check(DecimalText(huge), "numeric", huge, database)
        }
    }

    @Test func text() async throws {
        try await withDatabase { database in
            let all = ["", "隔离点“甲”", "🏥 é e\u{301}", "'; DROP TABLE site; --", "a\\b\"c\n\t$1", "\u{10FFFF}"]
            for text in all { try await check(text, "text", text, database) }
            try await check(nil as String?, "text", nil, database)
        }
    }

    @Test func rowsWithinRows() async throws {
        try await withDatabase { database in
            try await database.run(
                "CREATE TYPE duty AS (person text, since date); CREATE TYPE place AS (code text, beds integer, duties duty[])"
            )
            let hostile = #"a"b\c,(d){e}'f' "# + "\n“甲”"
            let rows = try await database.query(
                """
                SELECT p.code, p.beds, d.person, d.since FROM unnest(\([
                    Composite([hostile, nil as Int?, [Composite([hostile, "2021-08-18"]), Composite(["", nil as String?])]]),
                    Composite(["", 3, [Composite]()]),
                ])::place[]) AS p LEFT JOIN LATERAL unnest(p.duties) AS d ON true
                """
            )
            #expect(try rows.map { try $0["code"] as String } == [hostile, hostile, ""])
            #expect(try rows.map { try $0["beds"] as Int? } == [nil, nil, 3])
            #expect(try rows.map { try $0["person"] as String? } == [hostile, "", nil])
            #expect(try rows.map { try $0["since"] as String? } == ["2021-08-18", nil, nil])
        }
    }

    @Test func jsonIsKeptAsText() async throws {
        try await withDatabase { database in
            try await check(
                JSONText(#"{"a": [1.50, null, "甲"]}"#),
                "jsonb",
                #"{"a": [1.50, null, "甲"]}"#,
                database
            )
        }
    }

    @Test func bytes() async throws {
        try await withDatabase { database in
            try await check([0, 1, 127, 128, 255] as [UInt8], "bytea", "\\x00017f80ff", database)
            try await check([] as [UInt8], "bytea", "\\x", database)
            try await check(
                [[0, 1], nil, []] as [[UInt8]?],
                "bytea[]",
                #"{"\\x0001",NULL,"\\x"}"#,
                database
            )
        }
    }

    @Test func identifiers() async throws {
        try await withDatabase { database in
            let id = try #require(UUID(uuidString: "01234567-89AB-CDEF-0123-456789ABCDEF"))
            try await check(id, "uuid", "01234567-89ab-cdef-0123-456789abcdef", database)
        }
    }

    @Test(
        arguments: [
            (0, "1970-01-01"), (18857, "2021-08-18"), (-1, "1969-12-31"), (11016, "2000-02-29"),
            (-719_162, "0001-01-01"), (-719_163, "0001-12-31 BC"), (-735_160, "0044-03-15 BC"),
            (2_932_896, "9999-12-31"), (2_932_897, "10000-01-01"), (2_145_042_905, "5874897-12-31"),
            (-2_440_588, "4714-11-24 BC"),
        ]
    )
    func dates(days: Int, text: String) async throws {
        try await withDatabase { try await check(PGDate(daysSince1970: days), "date", text, $0) }
    }

    @Test(
        arguments: [
            (0, "1970-01-01 00:00:00+00"), (1_629_248_400_000_000, "2021-08-18 01:00:00+00"),
            (1_629_248_400_123_456, "2021-08-18 01:00:00.123456+00"), (-1, "1969-12-31 23:59:59.999999+00"),
            (500_000, "1970-01-01 00:00:00.5+00"),
            (-62_135_596_800_000_001, "0001-12-31 23:59:59.999999+00 BC"),
            (253_402_300_800_000_000, "10000-01-01 00:00:00+00"),
        ]
    )
    func moments(microseconds: Int, text: String) async throws {
        try await withDatabase {
            try await check(PGTimestamp(microseconds: microseconds), "timestamptz", text, $0)
        }
    }

    @Test func arrays() async throws {
        try await withDatabase { database in
            try await check([3, -1, 0], "int8[]", "{3,-1,0}", database)
            try await check([] as [Int], "int4[]", "{}", database)
            try await check([1, nil] as [Int?], "int2[]", "{1,NULL}", database)
            try await check([true, false], "bool[]", "{t,f}", database)
            try await check(nil as [String]?, "text[]", nil, database)
            let hard =
                ["", nil, "NULL", "null", "a,b", "{}", "\"", "\\", "甲 乙", "'", " x ", "\n"] as [String?]
            let written = #"{"",NULL,"NULL","null","a,b","{}","\"","\\","甲 乙",'," x ","# + "\"\n\"}"
            try await check(hard, "text[]", written, database)
            try await check([JSONText(#"{"a": "b"}"#)], "jsonb[]", #"{"{\"a\": \"b\"}"}"#, database)
            try await check([PGDate(daysSince1970: 0)], "date[]", "{1970-01-01}", database)
        }
    }

    @Test(arguments: ["{{1,2},{3,4}}", "[0:1]={1,2}"])
    func otherArraysAreNotRead(text: String) async throws {
        try await withDatabase { database in
            let row = try #require(try await database.query("SELECT \(text)::int4[] AS v").first)
            #expect(throws: PostgresError.self) { try row["v"] as [Int] }
        }
    }

    @Test(arguments: ["infinity", "-infinity"])
    func infiniteTimesAreNotRead(text: String) async throws {
        try await withDatabase { database in
            let rows = try await database.query("SELECT \(text)::date AS d, \(text)::timestamptz AS t")
            let row = try #require(rows.first)
            #expect(throws: PostgresError.self) { try row["d"] as PGDate }
            #expect(throws: PostgresError.self) { try row["t"] as PGTimestamp }
        }
    }
}
