import Postgres
import Testing

@testable import Compliance
@testable import Store

/// What the server's role can do by calling the accounts' acts itself.
@Suite("The accounts' acts, called by whoever may not")
struct AccountActTests {
    /// Those that an administrator carries out in person, with arguments after who asks.
    private static let keeping = [
        "add_account": "ARRAY[\(made)]",
        "change_account": "'victim', 'x', '{administrator}', 'x', '{}'",
        "disable_account": "'victim'",
        "enable_account": "'victim'",
        "reset_password": "'victim', substr(sha256(''), 1, 16), 15, sha256('v'), true",
        "link_account": "'victim', 'sub-1', NULL, true",
        "lift_wait": "'account', 'victim'",
    ]
    private static let made =
        "ROW('made', 'x', '{leader}', '{}', NULL, NULL, NULL, NULL, NULL, false)::new_account"
    /// Those about one's own account.
    private static let own = [
        "issue_token": "'victim', 'made', sha256('k'), '{read}', 1",
        "revoke_token": "'victim', 'phone'",
        "end_session": "'victim', SESSION",
        "begin_change": "",
        "change_password": "sha256('s'), substr(sha256(''), 1, 16), 15, sha256('v'), '{}'",
    ]

    /// A county with an account for every role, one of which has a session, a token and a wrong try; and the keys.
    private static func with(
        _ body: (CountyWithAccounts, (String) throws -> AccessKey) async throws -> Void
    ) async throws {
        try await CountyWithAccounts.with { county in
            var keys: [String: AccessKey] = ["nobody": AccessKey(secret: "x")]
            for role in Role.allCases {
                try await county.add(role.rawValue, role, duties: role == .director ? ["director@T-01"] : [])
                keys[role.rawValue] = try await county.signedIn(role.rawValue).key
            }
            try await county.add("victim", .leader)
            let (victim, _) = try await county.signedIn("victim")
            _ = try await victim.issueToken(of: "victim", name: "phone", scope: [.read], days: 1)
            _ = try await county.attempt("victim", [0], from: "192.0.2.1")
            let (admin, _) = try await county.signedIn("administrator")
            let token = try await admin.issueToken(
                of: "administrator",
                name: "t",
                scope: [.read, .manage],
                days: 1
            )
            keys["token"] = AccessKey(secret: token)
            let form = AccountForm(name: "first", display: "新人", roles: ["administrator"])
            try await county.shell.add(try form.account(), password: CountyWithAccounts.password)
            keys["first"] = try await county.signedIn("first").key
            try await Store.createCounty("other", name: Text(zh: "邻县", en: "Other"), in: county.owner)
            try await body(county) { [keys] in try #require(keys[$0]) }
        }
    }

    /// All that the acts could have written.
    private static func content(_ county: CountyWithAccounts) async throws -> String {
        try await
            county.owner
            .query(
                """
                SELECT md5(concat((SELECT string_agg(a::text, '' ORDER BY a::text) FROM account a),
                    (SELECT string_agg(d::text, '' ORDER BY d::text) FROM account_duty d),
                    (SELECT string_agg(s::text, '' ORDER BY s::text) FROM session s),
                    (SELECT string_agg(t::text, '' ORDER BY t::text) FROM api_token t),
                    (SELECT string_agg(f::text, '' ORDER BY f::text) FROM login_failure f),
                    (SELECT count(*) FROM account_state), (SELECT count(*) FROM audit_entry))) AS all
                """
            )[0]["all"]
    }

    /// How the call ends: the SQLSTATE, or what it answers.
    private static func outcome(
        _ county: CountyWithAccounts,
        _ act: String,
        _ arguments: String,
        by key: AccessKey?,
        in other: Int? = nil
    ) async throws -> String {
        let comma = arguments.isEmpty ? "" : ","
        let arguments = arguments.replacing(
            "SESSION",
            with: "'" + (try await county.shell.sessions(of: "victim").first?.id ?? "") + "'"
        )
        do {
            let rows = try await county.server.database.query(
                """
                SELECT \(identifier: act)(\(other ?? county.server.county.id), \(orNull: key?.bytes)::bytea,
                    '192.0.2.7'\(unsafe: comma) \(unsafe: arguments))::text AS said
                """
            )
            return try rows.first?["said"] as String? ?? "nothing"
        } catch {
            return error.sqlState ?? "\(error)"
        }
    }

    @Test("Keeping accounts takes an administrator of the county, in person and with a password of their own")
    func keepers() async throws {
        try await Self.with { county, key in
            let before = try await Self.content(county)
            for (act, arguments) in Self.keeping {
                for (who, state) in [
                    ("nobody", "28000"), ("inspector", "42501"), ("supervision", "42501"),
                    ("director", "42501"),
                    ("leader", "42501"), ("auditor", "42501"), ("token", "42501"), ("first", "42501"),
                ] {
                    let said = try await Self.outcome(county, act, arguments, by: try key(who))
                    #expect(said == state, "\(act) by \(who)")
                }
                #expect(try await Self.outcome(county, act, arguments, by: nil) == "28000", "\(act)")
                for other in [2, 3, -1] {
                    let said = try await Self.outcome(
                        county,
                        act,
                        arguments,
                        by: try key("administrator"),
                        in: other
                    )
                    #expect(said == "28000", "\(act) in \(other)")
                }
            }
            #expect(try await Self.content(county) == before)
        }
    }

    @Test(
        "Sessions, tokens and passwords are one's own; an administrator ends what others have open, and no more"
    )
    func own() async throws {
        try await Self.with { county, key in
            let before = try await Self.content(county)
            for (act, arguments) in Self.own where !["begin_change", "change_password"].contains(act) {
                for (who, state) in [
                    ("nobody", "28000"), ("inspector", "false"), ("director", "false"), ("auditor", "false"),
                    ("first", "false"),
                ] {
                    let said = try await Self.outcome(county, act, arguments, by: try key(who))
                    #expect(
                        said == (act == "issue_token" && state == "false" ? "42501" : state),
                        "\(act) \(who)"
                    )
                }
                #expect(try await Self.outcome(county, act, arguments, by: nil) == "28000", "\(act)")
                let said = try await Self.outcome(county, act, arguments, by: try key("administrator"), in: 2)
                #expect(said == "28000", "\(act)")
            }
            for act in ["begin_change", "change_password"] {
                let arguments = Self.own[act] ?? ""
                for (who, state) in [("nobody", "28000"), ("token", "42501")] {
                    #expect(
                        try await Self.outcome(county, act, arguments, by: try key(who)) == state,
                        "\(act)"
                    )
                }
                #expect(try await Self.outcome(county, act, arguments, by: nil) == "28000", "\(act)")
            }
            let said = try await Self.outcome(
                county,
                "issue_token",
                "'victim', 'm', sha256('k'), '{read}', 1",
                by: try key("administrator")
            )
            #expect(said == "42501")
            #expect(try await Self.content(county) == before)
            for act in ["revoke_token", "end_session"] {
                let said = try await Self.outcome(
                    county,
                    act,
                    Self.own[act] ?? "",
                    by: try key("administrator")
                )
                #expect(said == "true", "\(act)")
            }
        }
    }

    @Test("NULLs, halves and what is too long change nothing")
    func nulls() async throws {
        try await Self.with { county, key in
            let before = try await Self.content(county)
            let admin = try key("administrator")
            let made = Self.made
            for (act, arguments, expected) in [
                ("add_account", "NULL", "22004"), ("add_account", "ARRAY[\(made), NULL]", "23502"),
                ("add_account", "'{}'", "nothing"),
                (
                    "add_account",
                    "ARRAY[\(made), ROW('more', 'x', '{king}', '{}', NULL, NULL, NULL, NULL, NULL, false)::new_account]",
                    "23502"
                ),
                (
                    "add_account",
                    "ARRAY[\(made), ROW('more', 'x', '{leader}', '{}', NULL, NULL, sha256(''), 15, NULL, false)::new_account]",
                    "23514"
                ),
                ("add_account", "ARRAY[\(made.replacing("'{leader}'", with: "NULL"))]", "23502"),
                (
                    "add_account", "ARRAY[\(made), \(made.replacing("'{}'", with: "'{director@T-02}'"))]",
                    "(made,{director@T-02})"
                ),
                ("change_account", "NULL, NULL, NULL, NULL, NULL", "unknown"),
                ("change_account", "'victim', NULL, NULL, NULL, NULL", "same"),
                ("change_account", "'victim', NULL, '{NULL}', NULL, NULL", "23502"),
                ("change_account", "'victim', NULL, '{}', NULL, NULL", "23502"),
                ("change_account", "'victim', NULL, NULL, repeat('x', 255), NULL", "23514"),
                ("change_account", "'victim', NULL, NULL, E'a\\nb', NULL", "23514"),
                ("change_account", "'victim', repeat('x', 10000000), NULL, NULL, NULL", "23514"),
                ("disable_account", "NULL", "nothing"), ("enable_account", "NULL", "false"),
                ("reset_password", "NULL, NULL, NULL, NULL, NULL", "22004"),
                ("reset_password", "'victim', NULL, NULL, NULL, true", "22004"),
                ("reset_password", "'victim', NULL, 15, sha256('v'), NULL", "23514"),
                ("link_account", "NULL, NULL, NULL, NULL", "(unknown,{})"),
                ("link_account", "'victim', NULL, 'x', NULL", "(none,{})"),
                ("link_account", "'victim', '', '', NULL", "23514"),
                ("lift_wait", "NULL, NULL", "false"),
                ("issue_token", "NULL, NULL, NULL, NULL, NULL", "42501"),
                ("issue_token", "'administrator', 'x', NULL, '{read}', 1", "23502"),
                ("issue_token", "'administrator', 'x', 'k', NULL, 1", "23502"),
                ("issue_token", "'administrator', 'x', 'k', '{NULL}', 1", "23514"),
                ("issue_token", "'administrator', 'x', 'k', '{read}', NULL", "23502"),
                ("issue_token", "'administrator', 'x', 'k', '{read}', 400", "23514"),
                ("revoke_token", "NULL, NULL", "false"), ("end_session", "NULL, NULL", "false"),
                ("change_password", "NULL, NULL, NULL, NULL, NULL", "22004"),
                ("change_password", "NULL, NULL, NULL, sha256('v'), NULL", "nothing"),
            ] {
                let said = try await Self.outcome(county, act, arguments, by: admin)
                #expect(said == expected, "\(act) \(arguments.prefix(200))")
            }
            #expect(try await Self.content(county) == before)
        }
    }

    @Test("Two administrators who demote each other at once: one of them stays one")
    func lastAdministrator() async throws {
        try await CountyWithAccounts.with { county in
            let toLeader = try AccountChange(display: nil, roles: ["leader"], messageAddress: nil)
            var stores: [Store] = []
            for name in ["one", "two"] {
                try await county.add(name, .administrator)
                stores.append(try await county.signedIn(name).store)
            }
            let said = await withTaskGroup(of: String.self) { [stores] group in
                for (store, other) in zip(stores, ["two", "one"]) {
                    group.addTask {
                        do { return "\(try await store.change(other, to: toLeader))" } catch {
                            return "\(error)"
                        }
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(said.filter { $0 == "true" }.count == 1, "\(said)")
            let left = try await county.shell.accounts().filter { $0.roles == [.administrator] }
            let last = try #require(left.first?.name)
            #expect(left.count == 1)
            await #expect(throws: StoreError.lastAdministrator(last)) {
                try await county.shell.change(last, to: toLeader)
            }
            // Who is disabled is none in use.
            try await county.add("three", .administrator)
            _ = try await county.shell.disable("three")
            await #expect(throws: StoreError.lastAdministrator(last)) {
                try await county.shell.change(last, to: toLeader)
            }
            try await county.shell.enable("three")
            #expect(try await county.shell.change(last, to: toLeader))
        }
    }

    @Test("What is to change of an account is said at once where it will not do")
    func changes() throws {
        do throws(Problems) {
            _ = try AccountChange(
                display: " ",
                roles: ["king"],
                messageAddress: String(repeating: "x", count: 255)
            )
            Issue.record("it was taken")
        } catch {
            #expect(error.all.map(\.code) == ["accountDisplay", "accountRoles", "accountMessageAddress"])
        }
        #expect(throws: Problems.self) { try AccountChange(display: nil, roles: [], messageAddress: nil) }
    }
}
