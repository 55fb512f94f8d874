import Compliance
import Postgres
import StrictJSON

/// What the entry of a token's issue has the digest of (docs/record.md), as `sql/acts/issue_token.sql` makes it; entries
/// of earlier releases have none. The secret is not in it: nobody but the owner's functions reads what is kept of that.
struct TokenDigest {
    private let lines: [String]

    /// The columns of `api_token` that it is read from.
    static let columns: SQL = """
        account, name, array_to_string(scope, ',') AS rights, extract(epoch FROM expires_at) * 1000000 AS expires
        """

    init(_ row: Row) {
        let expires = row.plain("expires").map { $0.prefix { $0 != "." } }
        lines = [
            "lazaret token v1", "account \(row.plain("account") ?? "")", "name \(row.plain("name") ?? "")",
            "scope \(row.plain("rights") ?? "")", "expires \(expires ?? "")", "",
        ]
    }

    var hex: String { Node.digest(ofText: lines.joined(separator: "\n")) }
}
