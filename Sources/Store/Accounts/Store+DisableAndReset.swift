import Compliance
import Postgres

extension Store {
    /// Ends the account's sessions and tokens and lets nobody in; `enable` undoes the second. Gives the names of the
    /// tokens that ended.
    package func disable(_ name: String) async throws -> [String] {
        try await change(
            name,
            [
                """
                UPDATE account SET disabled_at = clock_timestamp()
                WHERE county_id = \(county.id) AND name = \(name) RETURNING name
                """, entry("disable", name),
            ] + revocations(of: name, because: "disable")
        )
    }

    /// Lets a disabled account in again; what it had open stays ended.
    ///
    /// Throws `StoreError.linkTaken` where its OpenID subject was given on meanwhile.
    package func enable(_ name: String) async throws {
        do {
            _ = try await change(
                name,
                [
                    """
                    UPDATE account SET disabled_at = NULL
                    WHERE county_id = \(county.id) AND name = \(name) RETURNING name
                    """, entry("enable", name),
                ]
            )
        } catch let error as PostgresError where error.constraint == "account_openid_once" {
            throw StoreError.linkTaken
        }
    }

    /// Gives the account another first password, ends its sessions and tokens, and lifts what it has to wait. Gives
    /// the names of the tokens that ended.
    ///
    /// Throws `StoreError.noPassword` where the account has none, unless it is to be `given` one.
    package func reset(_ name: String, password: String, given: Bool = false) async throws -> [String] {
        if let problem = PasswordRule.problem(with: password, of: name) { throw Problems([problem]) }
        let stretched = try await stretching.admitting { place in try await place.new(password) }
        return try await transaction(needing: .manage, inPerson: true) { transaction in
            let lift: SQL = "SELECT lift_wait('account', \(name))"
            let reset: SQL = """
                UPDATE account SET salt = \(stretched.salt), cost = \(stretched.cost), verifier = \(stretched.verifier),
                    must_change = true
                WHERE county_id = \(county.id) AND name = \(name) AND (has_password OR \(given)) RETURNING name
                """
            if try await transaction.pipeline([lift, reset])[1].isEmpty {
                let known = try await transaction.query(
                    "SELECT name FROM account WHERE county_id = \(county.id) AND name = \(name)"
                )
                throw known.isEmpty ? StoreError.noAccount(name) : .noPassword(name)
            }
            let rows = try await transaction.pipeline(
                [entry("reset", name)] + revocations(of: name, because: "reset")
            )
            return try Self.names(in: rows.last)
        }
    }

    /// Carries out the statements, the first of which gives a row where there is such an account; gives the names that
    /// the last one gives.
    private func change(_ name: String, _ statements: [SQL]) async throws -> [String] {
        try await transaction(needing: .manage, inPerson: true) { transaction in
            let rows = try await transaction.pipeline(statements)
            if rows[0].isEmpty { throw StoreError.noAccount(name) }
            return try Self.names(in: rows.last)
        }
    }

    /// The names of the tokens, in the rows of the last of `revocations`.
    static func names(in rows: Rows?) throws -> [String] {
        try rows?.map { row in try row["name"] as String } ?? []
    }

    /// Ends everything that the account has open. Each token has an entry of its own; the last statement gives their
    /// names.
    func revocations(of name: String, because verb: String) -> [SQL] {
        [
            """
            UPDATE session SET ended_at = clock_timestamp()
            WHERE county_id = \(county.id) AND account = \(name) AND ended_at IS NULL
            """,
            """
            WITH gone AS (
                UPDATE api_token SET revoked_at = clock_timestamp()
                WHERE county_id = \(county.id) AND account = \(name) AND revoked_at IS NULL
                RETURNING name),
            said AS (
                INSERT INTO audit_entry (county_id, verb, object, reason)
                SELECT \(county.id), 'revoke', 'token/' || \(name)::text || '/' || gone.name, \(verb) FROM gone)
            SELECT name FROM gone ORDER BY name
            """,
        ]
    }

    /// What the record says of a change of the account.
    func entry(_ verb: String, _ account: String, after: DigestText? = nil) -> SQL {
        """
        INSERT INTO audit_entry (county_id, verb, object, after_digest)
        VALUES (\(county.id), \(verb), \("account/" + account), \(orNull: after))
        """
    }
}
