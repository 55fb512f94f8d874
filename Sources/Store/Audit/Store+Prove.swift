import Compliance
import Postgres
package import AuditLog

/// That an entry is in the record under a signed head.
package struct EntryProof: Sendable, Hashable {
    package let entry: AuditEntry
    package let proof: InclusionProof
    /// The first head that covers the entry.
    package let head: StoredHead
}

extension Store {
    /// The proof that the entry was sealed.
    ///
    /// Throws `StoreError.noEntry`, `.notSealed` where it still waits, and `.recordDamaged` where what is kept does
    /// not lead to the head's root.
    package func proof(ofEntry number: Int) async throws -> EntryProof {
        let rows = try await pipeline(
            [
                entryQuery(number),
                "\(placeQuery(number))",
                """
                SELECT h.size, h.head, h.signature FROM audit_head h, (\(placeQuery(number))) AS place
                WHERE h.county_id = \(county.id) AND h.size > place.position ORDER BY h.size LIMIT 1
                """,
                """
                SELECT h.size, h.frontier FROM audit_head h, (\(placeQuery(number))) AS place
                WHERE h.county_id = \(county.id) AND h.size <= place.position ORDER BY h.size DESC LIMIT 1
                """,
            ],
            needing: .audit
        )
        guard let entry = try rows[0].first.map({ row in try AuditEntry(row) }) else {
            throw StoreError.noEntry(number)
        }
        guard let place = rows[1].first, let head = try rows[2].first.map({ row in try StoredHead(row) })
        else {
            throw StoreError.notSealed(number)
        }
        let compactRange = try rows[3].first.map { row in try CompactRange(row) } ?? CompactRange()
        let leaves = try await leaves(compactRange.size..<head.size)
        guard let proof = InclusionProof(of: try place["position"], adding: leaves, to: compactRange),
            proof.size == head.size, proof.root(from: entry.leaf) == TreeHead(head.text)?.root
        else { throw StoreError.recordDamaged }
        return EntryProof(entry: entry, proof: proof, head: head)
    }

    private func entryQuery(_ number: Int) -> SQL {
        "SELECT \(AuditEntry.columns) FROM audit_entry e WHERE e.county_id = \(county.id) AND e.number = \(number)"
    }

    private func placeQuery(_ number: Int) -> SQL {
        "SELECT position FROM audit_leaf WHERE county_id = \(county.id) AND number = \(number)"
    }

    private func leaves(_ positions: Range<Int>) async throws -> [Hash] {
        try await query(
            """
            SELECT leaf FROM audit_leaf WHERE county_id = \(county.id)
                AND position >= \(positions.lowerBound) AND position < \(positions.upperBound)
            ORDER BY position
            """
        )
        .map { row in try row["leaf"] }
    }
}
