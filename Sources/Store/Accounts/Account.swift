package import Compliance
import Postgres
import StrictJSON

/// An account as administrators see it; what its password was made into is never read.
package struct Account: Sendable, Hashable {
    package let name: String
    package let display: String
    package let roles: Set<Role>
    package let duties: [Duty]
    /// The holder has to change a password that somebody else gave.
    package let mustChange: Bool
    package let openID: OpenIDLink?
    /// There is a password; without one, the provider or tokens alone lead in.
    package let hasPassword: Bool
    package let createdAt: Instant
    package let disabledAt: Instant?

    /// A duty that the holder has, by the posting it belongs to.
    package struct Duty: Sendable, Hashable {
        package let duty: Responsible
        package let site: String
        /// As the register names the holder of the posting.
        package let person: String
        /// The first day of the posting, while it lasts; nil once it is over, and the link counts no more.
        package let since: Day?

        package var isHeld: Bool { since != nil }
    }
}

extension NewAccount {
    /// What entries of earlier releases have the digest of; duties read `director@T-03`.
    static func node(
        _ name: String,
        _ display: String,
        _ roles: [String],
        _ duties: [String],
        _ openID: OpenIDLink?
    ) -> Node {
        .object([
            ("name", .string(name)),
            ("display", .string(display)),
            ("roles", .array(roles.sorted().map(Node.string))),
            ("duties", .array(duties.sorted().map(Node.string))),
            ("openID", openID.map { Node.string($0.subject) }), ("issuer", openID?.issuer.map(Node.string)),
        ])
    }
}
