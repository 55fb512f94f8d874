import Compliance
import Postgres

/// What became of a login.
package enum SignIn: Sendable {
    /// The secret of the new session, for its browser alone.
    case signedIn(secret: String)
    /// The name or the password is not right; which one is never said.
    case refused
    /// Too many failures: not before that many seconds.
    case wait(seconds: Int)
}

extension Store {
    /// Signs in by name and password; as slow for a name that nobody has as for one that somebody has.
    ///
    /// Throws `StoreError.busy` where more sign in at once than can be judged.
    package func signIn(
        name: String,
        password: String,
        address: String,
        agent: String
    ) async throws -> SignIn {
        // What is longer than any name or password is not looked at.
        let name = name.utf8.count <= 100 ? name.lowercased() : ""
        let password = PasswordRule.fits(password) ? password : ""
        let rows = try await reachable {
            try await database.query("SELECT * FROM begin_login(\(county.id), \(name), \(address))")
        }
        guard let row = rows.first else { throw StoreError.unavailable }
        let wait = try row["wait"] as Int
        guard wait == 0 else { return .wait(seconds: wait) }
        let stretched = try await StretchedPassword(password, salt: try row["salt"], cost: try row["cost"])
        let secret = Secret.fresh()
        let isRight = try await reachable {
            try await database.query(
                """
                SELECT finish_login(\(county.id), \(name), \(stretched.bytes)::bytea,
                    \(AccessKey(secret: secret).bytes)::bytea, \(address), \(agent)) AS done
                """
            )
        }
        return try isRight.first?["done"] == true ? .signedIn(secret: secret) : .refused
    }

    /// Signs in whom the OpenID provider vouches for; nil where no account is linked to that subject.
    package func signIn(openID subject: String, address: String, agent: String) async throws -> String? {
        let secret = Secret.fresh()
        let rows = try await reachable {
            try await database.query(
                """
                SELECT openid_login(\(county.id), \(subject), \(AccessKey(secret: secret).bytes)::bytea, \(address),
                    \(agent)) AS done
                """
            )
        }
        return try rows.first?["done"] == true ? secret : nil
    }

    /// Gives the acting account another password and ends its other sessions; false where the old one is wrong.
    ///
    /// Throws `Problems` where the new one will not do. `key` is that of the session that stays.
    package func changePassword(
        of account: String,
        from old: String,
        to new: String,
        key: AccessKey
    ) async throws -> Bool {
        if let problem = PasswordRule.problem(with: new, of: account) { throw Problems([problem]) }
        guard case .holder(_, let address) = actor else { throw StoreError.notSignedIn }
        let rows = try await reachable {
            try await database.query("SELECT * FROM begin_login(\(county.id), \(account), \(address))")
        }
        guard let row = rows.first, try row["wait"] == 0 else { return false }
        let before = try await StretchedPassword(
            String(old.prefix(PasswordRule.longest)),
            salt: try row["salt"],
            cost: try row["cost"]
        )
        let after = try await StretchedPassword.new(new)
        let done = try await query(
            """
            SELECT change_password(\(before.bytes)::bytea, \(after.salt)::bytea, \(after.cost),
                \(after.verifier)::bytea, \(key.bytes)::bytea) AS done
            """
        )
        return try done.first?["done"] ?? false
    }
}
