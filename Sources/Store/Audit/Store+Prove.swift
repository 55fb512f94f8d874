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
    /// Throws `StoreError.noEntry`, `.notSealed` where it still waits, and `.recordDamaged` where what sealed it
    /// is gone or does not lead to the head's root.
    package func proof(ofEntry number: Int) async throws -> EntryProof {
        let rows = try await pipeline(
            [
                entryQuery(number),
                // In one statement: between two of them it may be sealed, and would seem to be in neither.
                """
                SELECT (\(placeQuery(number))) AS position, EXISTS (
                    SELECT FROM audit_queue WHERE county_id = \(county.id) AND number = \(number)) AS waits
                """,
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
        guard let entry = try rows[0].first.map({ row in try AuditEntry(row) }), let place = rows[1].first
        else {
            throw StoreError.noEntry(number)
        }
        guard let position = try place["position"] as Int? else {
            let waits: Bool = try place["waits"]
            throw waits ? StoreError.notSealed(number) : StoreError.recordDamaged
        }
        guard let head = try rows[2].first.map({ row in try StoredHead(row) }) else {
            throw StoreError.recordDamaged
        }
        let compactRange = try rows[3].first.map { row in try CompactRange(row) } ?? CompactRange()
        let leaves = try await leaves(compactRange.size..<head.size)
        guard let proof = InclusionProof(of: position, adding: leaves, to: compactRange),
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
