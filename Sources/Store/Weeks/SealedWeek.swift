package import Compliance
import Postgres

/// A sealed weekly report as it is kept.
package struct SealedWeek: Sendable, Hashable {
    package let report: WeeklyReport
    /// The bytes themselves, as UTF-8.
    package let document: String
    package let revision: WeekRevision
}

/// One revision of a closed week, without its document.
package struct WeekRevision: Sendable, Hashable {
    package let number: Int
    /// SHA-256 of the document, lower-case hex.
    package let digest: String
    package let closedAt: Instant
    /// The account; where the clock closed it, whoever gave the order.
    package let closedBy: String
    /// The number of the standing order by which the clock closed it; nil where a person did.
    package let closingOrder: Int?
    /// nil for the first.
    package let reason: String?
    /// The entry of the record.
    package let entry: Int
}

extension WeekRevision {
    static let columns: SQL =
        "w.revision, w.digest, w.closed_at, w.closed_by, w.closing_order, w.reason, w.entry"

    init(_ row: Row) throws {
        self.init(
            number: try row["revision"],
            digest: (try row["digest"] as DigestText).hex,
            closedAt: try row["closed_at"],
            closedBy: try row["closed_by"],
            closingOrder: try row["closing_order"],
            reason: try row["reason"],
            entry: try row["entry"]
        )
    }
}

extension SealedWeek {
    init(_ row: Row) throws {
        self = try row.reading("week_report", by: "week", "revision") {
            let document = try row["document"] as String
            return SealedWeek(
                report: try WeeklyReport(document: document),
                document: document,
                revision: try WeekRevision(row)
            )
        }
    }
}

extension Store {
    /// The sealed report of the week: that revision, or the last. nil where the week is not closed, or has none of that
    /// number.
    ///
    /// Throws `UnreadableRow` where it is on record and cannot be read.
    package func sealedWeek(_ week: ISOWeek, revision: Int? = nil) async throws -> SealedWeek? {
        try await query(
            """
            SELECT w.week, w.document, \(WeekRevision.columns) FROM week_report w
            WHERE w.county_id = \(county.id) AND w.week = \(week.monday)
                AND coalesce(w.revision = \(orNull: revision)::integer, true)
            ORDER BY w.revision DESC LIMIT 1
            """,
            needing: .county
        )
        .first.map { row in try SealedWeek(row) }
    }

    /// The same, or an error that says what is not there.
    package func requiredSealedWeek(_ week: ISOWeek, revision: Int? = nil) async throws -> SealedWeek {
        guard let sealed = try await sealedWeek(week, revision: revision) else {
            throw StoreError.weekNotClosed(week, revision: revision)
        }
        return sealed
    }

    /// All revisions of the week, the first first; none where it is not closed.
    package func revisions(of week: ISOWeek) async throws -> [WeekRevision] {
        try await query(
            """
            SELECT \(WeekRevision.columns) FROM week_report w
            WHERE w.county_id = \(county.id) AND w.week = \(week.monday) ORDER BY w.revision
            """,
            needing: .county
        )
        .map { row in try WeekRevision(row) }
    }
}
