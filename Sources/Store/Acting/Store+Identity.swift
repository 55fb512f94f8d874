package import Compliance
import Postgres
import StrictJSON

/// Who a session or token acts for, and what they may do.
package struct Identity: Sendable, Hashable {
    package let account: String
    /// How pages name the holder.
    package let display: String
    package let roles: Set<Role>
    /// What the roles allow, less what a token's scope leaves out; nothing while the password has to be changed.
    package let rights: Set<Right>
    /// The codes of the sites that the account is confined to; nil where it sees all.
    package let sites: [String]?
    /// The session or token, as the record names it: `session:1f00ab42`, `token:phone app`.
    package let via: String
    /// The password was given by somebody else and opens nothing but the page that changes it.
    package let mustChange: Bool

    package var isToken: Bool { via.begins(with: "token:") }
}

extension Identity {
    init(_ row: Row) throws {
        account = try row["name"]
        display = try row["display"]
        roles = Set((try row["roles"] as [String]).compactMap(Role.init))
        rights = Set((try row["rights"] as [String]).compactMap(Right.init))
        sites = try row["sites"]
        via = try row["via"]
        mustChange = try row["must_change"]
    }
}

extension Store {
    /// Whose key that is; nil where it opens nothing, or nothing any more.
    package func identity(_ key: AccessKey, address: String) async throws -> Identity? {
        let rows = try await reachable {
            try await database.query("SELECT * FROM enter(\(county.id), \(key.bytes)::bytea, \(address))")
        }
        return try rows.first.map { row in try Identity(row) }
    }
}
