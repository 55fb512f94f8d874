import Postgres
import TestSupport
import Testing

@testable import Compliance
@testable import Store

@Suite("What ends with an account's password")
struct DisableAndResetTests {
    /// An account with two tokens, as it sees itself, with the keys of its session and of the tokens.
    private func withTokens(
        _ body: (CountyWithAccounts, Store, AccessKey, [AccessKey]) async throws -> Void
    ) async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("admin", .administrator)
            try await county.add("inspector", .inspector)
            let (store, key) = try await county.signedIn("inspector")
            var keys: [AccessKey] = []
            for name in ["hospital", "phone"] {
                let secret = try await store.issueToken(
                    of: "inspector",
                    name: name,
                    scope: [.read],
                    days: 1
                )
                keys.append(AccessKey(secret: secret))
            }
            try await body(county, store, key, keys)
        }
    }

    @Test(
        "Tokens end when an administrator resets or disables the account, each on record",
        arguments: ["reset", "disable"]
    )
    func administration(verb: String) async throws {
        try await withTokens { county, _, key, keys in
            let (admin, _) = try await county.signedIn("admin")
            let ended =
                verb == "reset"
                ? try await admin.reset("inspector", password: "another one to begin with")
                : try await admin.disable("inspector")
            #expect(ended == ["hospital", "phone"])
            for key in keys + [key] { #expect(try await county.server.identity(key, address: "") == nil) }
            #expect(
                try await county.said("revoke token/%").sorted() == [
                    "revoke token/inspector/hospital \(verb)", "revoke token/inspector/phone \(verb)",
                ]
            )
            // Being let in again brings nothing back.
            try await admin.enable("inspector")
            for key in keys { #expect(try await county.server.identity(key, address: "") == nil) }
        }
    }

    @Test("A change of the password ends the tokens but for those that are kept")
    func change() async throws {
        try await withTokens { county, store, key, keys in
            let outcome = try await store.changePassword(
                of: "inspector",
                from: CountyWithAccounts.password,
                to: "a sentence of my own",
                keeping: ["phone", "no such token"],
                key: key
            )
            #expect(outcome == .done(ended: ["hospital"]))
            #expect(try await county.server.identity(keys[0], address: "") == nil)
            #expect(try await county.server.identity(keys[1], address: "") != nil)
            #expect(
                try await county.said("revoke token/%") == ["revoke token/inspector/hospital password"]
            )
        }
    }

    @Test("A change that is refused ends nothing")
    func refused() async throws {
        try await withTokens { county, store, key, keys in
            let outcome = try await store.changePassword(
                of: "inspector",
                from: "not the old one",
                to: "a sentence of my own",
                keeping: [],
                key: key
            )
            #expect(outcome == .refused)
            for key in keys { #expect(try await county.server.identity(key, address: "") != nil) }
        }
    }

    @Test("A login over another ends the other, on record as of whoever it was")
    func over() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("one", .inspector)
            try await county.add("other", .inspector)
            let (_, first) = try await county.signedIn("one")
            let (_, elsewhere) = try await county.signedIn("one")
            func signIn(_ password: String) async throws -> SignIn {
                try await county.server.signIn(
                    name: "other",
                    password: password,
                    from: LoginOrigin(address: "192.0.2.7", agent: "tests", replacing: first)
                )
            }
            // A wrong one ends nothing.
            #expect(try await signIn("wrong wrong wrong") == .refused)
            #expect(try await county.server.identity(first, address: "") != nil)
            guard case .signedIn = try await signIn(CountyWithAccounts.password) else {
                return #expect(Bool(false), "nobody signed in")
            }
            #expect(try await county.server.identity(first, address: "") == nil)
            #expect(try await county.server.identity(elsewhere, address: "") != nil)
            let said = try await county.owner.query(
                """
                SELECT actor, via = replace(object, '/', ':') AS same FROM audit_entry
                WHERE verb = 'logout' AND reason = 'another login'
                """
            )
            #expect(said.count == 1)
            #expect(try said.first?["actor"] == "one")
            #expect(try said.first?["same"] == true)
        }
    }

    @Test("After a restore every session and token of every county ends, on record")
    func restored() async throws {
        try await withTokens { county, _, key, keys in
            try await Store.endAllAccess(in: county.owner, as: .shell(name: "shell:tests"))
            for key in keys + [key] { #expect(try await county.server.identity(key, address: "") == nil) }
            #expect(try await county.said("% restored").count == 3)
        }
    }

    @Test(
        "So it does in a backup of a release that had no acts, and of one that had no accounts",
        arguments: [4, 13]
    )
    func restoredEarlier(migrations: Int) async throws {
        try await TestDatabase.withDatabase { url in
            let database = try Database(url, logger: TestCounty.quiet)
            try await Store.migrate(database, to: Array(try Migration.all.prefix(migrations)))
            if migrations > 4 {
                try await database.run(
                    """
                    INSERT INTO county (code, name_zh, name_en) VALUES ('demo', '旧县', 'Old');
                    INSERT INTO account (county_id, name, display, roles) VALUES (1, 'li', '某职务', '{leader}');
                    INSERT INTO session (county_id, digest, account, address, agent) VALUES (1, sha256('s'), 'li', '', '')
                    """
                )
            }
            try await Store.endAllAccess(in: database, as: .shell(name: "shell:tests"))
            if migrations > 4 {
                let rows = try await database.query(
                    "SELECT ended_at IS NOT NULL AND reason = 'restored' AS done FROM session, audit_entry"
                )
                #expect(try rows.map { try $0["done"] as Bool } == [true])
            }
            await database.close()
        }
    }

    @Test("Two administrators who disable each other at once: one stays; the operator may disable the last")
    func eachOther() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("aa", .administrator)
            try await county.add("bb", .administrator)
            let (a, _) = try await county.signedIn("aa")
            let (b, _) = try await county.signedIn("bb")
            async let first: Void = { _ = try? await a.disable("bb") }()
            async let second: Void = { _ = try? await b.disable("aa") }()
            _ = await (first, second)
            let standing = try await county.shell.accounts().filter { $0.disabledAt == nil }
            #expect(standing.count == 1)
            let last = try #require(standing.first).name
            let own = last == "aa" ? a : b
            await #expect(throws: StoreError.lastAdministrator(last)) { try await own.disable(last) }
            _ = try await county.shell.disable(last)
            #expect(try await county.shell.accounts().allSatisfy { $0.disabledAt != nil })
        }
    }
}
