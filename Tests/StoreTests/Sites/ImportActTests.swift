import Postgres
import Testing

@testable import Compliance
@testable import Store

/// What is asked of the act itself, past the program that judges registers.
@Suite("The act that takes a register")
struct ImportActTests {
    /// The members of a site as an import may bring it, in SQL.
    private static let good = [
        "code": "'T-09'", "kind": "'townshipIsolation'",
        "periods": "ARRAY[ROW('2021-01-01', NULL, NULL)::register_period]",
        "descriptions": "ARRAY[\(description("-infinity"))]", "terms": "ARRAY[\(term("2021-01-01", "甲"))]",
        "before": "NULL", "after": "sha256('after')",
    ]

    private static func description(_ since: String) -> String {
        "ROW('\(since)', '九号点', 'Site nine', NULL, '', NULL, NULL, NULL, NULL)::register_description"
    }

    private static func term(_ from: String, _ person: String) -> String {
        "ROW(gen_random_uuid(), 'director', '\(person)', '\(from)', NULL)::register_term"
    }

    private static func sites(_ changes: [String: String] = [:]) -> String {
        let site = good.merging(changes) { $1 }
        let members = ["code", "kind", "periods", "descriptions", "terms", "before", "after"]
            .map { site[$0] ?? "NULL" }
        return "ARRAY[ROW(\(members.joined(separator: ", ")))::register_site]"
    }

    private static func call(
        _ key: AccessKey?,
        of id: Int = 1,
        _ edition: String,
        _ townships: String,
        _ sites: String
    ) -> SQL {
        """
        SELECT import_register(\(id), \(orNull: key?.bytes)::bytea, '', \(SQL(unsafe: edition)),
            \(SQL(unsafe: townships)), \(SQL(unsafe: sites)), NULL) AS said
        """
    }

    /// All that an act could have written.
    private static func state(_ owner: Database) async throws -> String {
        try await
            owner.query(
                """
                SELECT concat_ws(' ', (SELECT edition FROM county WHERE code = 'demo'), (SELECT count(*) FROM audit_entry),
                    (SELECT md5(string_agg(s::text, '' ORDER BY s)) FROM site s),
                    (SELECT md5(string_agg(o::text, '' ORDER BY o)) FROM operation o),
                    (SELECT md5(string_agg(d::text, '' ORDER BY d)) FROM site_description d),
                    (SELECT md5(string_agg(t::text, '' ORDER BY t)) FROM township_name t),
                    (SELECT md5(string_agg(p::text, '' ORDER BY p)) FROM posting p)) AS state
                """
            )[0]["state"]
    }

    private static func with(
        _ body: (CountyWithAccounts, AccessKey, String) async throws -> Void
    ) async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("admin", .administrator)
            let (_, key) = try await county.signedIn("admin")
            let edition = try await county.owner.query("SELECT edition::text FROM county WHERE code = 'demo'")
            try await body(county, key, try edition[0]["edition"])
        }
    }

    @Test("What is half said is refused, and nothing of it written")
    func refused() async throws {
        try await Self.with { county, key, edition in
            let before = try await Self.state(county.owner)
            let known = ["code": "'T-02'", "before": "sha256('before')"]
            let hostile: [(townships: String, sites: String)] = [
                ("NULL", Self.sites()), ("'{}'", "NULL"), ("'{}'", "'{}'"), ("NULL", "NULL"),
                ("'{}'", "ARRAY[NULL::register_site]"), ("ARRAY[NULL::register_township]", "'{}'"),
                ("ARRAY[ROW('09', NULL, NULL, sha256('x'))::register_township]", "'{}'"),
                ("ARRAY[ROW('09', '{}', NULL, sha256('x'))::register_township]", "'{}'"),
                (
                    "ARRAY[ROW('09', ARRAY[ROW('-infinity', '乡', 'T')::register_name], NULL, NULL)::register_township]",
                    "'{}'"
                ),
                (
                    "ARRAY[ROW('T-01', ARRAY[ROW('-infinity', '乡', 'T')::register_name], NULL, sha256('x'))::register_township]",
                    "'{}'"
                ),
                // Good as far as it goes, and then something that is not.
                ("'{}'", "\(Self.sites()) || \(Self.sites(["code": "'T-10'", "terms": "NULL"]))"),
            ]
            let changes: [[String: String]] = [
                ["code": "NULL"], ["code": "'T_9'"], ["kind": "NULL"], ["kind": "'castle'"],
                ["after": "NULL"],
                ["after": "'\\x00'"], ["before": "sha256('before')"], ["periods": "NULL"],
                ["periods": "'{}'"],
                ["periods": "ARRAY[NULL::register_period]"],
                ["periods": "ARRAY[ROW('2021-02-01', '2021-01-01', NULL)::register_period]"],
                [
                    "periods":
                        "ARRAY[ROW('2021-01-01', '2021-02-01', NULL), ROW('2021-02-01', NULL, NULL)]::register_period[]"
                ],
                ["periods": "ARRAY[ROW('2021-01-01', NULL, 'T-09')::register_period]"],
                ["periods": "ARRAY[ROW('2021-01-01', NULL, 'T-77')::register_period]"],
                ["descriptions": "NULL"], ["descriptions": "'{}'"],
                ["descriptions": "ARRAY[\(Self.description("2021-01-01"))]"],
                ["descriptions": "ARRAY[\(Self.description("-infinity")), \(Self.description("-infinity"))]"],
                ["terms": "NULL"], ["terms": "ARRAY[NULL::register_term]"],
                ["terms": "ARRAY[\(Self.term("2021-01-01", "甲")), \(Self.term("2021-03-01", "乙"))]"],
                ["terms": "ARRAY[ROW(NULL, 'director', '甲', '2021-01-01', NULL)::register_term]"],
                known.merging(["before": "NULL"]) { $1 }, known.merging(["kind": "'zone'"]) { $1 },
            ]
            for (townships, sites) in hostile + changes.map({ ("'{}'", Self.sites($0)) }) {
                await #expect(throws: PostgresError.self, "\(townships) \(sites)") {
                    try await county.server.database.query(Self.call(key, edition, townships, sites))
                }
            }
            #expect(try await Self.state(county.owner) == before)
            let said = try await county.server.database.query(Self.call(key, edition, "'{}'", Self.sites()))
            #expect(try said[0]["said"] == "written")
        }
    }

    @Test("Nobody but who may manage this very county takes a register, and none on another edition")
    func who() async throws {
        try await Self.with { county, key, edition in
            for (name, role) in [
                ("director", Role.director), ("inspector", .inspector), ("auditor", .auditor),
            ] {
                try await county.add(name, role, duties: role == .director ? ["director@T-01"] : [])
            }
            try await Store.createCounty("other", name: Text(zh: "邻县", en: "Other"), in: county.owner)
            let before = try await Self.state(county.owner)
            var attempts: [(AccessKey?, Int, String)] = [
                (nil, 1, "28000"), (AccessKey(secret: "x"), 1, "28000"), (key, 2, "28000"),
                (key, -1, "28000"),
            ]
            for name in ["director", "inspector", "auditor"] {
                attempts.append((try await county.signedIn(name).1, 1, "42501"))
            }
            let afterSigningIn = try await Self.state(county.owner)
            for (key, id, state) in attempts {
                let error = await #expect(throws: PostgresError.self) {
                    try await county.server.database.query(
                        Self.call(key, of: id, edition, "'{}'", Self.sites())
                    )
                }
                #expect(error?.sqlState == state)
            }
            for other in ["0", "NULL", "\(edition) + 1"] {
                let said = try await county.server.database.query(Self.call(key, other, "'{}'", Self.sites()))
                #expect(try said[0]["said"] == "outdated")
            }
            #expect(try await Self.state(county.owner) == afterSigningIn)
            #expect(before != afterSigningIn)
        }
    }

    @Test("An import that another is under way beside is refused, before it reads and after")
    func beside() async throws {
        try await Self.with { county, key, edition in
            try await county.owner.transaction { transaction in
                _ = try await transaction.query("SELECT pg_advisory_xact_lock(72538014, 1)")
                await #expect(throws: StoreError.changedMeanwhile) {
                    try await county.shell.importSites([township("T-03")])
                }
                let said = try await county.server.database.query(
                    Self.call(key, edition, "'{}'", Self.sites())
                )
                #expect(try said[0]["said"] == "outdated")
                // Whoever only looks is kept by nobody, and keeps nobody.
                let seen = try await county.shell.judge([township("T-03")])
                #expect(seen.sites.map(\.code) == ["T-03"])
                #expect("\(seen.edition)" == edition)
            }
        }
    }

    @Test("What was judged on another day is not written")
    func anotherDay() async throws {
        try await Self.with { county, _, _ in
            let seen = try await county.shell.judge([township("T-03")])
            await #expect(throws: StoreError.changedMeanwhile) {
                try await county.shell.importSites([township("T-03")], at: seen.edition, on: seen.day - 1)
            }
            let outcome = try await county.shell.importSites(
                [township("T-03")],
                at: seen.edition,
                on: seen.day
            )
            #expect(outcome.added == 1)
        }
    }

    @Test(
        "The server reads these tables and writes none",
        arguments: ["site", "operation", "site_description", "township", "township_name", "posting"]
    )
    func server(table: String) async throws {
        try await Self.with { county, key, _ in
            for attempt in [
                "UPDATE % SET county_id = county_id", "DELETE FROM %",
                "INSERT INTO % (county_id) SELECT county_id FROM %",
            ] {
                let error = await #expect(throws: PostgresError.self) {
                    try await county.server.database.pipeline([
                        "SELECT FROM enter(1, \(key.bytes)::bytea, '')",
                        SQL(unsafe: attempt.replacing("%", with: table)),
                    ])
                }
                #expect(error?.sqlState == "42501")
            }
            let owned = try await county.owner.query(
                """
                SELECT count(*) FROM pg_class c, aclexplode(c.relacl) AS given
                WHERE c.oid = \(table)::regclass AND given.grantee = c.relowner
                    AND given.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
                """
            )
            #expect(try owned[0]["count"] == 0)
        }
    }
}
