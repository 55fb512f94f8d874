package import Compliance
import Postgres

extension Identity {
    init(_ row: Row) throws {
        self.init(
            account: try row["name"],
            display: try row["display"],
            roles: Set((try row["roles"] as [String]).compactMap(Role.init)),
            rights: Set((try row["rights"] as [String]).compactMap(Right.init)),
            sites: try row["sites"],
            via: try row["via"],
            mustChange: try row["must_change"]
        )
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
