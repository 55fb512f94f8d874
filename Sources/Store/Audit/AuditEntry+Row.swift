import Compliance
package import Postgres
package import AuditLog

extension AuditEntry {
    /// The columns that an entry `e` is read from.
    static let columns: SQL = """
        e.county_id, e.number, e.actor, e.duty, e.via, e.address, e.origin, e.verb, e.object, e.before_digest,
        e.after_digest, e.reason, CASE WHEN e.happened_at BETWEEN to_timestamp(-1e11) AND to_timestamp(1e11)
            THEN (extract(epoch FROM e.happened_at) * 1000000)::bigint END AS microseconds
        """

    init(_ row: Row) throws(PostgresError) {
        self.init(
            county: try row["county_id"],
            number: try row["number"],
            happenedAt: (try row["microseconds"] as Int?).map { Instant(microseconds: $0) },
            actor: try row["actor"],
            duty: try row["duty"],
            via: try row["via"],
            address: try row["address"],
            origin: try row["origin"],
            verb: try row["verb"],
            object: try row["object"],
            before: (try row["before_digest"] as DigestText?)?.hex,
            after: (try row["after_digest"] as DigestText?)?.hex,
            reason: try row["reason"]
        )
    }
}

extension StoredHead {
    init(_ row: Row) throws(PostgresError) {
        self.init(size: try row["size"], text: try row["head"], signature: try row["signature"])
    }
}

extension Hash: Bindable, Readable {
    package var bound: Bound { .bytes(bytes) }

    package init?(column text: String) {
        guard let bytes = [UInt8](column: text) else { return nil }
        self.init(bytes)
    }
}

extension CompactRange {
    /// Reads what a head keeps of it: its size, and the roots one after the other.
    init(_ row: Row) throws {
        let bytes = try row["frontier"] as [UInt8]
        let roots = stride(from: 0, to: bytes.count, by: 32)
            .compactMap { Hash(Array(bytes[$0...].prefix(32))) }
        guard let range = CompactRange(size: try row["size"], roots: roots) else {
            throw StoreError.recordDamaged
        }
        self = range
    }

    /// As a head keeps it.
    var stored: [UInt8] { roots.flatMap(\.bytes) }
}
