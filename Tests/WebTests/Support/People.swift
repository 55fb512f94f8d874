import Postgres

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// The accounts of the test county, with sessions and tokens whose secrets the tests know.
enum People {
    /// Of `keeper`, who has every right.
    static let token = "lzr_" + pad("keeper")
    /// Of the inspector, and good for reading alone.
    static let readerToken = "lzr_" + pad("reader")
    /// Of `keeper`, and good for everything but reading.
    static let narrowToken = "lzr_" + pad("narrow")

    /// What the browser of that account keeps in its cookie.
    static func secret(_ account: String, _ number: Int = 1) -> String { pad("\(account)-\(number)") }

    /// Makes an account for each role, `first`, who has a first password, and `keeper`.
    static func settle(in store: Store) async throws {
        for role in Role.allCases {
            try await add(role.rawValue, [role], in: store)
        }
        try await add("keeper", [.administrator, .auditor], in: store)
        try await add("first", [.inspector], mustChange: true, in: store)
        try await sql(
            """
            INSERT INTO account_duty (county_id, account, site, duty, person, term)
            SELECT county_id, 'director', site, duty, person, id FROM posting
            WHERE county_id = \(store.county.id) AND duty = 'director' AND site = 'T-01'
            """,
            store
        )
        guard store.county.code == "demo" else { return }
        for (account, secret, scope) in [
            ("keeper", token, Right.allCases.filter(\.isForTokens)), ("inspector", readerToken, [Right.read]),
            // As older releases made them.
            ("keeper", narrowToken, [.county, .file, .manage]),
        ] {
            try await sql(
                """
                INSERT INTO api_token (county_id, account, name, digest, scope, expires_at)
                VALUES (\(store.county.id), \(account), \(secret), sha256(\(AccessKey(secret: secret).bytes)::bytea),
                    \(scope.map(\.rawValue)), clock_timestamp() + INTERVAL '1 day')
                """,
                store
            )
        }
    }

    /// An account without a password and with three sessions.
    static func add(
        _ name: String,
        _ roles: [Role],
        mustChange: Bool = false,
        in store: Store
    ) async throws {
        try await sql(
            """
            INSERT INTO account (county_id, name, display, roles, must_change)
            VALUES (\(store.county.id), \(name), \("\(name) of \(store.county.code)"), \(roles.map(\.rawValue)),
                \(mustChange))
            """,
            store
        )
        for number in 1...3 {
            let key = AccessKey(secret: secret(store.county.code == "demo" ? name : "other-\(name)", number))
            try await sql(
                """
                INSERT INTO session (county_id, digest, account, address, agent)
                VALUES (\(store.county.id), sha256(\(key.bytes)::bytea), \(name), '192.0.2.1', 'tests')
                """,
                store
            )
        }
    }

    /// As the owner of the tables, who is a superuser in tests.
    private static func sql(_ statement: SQL, _ store: Store) async throws {
        _ = try await store.database.query(statement)
    }

    private static func pad(_ text: String) -> String {
        text + String(repeating: "x", count: max(0, 43 - text.count))
    }
}

extension Client {
    /// A browser in which that account is signed in, with the token that its forms carry.
    func browser(of account: String, _ number: Int = 1) -> [String: String] {
        let secret = People.secret(account, number)
        return ["Cookie": "lazaret.demo=\(secret)", "X-CSRF-Token": CSRFToken.of(secret)]
    }
}
