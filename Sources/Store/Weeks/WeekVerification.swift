package import AuditLog
package import Compliance
import Postgres

/// What holding the sealed weeks against the record came to.
package struct WeekVerification: Sendable {
    package let reports: [Report]
    /// What is not as the record says: the first ten of `faults`.
    package let first: [EvidenceFault]
    package let faults: Int

    /// A sealed report, and how its entry stands in the record.
    package struct Report: Sendable {
        package let week: ISOWeek
        package let revision: WeekRevision
        package let previous: String?
        package let standing: EntryStanding
    }

    /// Whether all is as it was sealed; an entry that still waits to be sealed is no fault.
    package var isWhole: Bool {
        faults == 0
            && reports.allSatisfy { report in
                if case .changed = report.standing { false } else { true }
            }
    }
}

extension Store {
    /// Holds the sealed weeks, or those of one, against the record: bytes, digests, chain, and entries.
    ///
    /// Throws `StoreError.weekNotClosed` where nothing of that week is on record.
    package func verifyWeeks(_ week: ISOWeek? = nil) async throws -> WeekVerification {
        let (rows, findings) = try await transaction(needing: .audit, isolation: .repeatableRead) {
            transaction in
            var check = EvidenceCheck(store: self, transaction: transaction)
            try await check.holdWeeks(week)
            try await check.holdPapers(week)
            let rows = try await transaction.query(
                """
                SELECT w.week, w.previous, \(WeekRevision.columns) FROM week_report w
                WHERE w.county_id = \(county.id) AND coalesce(w.week = \(orNull: week?.monday)::date, true)
                ORDER BY w.week, w.revision
                """
            )
            return (rows, check.findings)
        }
        if let week, rows.isEmpty, findings.faults == 0 {
            throw StoreError.weekNotClosed(week, revision: nil)
        }
        var reports: [WeekVerification.Report] = []
        for row in rows {
            let revision = try WeekRevision(row)
            reports.append(
                WeekVerification.Report(
                    week: ISOWeek(of: try row["week"]),
                    revision: revision,
                    previous: (try row["previous"] as DigestText?)?.hex,
                    standing: try await standing(ofWeek: revision.entry)
                )
            )
        }
        return WeekVerification(reports: reports, first: findings.first, faults: findings.faults)
    }

    /// An entry that is not there is one that was changed.
    private func standing(ofWeek entry: Int) async throws -> EntryStanding {
        do { return try await standing(ofEntry: entry) } catch StoreError.noEntry { return .changed }
    }
}
