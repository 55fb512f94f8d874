import Compliance
import Postgres
import StrictJSON
import TestSupport

@testable import Store

/// Two counties alike, with people of the same names, each with a filing; the first, of number 1, is attacked, and the
/// second, of number 2, must not notice. What the functions are called with is in `Caller`.
struct AttackedCounty {
    /// The server's role on connections of its own.
    let server: Database
    /// The tables' owner, whom no policy binds: a superuser.
    let owner: Database

    /// How long any call may take: much, since many tests share two cores, and far less than what runs away.
    static let patience = Duration.seconds(20)

    /// Gives the closure two such counties, in a database of its own.
    static func with<Value>(_ body: (AttackedCounty) async throws -> Value) async throws -> Value {
        try await TestDatabase.withDatabase(template) { url in
            let owner = try Database(url, logger: TestCounty.quiet)
            let name = try await owner.query("SELECT current_database() AS name")[0]["name"] as String
            let value = try await TestDatabase.withServer(name, statementTimeout: patience) { server in
                try await body(AttackedCounty(server: server, owner: owner))
            }
            await owner.close()
            return value
        }
    }

    private static let template = TestDatabase.Template("attacked") { url in
        let owner = try Database(url, logger: TestCounty.quiet)
        try await Store.migrate(owner)
        for code in ["demo", "other"] { try await furnish(code, in: owner) }
        // 1 is what the plausible edition is.
        try await owner.run("UPDATE county SET edition = 1; \(keys)")
        await owner.close()
    }

    private static func furnish(_ code: String, in owner: Database) async throws {
        try await Store.createCounty(code, name: Text(zh: "县\(code)", en: "County \(code)"), in: owner)
        let shell = try await Store.open(owner, county: code).acting(for: .shell(name: "甲"))
        _ = try await shell.publish(TestCounty.baseline())
        _ = try await shell.publish(TestCounty.checklist("township-isolation"))
        let director = DutyEntry(.director, "一号乡镇卫生院院长", since: day("01-01"))
        _ = try await shell.importSites([township("T-01", [director]), township("T-02")])
        _ = try await shell.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
        try await shell.saveDraft(
            Draft(id: InspectionRows.id(9), site: "T-01", fields: .object([]), savedAt: FilingTests.now)
        )
        let guidance: Node = .object([
            ("id", .string("\(try InspectionRows.id(1))")), ("site", "T-01"),
            ("givenAt", "2021-08-18T09:00:00+08:00"),
            ("shown", "分区图"), ("attended", "院长"),
        ])
        _ = try await shell.record(guidance: guidance, now: FilingTests.now)
        let roles: [(name: String, role: Role, duties: [String])] = [
            ("admin", .administrator, []), ("inspector", .inspector, []), ("auditor", .auditor, []),
            ("leader", .leader, []), ("director", .director, ["director@T-01"]),
            ("disabled", .administrator, []),
            ("beginner", .administrator, []), ("leaver", .administrator, []),
        ]
        for (name, role, duties) in roles {
            let form = AccountForm(name: name, display: "某职务", roles: [role.rawValue], duties: duties)
            try await shell.add(try form.account(), password: nil)
        }
    }

    /// What a plausible call names is there for the server to read. Everybody has a session, by a key that follows from the name and the county; some have tokens.
    private static let keys = """
        UPDATE account SET disabled_at = clock_timestamp() WHERE name = 'disabled';
        UPDATE account SET must_change = true WHERE name = 'beginner';
        INSERT INTO session (county_id, digest, account, address, agent)
        SELECT county_id, sha256(sha256(convert_to('session ' || name || ' ' || county_id, 'UTF8'))), name, '', ''
        FROM account;
        UPDATE session SET ended_at = clock_timestamp() WHERE account = 'leaver';
        UPDATE draft SET owner = 'admin', saved_by = 'admin';
        INSERT INTO api_token (county_id, account, name, digest, scope, made_at, expires_at, revoked_at)
        SELECT county_id, account, token, sha256(sha256(convert_to(concat_ws(' ', 'token', account, token, county_id), 'UTF8'))),
            scope, clock_timestamp() - INTERVAL '9 days', clock_timestamp() + days * INTERVAL '1 day',
            CASE WHEN revoked THEN clock_timestamp() END
        FROM county, (VALUES
            ('admin', 'phone', ARRAY['read', 'county', 'file', 'manage'], 9, false),
            ('admin', 'revoked', ARRAY['read', 'file', 'manage'], 9, true),
            ('admin', 'expired', ARRAY['read', 'file', 'manage'], -1, false),
            ('inspector', 'phone', ARRAY['read', 'file'], 9, false),
            ('leader', 'futile', ARRAY['file', 'manage'], 9, false)) AS made (account, token, scope, days, revoked);
        INSERT INTO login_failure (county_id, subject, failures, last_at)
        SELECT county_id, 'account inspector', 9, clock_timestamp() FROM county;
        CREATE SCHEMA attack;
        CREATE TABLE attack.known AS
            SELECT 'checklist' AS what, digest FROM checklist_version WHERE county_id = 1
            UNION ALL SELECT 'baseline', digest FROM baseline_version WHERE county_id = 1;
        CREATE TABLE attack.term AS SELECT id FROM posting WHERE county_id = 1;
        GRANT USAGE ON SCHEMA attack TO lazaret_server;
        GRANT SELECT ON attack.known, attack.term TO lazaret_server;
        """

    /// How many rows each county has in each table, in how many bytes, and a digest of them all.
    func fingerprint() async throws -> Fingerprint {
        let tables = try await owner.query(
            """
            SELECT c.relname::text AS name, EXISTS (SELECT FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attname = 'county_id' AND NOT a.attisdropped) AS tenant
            FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
            """
        )
        let parts = try tables.map { row in
            let (name, tenant): (String, Bool) = (try row["name"], try row["tenant"])
            return """
                SELECT '\(name)' AS "table", county, sum(octet_length(row))::bigint AS bytes,
                    count(*) || ' ' || sum(hashtextextended(row, 0)::numeric) AS digest
                FROM (SELECT \(tenant ? "county_id" : "0") AS county, (one.*)::text AS row
                    FROM public.\(name) AS one OFFSET 0) AS one
                GROUP BY county
                """
        }
        let rows = try await owner.query(SQL(unsafe: parts.joined(separator: "\nUNION ALL ")))
        return Fingerprint(
            places: try Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    let place = Fingerprint.Place(table: try row["table"], county: try row["county"])
                    return (place, Fingerprint.Content(bytes: try row["bytes"], digest: try row["digest"]))
                }
            )
        )
    }

    /// The number of the last entry.
    func lastEntry() async throws -> Int {
        try await owner.query("SELECT coalesce(max(number), 0) AS number FROM audit_entry")[0]["number"]
    }

    /// How many entries of the first county name that account, after that one.
    func entries(of account: String, after number: Int) async throws -> Int {
        try await
            owner.query(
                """
                SELECT count(*) AS count FROM audit_entry
                WHERE county_id = 1 AND number > \(number) AND actor = \(account)
                """
            )[0]["count"]
    }
}

/// What all rows come to at a moment.
struct Fingerprint: Equatable {
    struct Place: Hashable, CustomStringConvertible {
        let table: String
        /// The number of the county; 0 where a table belongs to none.
        let county: Int

        var description: String { "\(table) of \(county)" }
    }

    struct Content: Equatable {
        let bytes: Int
        let digest: String
    }

    let places: [Place: Content]

    /// Where the other one differs, in order.
    func changes(to other: Fingerprint) -> [Place] {
        Set(places.keys).union(other.places.keys)
            .filter { places[$0] != other.places[$0] }
            .sorted { ($0.table, $0.county) < ($1.table, $1.county) }
    }

    /// By how many bytes the other one is larger.
    func growth(to other: Fingerprint) -> Int {
        other.places.values.reduce(0) { $0 + $1.bytes } - places.values.reduce(0) { $0 + $1.bytes }
    }
}
