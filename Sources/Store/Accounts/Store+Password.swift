import Compliance
import Postgres

/// What became of a change of one's own password.
package enum PasswordChange: Sendable, Hashable {
    /// The other sessions ended, and the tokens of these names.
    case done(ended: [String])
    /// The present password is not right.
    case refused
    /// Too many wrong tries in this session: not before that many seconds.
    case wait(seconds: Int)
}

extension Store {
    /// Whether the account has a password; without one, the OpenID provider or tokens alone lead in.
    package func hasPassword(_ account: String) async throws -> Bool {
        let rows = try await query(
            "SELECT has_password FROM account WHERE county_id = \(county.id) AND name = \(account)"
        )
        return try rows.first?["has_password"] ?? false
    }

    /// Gives the acting account another password; ends its other sessions, and its tokens but for those that are kept.
    ///
    /// Tries are counted by the session, so that nobody else's matter. Throws `Problems` where the new password will
    /// not do, and `StoreError.busy`, with nothing counted, where too many passwords are judged. `key` is that of the
    /// session that stays.
    package func changePassword(
        of account: String,
        from old: String,
        to new: String,
        keeping kept: [String],
        key: AccessKey
    ) async throws -> PasswordChange {
        if let problem = PasswordRule.problem(with: new, of: account) { throw Problems([problem]) }
        return try await stretching.admitting { place in
            guard let row = try await act({ who in "SELECT * FROM begin_change(\(who))" }).first else {
                throw StoreError.unavailable(cause: "begin_change gave no row")
            }
            let wait = try row["wait"] as Int
            guard wait == 0 else { return .wait(seconds: wait) }
            let before = try await place.stretched(
                String(old.prefix(PasswordRule.longest)),
                salt: try row["salt"],
                cost: try row["cost"]
            )
            let after = try await place.new(new)
            let rows = try await act { who in
                """
                SELECT change_password(\(who), \(before.bytes)::bytea, \(after.salt)::bytea, \(after.cost),
                    \(after.verifier)::bytea, \(kept)::text[]) AS ended
                """
            }
            let ended = try rows.first?["ended"] as [String]?
            return ended.map { .done(ended: $0) } ?? .refused
        }
    }
}

/// A password to begin with, easy to read aloud and to type on a phone: `kuma-tosa-nire-fohi-dupa-88`, some 67 bits.
package enum FirstPassword {
    package static func fresh() -> String {
        var generator = SystemRandomNumberGenerator()
        func pick(_ letters: String) -> String {
            letters.randomElement(using: &generator).map(String.init) ?? ""
        }
        func word() -> String { (0..<2).map { _ in pick("bdfghkmnprstvz") + pick("aeiou") }.joined() }
        return (0..<5).map { _ in word() }.joined(separator: "-") + "-" + pick("23456789") + pick("23456789")
    }
}
