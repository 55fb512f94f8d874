package import Compliance
import Postgres

/// The PDF that is kept of a closed week, without its bytes.
package struct WeekPaper: Sendable, Hashable {
    /// SHA-256 of the bytes, lower-case hex.
    package let digest: String
    /// How many bytes it has.
    package let size: Int
    package let keptAt: Instant
    /// The account.
    package let keptBy: String
    /// The entry of the record.
    package let entry: Int
}

extension Store {
    /// The PDF that is kept of that revision; nil where none is.
    package func weekPaper(_ week: ISOWeek, revision: Int) async throws -> WeekPaper? {
        try await query(
            """
            SELECT p.digest, octet_length(p.bytes) AS size, p.kept_at, p.kept_by, p.entry FROM week_paper p
            WHERE p.county_id = \(county.id) AND p.week = \(week.monday) AND p.revision = \(revision)
            """,
            needing: .county
        )
        .first
        .map { row in
            WeekPaper(
                digest: (try row["digest"] as DigestText).hex,
                size: try row["size"],
                keptAt: try row["kept_at"],
                keptBy: try row["kept_by"],
                entry: try row["entry"]
            )
        }
    }

    /// The bytes of that PDF; nil where none is kept.
    package func weekPaperBytes(_ week: ISOWeek, revision: Int) async throws -> [UInt8]? {
        try await query(
            """
            SELECT p.bytes FROM week_paper p
            WHERE p.county_id = \(county.id) AND p.week = \(week.monday) AND p.revision = \(revision)
            """,
            needing: .county
        )
        .first.map { row in try row["bytes"] }
    }

    /// Keeps the PDF of a closed week; of one that has been kept nothing is changed, whatever the bytes are. The clock keeps
    /// that of the weeks that it closed itself.
    ///
    /// Throws `StoreError.weekNotClosed` where there is no such report.
    package func keepWeekPaper(_ week: ISOWeek, revision: Int, _ bytes: [UInt8]) async throws {
        let rows =
            if actor == .clock {
                try await reachable {
                    try await database.query(
                        "SELECT keep_closed_paper(\(county.id), \(week.monday), \(bytes)::bytea) AS outcome"
                    )
                }
            } else {
                try await act { who in
                    "SELECT keep_week_paper(\(who), \(week.monday), \(revision)::integer, \(bytes)::bytea) AS outcome"
                }
            }
        switch try rows.first?["outcome"] as String? {
        case "kept", "already": break
        case "unknown": throw StoreError.weekNotClosed(week, revision: revision)
        default: throw StoreError.unavailable(cause: "an answer of keep_week_paper that nobody knows")
        }
    }
}
