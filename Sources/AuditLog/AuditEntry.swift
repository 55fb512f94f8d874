package import Compliance

/// An entry of the audit log: who did what to what, when, from where, and why.
package struct AuditEntry: Sendable, Hashable {
    /// The county's key in the database.
    package var county: Int
    package var number: Int
    /// nil for what is more than three thousand years from 1970, or no moment at all: no program of ours writes it.
    package var happenedAt: Instant?
    /// The account, or who else acted.
    package var actor: String
    package var duty: String
    /// The session or token.
    package var via: String
    package var address: String
    /// The program that asked.
    package var origin: String
    package var verb: String
    /// The kind and key of what was changed, `site/T-03`.
    package var object: String
    /// SHA-256 of the content before, in lower-case hex; nil where there was none.
    package var before: String?
    package var after: String?
    package var reason: String?

    package init(
        county: Int,
        number: Int,
        happenedAt: Instant?,
        actor: String,
        duty: String,
        via: String,
        address: String,
        origin: String,
        verb: String,
        object: String,
        before: String?,
        after: String?,
        reason: String?
    ) {
        self.county = county
        self.number = number
        self.happenedAt = happenedAt
        self.actor = actor
        self.duty = duty
        self.via = via
        self.address = address
        self.origin = origin
        self.verb = verb
        self.object = object
        self.before = before
        self.after = after
        self.reason = reason
    }

    /// What is hashed; `leaf_hash` in `sql/acts/entry.sql` says the same.
    package var canonical: [UInt8] {
        Self.framed([
            "lazaret entry v1", String(county), String(number), happenedAt.map { String($0.microseconds) },
            actor, duty, via, address, origin, verb, object, before, after, reason,
        ])
    }

    /// Values as one text that cannot be taken apart otherwise: of each its length in bytes, a colon, the text in UTF-8,
    /// a comma; `-,` where there is none.
    package static func framed(_ values: [String?]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        for value in values {
            if let value {
                bytes.append(contentsOf: String(value.utf8.count).utf8)
                bytes.append(UInt8(ascii: ":"))
                bytes.append(contentsOf: value.utf8)
            } else {
                bytes.append(UInt8(ascii: "-"))
            }
            bytes.append(UInt8(ascii: ","))
        }
        return bytes
    }

    /// The entry as a leaf of the tree.
    package var leaf: Hash { .leaf(canonical) }
}
