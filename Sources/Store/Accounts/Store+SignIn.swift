package import Compliance
import Postgres

/// What became of a login.
package enum SignIn: Sendable, Hashable, Withheld {
    /// The secret of the new session, for its browser alone.
    case signedIn(secret: String)
    /// The name or the password is not right; which one is never said.
    case refused
    /// Too many failures: not before that many seconds.
    case wait(seconds: Int)
}

/// What became of a login at the OpenID provider.
package enum OpenIDSignIn: Sendable, Hashable {
    /// The secret of the new session, for its browser alone.
    case signedIn(secret: String)
    /// No account is linked to that person.
    case unknown
    /// The provider's answer was used before.
    case used
}

/// Where a login comes from, and what it takes the place of.
package struct LoginOrigin: Sendable, Hashable {
    package let address: String
    /// What the browser calls itself.
    package let agent: String
    /// The session that the browser had, which ends where another one opens.
    package let replacing: AccessKey?

    package init(address: String, agent: String, replacing: AccessKey? = nil) {
        self.address = address
        self.agent = agent
        self.replacing = replacing
    }
}

extension Store {
    /// Signs in by name and password; as slow for a name that nobody has as for one that somebody has.
    ///
    /// Throws `StoreError.busy`, with nothing counted, where more sign in at once than can be judged.
    package func signIn(name: String, password: String, from origin: LoginOrigin) async throws -> SignIn {
        // What is longer than any name or password is not looked at.
        let name = name.utf8.count <= 100 ? name.lowercased() : ""
        let password = PasswordRule.fits(password) ? password : ""
        return try await stretching.admitting { place in
            let rows = try await reachable {
                try await database.query(
                    "SELECT * FROM begin_login(\(county.id), \(name), \(origin.address))"
                )
            }
            guard let row = rows.first else { throw StoreError.unavailable(cause: "begin_login gave no row") }
            let wait = try row["wait"] as Int
            guard wait == 0 else { return .wait(seconds: wait) }
            let stretched = try await place.stretched(password, salt: try row["salt"], cost: try row["cost"])
            let secret = Secret.fresh()
            let isRight = try await asked(
                """
                SELECT finish_login(\(county.id), \(name), \(stretched.bytes)::bytea,
                    \(AccessKey(secret: secret).bytes)::bytea, \(orNull: origin.replacing?.bytes)::bytea,
                    \(origin.address), \(origin.agent)) AS done
                """
            )
            return try isRight.first?["done"] == true ? .signedIn(secret: secret) : .refused
        }
    }

    /// Signs in whom the OpenID provider vouches for, by an answer whose token is bound to the nonce; once.
    package func signIn(
        as link: OpenIDLink,
        nonce: String,
        from origin: LoginOrigin
    ) async throws -> OpenIDSignIn {
        let secret = Secret.fresh()
        let rows = try await asked(
            """
            SELECT openid_login(\(county.id), \(link.issuer ?? ""), \(link.subject), \(nonce),
                \(AccessKey(secret: secret).bytes)::bytea, \(orNull: origin.replacing?.bytes)::bytea,
                \(origin.address), \(origin.agent)) AS done
            """
        )
        switch try rows.first?["done"] as String? {
        case "done": return .signedIn(secret: secret)
        case "used": return .used
        default: return .unknown
        }
    }

    /// Carries out a statement on nobody's behalf, again where it met others.
    private func asked(_ sql: SQL) async throws -> Rows {
        try await reachable {
            try await database.transaction { transaction in try await transaction.query(sql) }
        }
    }
}
