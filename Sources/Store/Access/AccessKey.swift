package import Compliance
import Crypto
import Postgres
import StrictJSON

/// What opens a session or token: SHA-256 of the secret that the browser or program keeps.
///
/// The database keeps SHA-256 of this, so that neither its content nor a query can act for anybody.
package struct AccessKey: Sendable, Hashable, Withheld {
    let bytes: [UInt8]

    /// The key to a secret as it came; what is no secret of ours opens nothing.
    package init(secret: String) {
        bytes = Array(SHA256.hash(data: Array(secret.utf8)))
    }
}

/// A secret that nobody can guess: 256 bits from the system, in letters that cookies and headers take.
package enum Secret {
    /// How a token's secret begins, and a session's never does.
    private static let tokenMark = "lzr_"

    /// A secret for a token.
    package static func freshToken() -> String { tokenMark + fresh() }

    /// Whether that looks like a token's secret.
    package static func isToken(_ secret: String) -> Bool { secret.begins(with: tokenMark) }

    package static func fresh() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return Base64URL.write(bytes)
    }
}

extension Identity {
    init(_ row: Row) throws {
        self.init(
            account: try row["account"],
            display: try row["display"],
            roles: Set((try row["roles"] as [String]).compactMap(Role.init)),
            rights: Set((try row["rights"] as [String]).compactMap(Right.init)),
            sites: try row["sites"],
            via: try row["via"],
            mustChange: try row["must_change"],
            unread: try row["unread"] ?? 0
        )
    }
}

extension Store {
    /// Whose key that is; nil where it opens nothing, or nothing any more.
    package func identity(_ key: AccessKey, address: String) async throws -> Identity? {
        let asked = acting(for: .holder(key, address: address))
        do {
            return try await asked.entered(
                try await reachable { try await database.pipeline(asked.entering) }
            )
        } catch StoreError.notSignedIn {
            return nil
        }
    }
}
