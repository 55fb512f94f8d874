import Compliance
import Postgres
package import AuditLog

/// What verifying a record came to.
package struct AuditLogReport: Sendable, Hashable {
    /// How many entries are sealed and were right; all of them where there is no fault.
    package let entries: Int
    package let heads: Int
    /// How many entries wait to be sealed.
    package let waiting: Int
    /// The last head that was right.
    package let lastHead: TreeHead?
    /// The first thing that is wrong; nil where nothing is.
    package let fault: AuditLogFault?
    /// What has to be said though it is no fault, as far as was verified.
    package let warnings: AuditLogWarnings
    /// How sealing stands, by the clock of the database.
    package let sealing: SealingState
    /// What holding the tables against the record came to; nil where that was not asked for, or the actor does not see
    /// all of them.
    package let evidence: EvidenceFindings?

    /// Whether nothing is wrong.
    package var isWhole: Bool { fault == nil && evidence?.faults ?? 0 == 0 }
}

extension Store {
    /// Checks the whole record as it is at this moment, however much is filed and sealed meanwhile, and where `evidence`
    /// is given holds the tables against it: inspections from that entry on, and with `readingFiles` the bytes of files.
    ///
    /// `keys` are all that ever signed; `vouched` are the ids of those that may follow though nothing announces them;
    /// `printed` are all roots that are known from elsewhere, by the size of the tree.
    /// It reads a batch at a time and keeps none. `progress` is told how many entries were right so far, and `holding` how
    /// far the inspections are.
    package func verify(
        keys: [PublicSealKey],
        vouched: Set<String> = [],
        printed: [Int: Set<Hash>] = [:],
        evidence first: Int? = nil,
        readingFiles readsFiles: Bool = false,
        progress: @Sendable (Int) -> Void = { _ in },
        holding: @Sendable (EvidenceProgress) -> Void = { _ in }
    ) async throws -> AuditLogReport {
        try await transaction(needing: .audit, isolation: .repeatableRead) { transaction in
            var check = AuditLogCheck(county: county.code, keys: keys, vouched: vouched, printed: printed)
            var fault: AuditLogFault?
            do {
                try await readTree(into: &check, from: transaction, progress)
                try await lookForUnsealed(in: transaction)
                try await checkWaiting(in: transaction)
            } catch let found as AuditLogFault {
                fault = found
            }
            var evidence: EvidenceFindings?
            if let first {
                evidence = try await self.evidence(
                    in: transaction,
                    from: first,
                    readingFiles: readsFiles,
                    holding
                )
            }
            let waiting = try await transaction.query(
                "SELECT count(*) AS waiting FROM audit_queue WHERE county_id = \(county.id)"
            )
            let sealing = try await transaction.query(
                "SELECT waits, key FROM sealing_state(\(county.id))"
            )
            return AuditLogReport(
                entries: check.size,
                heads: check.heads,
                waiting: try waiting.first?["waiting"] ?? 0,
                lastHead: check.lastHead,
                fault: fault,
                warnings: check.warnings,
                sealing: try sealing.first.map { row in try SealingState(row) } ?? .idle,
                evidence: evidence
            )
        }
    }

    /// Gives the verification every leaf and every head, in the order in which they were sealed.
    private func readTree(
        into check: inout AuditLogCheck,
        from transaction: Transaction,
        _ progress: (Int) -> Void
    ) async throws {
        var heads = try await self.heads(after: 0, in: transaction)[...]
        var after = -1
        while true {
            let rows = try await transaction.query(leavesQuery(after: after))
            for row in rows {
                let leaf = try StoredLeaf(row)
                after = leaf.position
                try check.take(leaf)
                guard let head = heads.first, head.size <= check.size else { continue }
                try check.take(head)
                heads.removeFirst()
                if heads.isEmpty { heads = try await self.heads(after: head.size, in: transaction)[...] }
            }
            progress(check.size)
            if rows.isEmpty { break }
        }
        // A head that speaks of more leaves than there are is wrong.
        if let head = heads.first { try check.take(head) }
        try check.finish()
    }

    private func leavesQuery(after position: Int) -> SQL {
        """
        SELECT l.position, l.number AS sealed_number, l.leaf, \(AuditEntry.columns)
        FROM (
            SELECT county_id, position, number, leaf FROM audit_leaf
            WHERE county_id = \(county.id) AND position > \(position) ORDER BY position LIMIT \(Self.sealedAtOnce)
        ) AS l
        -- One by one through the key: left to choose, the planner reads the whole log for every batch.
        LEFT JOIN LATERAL (
            SELECT * FROM audit_entry WHERE county_id = l.county_id AND number = l.number LIMIT 1
        ) AS e ON true
        ORDER BY l.position
        """
    }

    private func heads(after size: Int, in transaction: Transaction) async throws -> [StoredHead] {
        try await transaction.query(
            """
            SELECT size, head, signature FROM audit_head
            WHERE county_id = \(county.id) AND size > \(size) ORDER BY size LIMIT 1000
            """
        )
        .map { row in try StoredHead(row) }
    }

    /// Throws where an entry is neither sealed nor waiting to be, or waits and is gone.
    private func lookForUnsealed(in transaction: Transaction) async throws {
        let bounds = try await transaction.query(
            "SELECT min(number) AS low, max(number) AS high FROM audit_entry WHERE county_id = \(county.id)"
        )
        if let low = try bounds.first?["low"] as Int?, let high = try bounds.first?["high"] as Int? {
            // So many at a time, because no statement may take longer than the server allows.
            for from in stride(from: low, through: high, by: 200_000) {
                let rows = try await transaction.query(
                    """
                    SELECT e.number FROM audit_entry e
                    WHERE e.county_id = \(county.id) AND e.number BETWEEN \(from) AND \(from + 199_999)
                        AND NOT EXISTS (
                            SELECT FROM audit_leaf l WHERE l.county_id = e.county_id AND l.number = e.number)
                        AND NOT EXISTS (
                            SELECT FROM audit_queue q WHERE q.county_id = e.county_id AND q.number = e.number)
                    ORDER BY e.number LIMIT 1
                    """
                )
                if let row = rows.first { throw AuditLogFault.entryUnsealed(number: try row["number"]) }
            }
        }
        let lost = try await transaction.query(
            """
            SELECT q.number FROM audit_queue q
            WHERE q.county_id = \(county.id) AND NOT EXISTS (
                SELECT FROM audit_entry e WHERE e.county_id = q.county_id AND e.number = q.number)
            ORDER BY q.number LIMIT 1
            """
        )
        if let row = lost.first { throw AuditLogFault.entryLost(number: try row["number"]) }
    }
}

extension Store {
    /// Throws where an entry that waits is not what was written: the queue keeps the leaf that it was then.
    private func checkWaiting(in transaction: Transaction) async throws {
        var after = -1
        while true {
            let rows = try await transaction.query(
                """
                SELECT q.leaf, \(AuditEntry.columns)
                FROM (
                    SELECT county_id, number, leaf FROM audit_queue
                    WHERE county_id = \(county.id) AND number > \(after) ORDER BY number LIMIT \(Self.sealedAtOnce)
                ) AS q
                JOIN audit_entry e ON e.county_id = q.county_id AND e.number = q.number
                ORDER BY e.number
                """
            )
            for row in rows {
                let entry = try AuditEntry(row)
                guard try row["leaf"] == entry.leaf else {
                    throw AuditLogFault.waitingChanged(number: entry.number)
                }
                after = entry.number
            }
            if rows.isEmpty { break }
        }
    }
}

extension StoredLeaf {
    fileprivate init(_ row: Row) throws(PostgresError) {
        self.init(
            position: try row["position"],
            number: try row["sealed_number"],
            leaf: try row["leaf"],
            entry: try row["number"] as Int? == nil ? nil : try AuditEntry(row)
        )
    }
}
