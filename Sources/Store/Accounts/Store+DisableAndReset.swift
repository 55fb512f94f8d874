import Compliance
import Postgres

extension Store {
    /// Ends the account's sessions and tokens and lets nobody in; `enable` undoes the second. Gives the names of the
    /// tokens that ended.
    ///
    /// Throws `StoreError.lastAdministrator` where nobody else in use is one.
    package func disable(_ name: String) async throws -> [String] {
        let rows: Rows
        do {
            rows = try await act { who in "SELECT disable_account(\(who), \(name)) AS ended" }
        } catch let error as PostgresError where error.constraint == "last_administrator" {
            throw StoreError.lastAdministrator(name)
        }
        guard let ended = try rows.first?["ended"] as [String]? else { throw StoreError.noAccount(name) }
        return ended
    }

    /// Lets a disabled account in again; what it had open stays ended.
    ///
    /// Throws `StoreError.linkTaken` where its OpenID subject was given on meanwhile.
    package func enable(_ name: String) async throws {
        do {
            let rows = try await act { who in "SELECT enable_account(\(who), \(name)) AS done" }
            guard try rows.first?["done"] == true else { throw StoreError.noAccount(name) }
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
        let rows = try await act { who in
            """
            SELECT outcome, ended FROM reset_password(\(who), \(name), \(stretched.salt)::bytea, \(stretched.cost),
                \(stretched.verifier)::bytea, \(given))
            """
        }
        return try Self.ended(rows.first, of: name)
    }

    /// The names of the tokens that ended by an act that says what became of it, or why nothing did.
    static func ended(_ row: Row?, of name: String) throws -> [String] {
        switch try row?["outcome"] as String? {
        case "done", "same": try row?["ended"] ?? []
        case "without": throw StoreError.noPassword(name)
        case "none": throw StoreError.noLink(name)
        default: throw StoreError.noAccount(name)
        }
    }
}
