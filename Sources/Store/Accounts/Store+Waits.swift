import Compliance
import Postgres

/// Wrong tries that count against somebody now.
package struct Wait: Sendable, Hashable {
    /// Against whom.
    package enum Kind: String, Sendable, CaseIterable {
        /// Signing in to that account, from wherever.
        case account
        /// Signing in from that address; of IPv6, from its network.
        case address
        /// Changing that account's password, in one of its sessions.
        case session
    }

    package let kind: Kind
    /// Of the account, or the address.
    package let name: String
    package let tries: Int
    /// Until the next try is judged; 0 where it is at once.
    package let seconds: Int

    package init(kind: Kind, name: String, tries: Int, seconds: Int) {
        self.kind = kind
        self.name = name
        self.tries = tries
        self.seconds = seconds
    }
}

extension Wait.Kind: Readable {}

extension Store {
    /// Whose wrong tries count now, the longest wait first; of accounts, those that there are.
    package func waits() async throws -> Listing<Wait> {
        try await query("SELECT kind, name, tries, wait FROM login_waits()", needing: .manage)
            .listing { row in
                try row.reading("login_failure", by: "kind", "name") {
                    Wait(
                        kind: try row["kind"],
                        name: try row["name"],
                        tries: try row["tries"],
                        seconds: try row["wait"]
                    )
                }
            }
    }

    /// Forgets the wrong tries that count against the account and its sessions, or against the address.
    ///
    /// Throws `StoreError.noWait` where none do.
    package func liftWait(_ kind: Wait.Kind, _ name: String) async throws {
        let kind = kind == .address ? kind : .account
        do {
            let rows = try await act { who in "SELECT lift_wait(\(who), \(kind.rawValue), \(name)) AS done" }
            guard try rows.first?["done"] == true else { throw StoreError.noWait(name) }
        } catch let error as PostgresError where error.sqlState == "22P02" {
            throw StoreError.noWait(name)  // that is no address
        }
    }
}
