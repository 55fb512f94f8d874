package import Compliance
import Postgres
import StrictJSON

/// A browser that is signed in.
package struct Session: Sendable, Hashable {
    /// The first eight digits of its digest, as the record names it.
    package let id: String
    package let startedAt: Instant
    package let seenAt: Instant
    package let address: String
    /// What the browser calls itself.
    package let agent: String
}

/// A program that acts for an account.
package struct APIToken: Sendable, Hashable {
    package let name: String
    package let scope: Set<Right>
    package let madeAt: Instant
    package let expiresAt: Instant
    package let usedAt: Instant?
    package let revokedAt: Instant?
}

extension Store {
    /// The sessions of the account that have not ended, the latest begun first.
    package func sessions(of account: String) async throws -> Listing<Session> {
        try await query(
            """
            SELECT left(encode(digest, 'hex'), 8) AS id, started_at, seen_at, address, agent FROM session
            WHERE county_id = \(county.id) AND account = \(account) AND ended_at IS NULL
                AND started_at > clock_timestamp() - INTERVAL '16 hours'
                AND seen_at > clock_timestamp() - INTERVAL '4 hours'
            ORDER BY started_at DESC LIMIT 100
            """
        )
        .listing { row in
            try row.reading("session", by: "id") {
                Session(
                    id: try row["id"],
                    startedAt: try row["started_at"],
                    seenAt: try row["seen_at"],
                    address: try row["address"],
                    agent: try row["agent"]
                )
            }
        }
    }

    /// Ends a session of the account, at once and for good.
    package func endSession(_ id: String, of account: String) async throws {
        let rows = try await act { who in "SELECT end_session(\(who), \(account), \(id)) AS done" }
        guard try rows.first?["done"] == true else { throw StoreError.noSession(id) }
    }

    /// The tokens of the account, the latest made first, those that have ended too.
    package func tokens(of account: String) async throws -> Listing<APIToken> {
        try await query(
            """
            SELECT name, scope, made_at, expires_at, used_at, revoked_at FROM api_token
            WHERE county_id = \(county.id) AND account = \(account) ORDER BY made_at DESC, name LIMIT 100
            """
        )
        .listing { row in
            try row.reading("api_token", by: "name") {
                APIToken(
                    name: try row["name"],
                    scope: Set(try row["scope"] as [Right]),
                    madeAt: try row["made_at"],
                    expiresAt: try row["expires_at"],
                    usedAt: try row["used_at"],
                    revokedAt: try row["revoked_at"]
                )
            }
        }
    }

    /// Makes a token of the account, which is the acting one unless the operator asks, and gives its secret, which is
    /// not kept and never shown again.
    ///
    /// Throws `Problems` where the name, scope or days will not do.
    package func issueToken(
        of account: String,
        name: String,
        scope: Set<Right>,
        days: Int
    ) async throws -> String {
        var problems: [Problem] = []
        let name = name.asTyped
        if name.isBlank || !name.isLine(atMost: 60) { problems.append(.tokenName) }
        if scope.isEmpty { problems.append(.tokenScope) }
        for right in scope.sorted() {
            if let basis = right.basis, !scope.contains(basis) { problems.append(.tokenBasis(right, basis)) }
        }
        if !(1...365).contains(days) { problems.append(.tokenDays) }
        guard problems.isEmpty else { throw Problems(problems) }
        let secret = Secret.freshToken()
        let rows = try await act { who in
            """
            SELECT issue_token(\(who), \(account), \(name), \(AccessKey(secret: secret).bytes)::bytea,
                \(scope.map(\.rawValue).sorted())::text[], \(days)) AS outcome
            """
        }
        switch try rows.first?["outcome"] as String? {
        case "done": return secret
        case "taken": throw Problems([.tokenTaken])
        default: throw StoreError.noAccount(account)
        }
    }

    /// Ends a token of the account, at once and for good.
    package func revokeToken(_ name: String, of account: String) async throws {
        let rows = try await act { who in "SELECT revoke_token(\(who), \(account), \(name)) AS done" }
        guard try rows.first?["done"] == true else { throw StoreError.noSession(name) }
    }
}

extension Problem {
    fileprivate static let tokenName = Problem(
        "tokenName",
        at: "/name",
        Text(zh: "令牌名称 1 至 60 个字符，一行。", en: "A token's name has 1 to 60 characters on one line.")
    )
    fileprivate static let tokenScope = Problem(
        "tokenScope",
        at: "/scope",
        Text(zh: "至少选一项权限。", en: "Choose at least one thing that the token may do.")
    )
    fileprivate static func tokenBasis(_ right: Right, _ basis: Right) -> Problem {
        Problem(
            "tokenBasis",
            at: "/scope",
            Text(
                zh: "“\(right.title.zh)”（\(right.rawValue)）还需要“\(basis.title.zh)”（\(basis.rawValue)）。",
                en: "To \(right.title.en) ('\(right.rawValue)') a token also needs '\(basis.rawValue)'."
            )
        )
    }
    fileprivate static let tokenDays = Problem(
        "tokenDays",
        at: "/days",
        Text(zh: "有效期 1 至 365 天。", en: "A token lasts 1 to 365 days.")
    )
    fileprivate static let tokenTaken = Problem(
        "tokenTaken",
        at: "/name",
        Text(zh: "已有同名令牌；请换一个名称。", en: "There is a token of that name; choose another.")
    )
}
