package import AuditLog
import Compliance
import Postgres

/// How the heads go on from one of them to the last: each names the digest of the one before it.
package struct HeadChain: Sendable, Hashable {
    /// How many follow it.
    package let count: Int
    /// Whether each goes on from the one before.
    package let isUnbroken: Bool
    package let last: StoredHead
    /// Whether more follow than were looked at.
    package let isCut: Bool

    package init(count: Int, isUnbroken: Bool, last: StoredHead, isCut: Bool = false) {
        self.count = count
        self.isUnbroken = isUnbroken
        self.last = last
        self.isCut = isCut
    }

    /// How many heads are looked at: some days of a county at work, a fifth of a second.
    static let most = 50_000
}

/// What can be said of an entry without reading the whole record.
package enum EntryStanding: Sendable, Hashable {
    /// It waits to be sealed: nothing proves yet that it is as it was written.
    case waits
    /// It leads to its head, and the heads since then go on from that.
    case sealed(EntryProof, HeadChain)
    /// It is not what was sealed, or what proves it is not whole, or it is neither sealed nor waits to be.
    case changed
}

extension Store {
    /// A page of the heads, the largest first.
    package func heads(at place: ListPlace?) async throws -> ListPage<StoredHead> {
        let rows = try await pipeline(
            [
                """
                SELECT h.size, h.head, h.signature, \(Self.headOrder.place) FROM audit_head h
                WHERE h.county_id = \(county.id) AND \(try Self.headOrder.condition(place))
                \(Self.headOrder.ending(place))
                """,
                """
                SELECT count(*) FROM (
                    SELECT FROM audit_head WHERE county_id = \(county.id) LIMIT \(Self.mostCounted)) AS counted
                """,
            ],
            needing: .audit
        )
        return try Self.headOrder.page(rows[0], at: place, total: try rows[1].first?["count"] ?? 0) { row in
            try row.reading("audit_head", by: "size") { try StoredHead(row) }
        }
    }

    private static let headOrder = ListOrder(keys: [("h.size", .number)], isDescending: true)

    /// Whether the entry is as it was sealed, and whether the record goes on from there.
    package func standing(ofEntry number: Int) async throws -> EntryStanding {
        do {
            let proof = try await proof(ofEntry: number)
            guard let chain = try await chain(from: proof.head.size) else { return .changed }
            return .sealed(proof, chain)
        } catch StoreError.notSealed {
            return .waits
        } catch StoreError.recordDamaged {
            return .changed
        }
    }

    /// How the heads go on from that of the size; nil where there is none.
    package func chain(from size: Int) async throws -> HeadChain? {
        try await chain("AND size >= \(size) ORDER BY size LIMIT \(HeadChain.most + 2)")
    }

    /// How the latest thousand heads go on from one another; nil where nothing was ever sealed.
    package func latestHeads() async throws -> HeadChain? {
        try await chain("ORDER BY size DESC LIMIT 1000")
    }

    private func chain(_ which: SQL) async throws -> HeadChain? {
        let rows = try await query(
            """
            WITH chain AS (
                SELECT h.size, h.head, h.signature, lag(h.head) OVER (ORDER BY h.size) AS before
                FROM (SELECT * FROM audit_head WHERE county_id = \(county.id) \(which)) AS h)
            SELECT c.size, c.head, c.signature, every.count, every.broken FROM chain c, (
                SELECT count(*) - 1 AS count, count(*) FILTER (WHERE before IS NOT NULL AND strpos(head,
                    E'\\nprevious ' || encode(sha256(convert_to(before, 'UTF8')), 'hex') || E'\\n') = 0) AS broken
                FROM chain) AS every
            ORDER BY c.size DESC LIMIT 1
            """,
            needing: .audit
        )
        guard let row = rows.first else { return nil }
        let (count, broken): (Int, Int) = (try row["count"], try row["broken"])
        return HeadChain(
            count: count,
            isUnbroken: broken == 0,
            last: try StoredHead(row),
            isCut: count > HeadChain.most
        )
    }
}
