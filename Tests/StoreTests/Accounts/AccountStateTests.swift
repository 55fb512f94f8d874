import AuditLog
import Postgres
import TestSupport
import Testing

@testable import Compliance
@testable import Store

@Suite("What an account was from when")
struct AccountStateTests {
    /// What the account was, first to last, in short: `leader sub-1 password`.
    private static func states(_ county: CountyWithAccounts, _ name: String) async throws -> [String] {
        try await county.owner
            .query(
                """
                SELECT concat_ws(' ', array_to_string(roles, ','), array_to_string(duties, ','), message_address,
                    openid_subject, CASE WHEN has_password THEN 'password' END, CASE WHEN disabled THEN 'disabled' END) AS said
                FROM account_state WHERE account = \(name) ORDER BY number
                """
            )
            .map { try $0["said"] }
    }

    @Test(
        "Every change leaves a state, and its entry has the digests of both ends; what is the same leaves none"
    )
    func changes() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("one", .director, duties: ["director@T-01"])
            let shell = county.shell
            let link = OpenIDLink(kept: "sub-1", issuer: "https://id.example")
            _ = try await shell.link("one", to: link, alone: true)
            _ = try await shell.reset("one", password: "another one to begin with", given: true)
            let toLeader = try AccountChange(
                display: nil,
                roles: ["leader"],
                messageAddress: "one@yuning.example"
            )
            #expect(try await shell.change("one", to: toLeader))
            #expect(try await shell.change("one", to: toLeader) == false)
            _ = try await shell.disable("one")
            _ = try await shell.disable("one")
            try await shell.enable("one")
            _ = try await shell.unlink("one")
            #expect(
                try await shell.change("one", to: AccountChange(display: nil, roles: [], messageAddress: ""))
            )
            let (duty, address) = ("director@T-01 一号乡镇卫生院院长", "one@yuning.example")
            #expect(
                try await Self.states(county, "one") == [
                    "director \(duty) password", "director \(duty) sub-1 password", "director \(duty) sub-1",
                    "director \(duty) sub-1 password", "leader \(duty) \(address) sub-1 password",
                    "leader \(duty) \(address) sub-1 password disabled",
                    "leader \(duty) \(address) sub-1 password", "leader \(duty) \(address) password",
                    "leader \(duty) password",
                ]
            )
            let entries = try await county.owner.query(
                """
                SELECT verb || ' ' || object AS said, coalesce(before_digest = lag(after_digest) OVER (ORDER BY number),
                    before_digest IS NULL AND verb = 'add') AS follows, before_digest = after_digest AS same
                FROM audit_entry WHERE object LIKE '%/one' ORDER BY number
                """
            )
            #expect(
                try entries.map { try $0["said"] as String } == [
                    "add account/one", "add link/one", "revoke password/one", "reset account/one",
                    "change account/one", "disable account/one", "disable account/one", "enable account/one",
                    "revoke link/one", "change account/one",
                ]
            )
            #expect(try entries.allSatisfy { try $0["follows"] })
            #expect(try entries.indices.filter { try entries[$0]["same"] as Bool? == true } == [6])
        }
    }

    @Test("The program and the database make the same digest of a state, whatever stands in it")
    func digests() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("one", .director, .leader, duties: ["director@T-01"])
            _ = try await county.shell.link("one", to: OpenIDLink(kept: "a,3:b", issuer: nil))
            try await county.add("two", .leader)
            let id = county.shell.county.id
            let rows = try await county.owner.pipeline([
                AccountState.kept(in: id), AccountState.now(in: id),
                "SELECT encode(state_digest(s), 'hex') AS hex FROM account_state s ORDER BY account, number",
            ])
            let made = try rows[0].map { row in try AccountState(row).hex }
            #expect(made.count == 3)
            #expect(try rows[2].map { try $0["hex"] as String } == made)
            // Worked out by hand: of an account of which hardly anything is said.
            let empty = try await county.owner.query(
                """
                SELECT state_digest(ROW(1, 'two', 1, to_timestamp(1629248400), '职务', '{leader,auditor}', '{}', NULL,
                    NULL, NULL, false, true, false)::account_state)
                    = sha256(convert_to('18:lazaret account v1,3:two,16:1629248400000000,6:职务,14:leader,auditor,'
                        || '-,-,-,5:false,4:true,', 'UTF8')) AS same
                """
            )
            #expect(try empty[0]["same"] == true)
        }
    }

    @Test(
        "Nobody changes what was, the owner of the tables least of all",
        arguments: ["UPDATE", "DELETE", "TRUNCATE"]
    )
    func immutable(verb: String) async throws {
        try await TestCounty.with { _, database in
            let rows = try await database.query(
                """
                SELECT bool_or(acl.privilege_type = \(verb)) AS granted
                FROM pg_class, aclexplode(relacl) AS acl WHERE oid = 'account_state'::regclass
                """
            )
            #expect(try rows[0]["granted"] == false)
            let statement =
                switch verb {
                case "UPDATE": "UPDATE account_state SET display = 'x'"
                case "DELETE": "DELETE FROM account_state"
                default: "TRUNCATE account_state"
                }
            let error = await #expect(throws: PostgresError.self) {
                try await database.query(SQL(unsafe: statement))
            }
            #expect(error?.constraint == "immutable")
        }
    }

    @Test(
        "What somebody makes of an account's past is found, and so is a change that a later act covered up",
        arguments: [
            ("UPDATE account_state SET roles = '{administrator}' WHERE number = 1", "state 1"),
            ("UPDATE account_state SET since = since - INTERVAL '1 day' WHERE number = 2", "state 2"),
            ("UPDATE account_state SET message_address = 'x' WHERE number = 3", "state 3"),
            ("DELETE FROM account_state WHERE number = 2", "state 2"),
            ("DELETE FROM account_state WHERE number = 3", "state 3"),
            (
                "INSERT INTO account_state SELECT county_id, account, 4, since, display, roles, duties, message_address, openid_subject, openid_issuer, has_password, disabled FROM account_state WHERE number = 3",
                "state 4"
            ),
            ("UPDATE account_state SET carried_over = true WHERE number = 1", "carried over"),
        ]
    )
    func past(change: String, part: String) async throws {
        try await Self.changed { county in
            let found = try await county.differing(
                after: change.replacing("WHERE", with: "WHERE account = 'li' AND")
            )
            #expect(found.first == "account/li \(part)", "\(found)")
        }
    }

    @Test("A change past the acts is found when an act has gone on from it, and when it was taken back")
    func coveredUp() async throws {
        try await Self.changed { county in
            try await county.log.attack("UPDATE account SET roles = '{administrator}' WHERE name = 'li'")
            _ = try await county.store.disable("li")
            try await county.log.attack("UPDATE account SET roles = '{leader}' WHERE name = 'li'")
            try await county.store.enable("li")
            #expect(try await county.differing() == ["account/li before its change"])
        }
    }

    /// A county in which the account `li` was three things.
    private static func changed(_ body: (EvidenceCounty) async throws -> Void) async throws {
        try await EvidenceCounty.with { county in
            let change = try AccountChange(display: nil, roles: ["leader"], messageAddress: nil)
            _ = try await county.store.change("li", to: change)
            _ = try await county.store.disable("li")
            #expect(try await county.differing() == [])
            try await body(county)
        }
    }

    @Test("An account of an earlier release is carried over, and held against what its release wrote of it")
    func carriedOver() async throws {
        try await Self.earlier { county in
            #expect(try await county.differing() == [])
            #expect(try await county.evidence().unproven[.accounts] == nil)
            let states = try await county.log.database.query(
                "SELECT since = created_at AS same, carried_over FROM account_state JOIN account USING (county_id) WHERE name = account"
            )
            #expect(try states.map { [try $0["same"], try $0["carried_over"]] as [Bool] } == [[true, true]])
            // It goes on from there.
            try await county.store.enable("li")
            _ = try await county.store.unlink("li")
            #expect(try await county.differing() == [])
            #expect(
                try await county.differing(after: "UPDATE account SET roles = '{leader}' WHERE name = 'li'")
                    == ["account/li roles"]
            )
        }
    }

    @Test(
        "What was changed of such an account before it was carried over is found as it was then",
        arguments: [
            ("roles = '{administrator}'", "account/li display, roles, duties and link"),
            ("disabled_at = NULL", "account/li disabled"), ("openid_subject = 'x'", "link/li link"),
        ]
    )
    func changedEarlier(change: String, named: String) async throws {
        try await Self.earlier(but: change) { county in
            let found = try await county.differing()
            #expect(found == [named])
        }
    }

    /// A county whose account `li` an earlier release made, linked and disabled, changed so by somebody before it was
    /// brought up to date.
    private static func earlier(
        but change: String? = nil,
        _ body: (EvidenceCounty) async throws -> Void
    ) async throws {
        try await TestDatabase.withDatabase { url in
            let database = try Database(url, logger: TestCounty.quiet)
            try await Store.migrate(database, to: try Migration.all.filter { $0.number < 18 })
            let add = NewAccount.node("li", "某职务", ["inspector"], [], nil).digest
            let link = OpenIDLink(kept: "sub-1", issuer: nil)
            _ = try await database.pipeline([
                "INSERT INTO county (code, name_zh, name_en) VALUES ('demo', '旧县', 'Old')",
                """
                INSERT INTO account (county_id, name, display, roles, openid_subject, disabled_at)
                VALUES (1, 'li', '某职务', '{inspector}', 'sub-1', clock_timestamp())
                """,
                """
                INSERT INTO audit_entry (county_id, actor, verb, object, before_digest, after_digest, reason) VALUES
                    (1, '甲', 'add', 'account/li', NULL, \(DigestText(add))::bytea, NULL),
                    (1, '甲', 'add', 'link/li', NULL, \(link.digest)::bytea, 'sub-1'),
                    (1, '甲', 'disable', 'account/li', NULL, NULL, NULL)
                """,
            ])
            if let change { try await database.run("UPDATE account SET \(change)") }
            try await Store.migrate(database)
            let store = try await Store.open(database, county: "demo").acting(for: .shell(name: "甲"))
            let county = EvidenceCounty(log: SealedLog(store: store, database: database))
            try await county.log.seal()
            try await body(county)
            await database.close()
        }
    }
}
