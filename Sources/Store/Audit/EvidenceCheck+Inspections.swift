import AuditLog
import Compliance
import Foundation
import Postgres

extension EvidenceCheck {
    /// How many inspections are read at once: some megabytes.
    private static let inspectionsAtOnce = 500
    /// How many are looked for in the record at once, because no statement may take longer than the server allows.
    private static let soughtAtOnce = 200_000

    /// Holds what every filing put on record against its entry, in the order of the entries, and against a fresh score:
    /// as many at once as there are processors, while the next are read.
    mutating func holdInspections(
        from entry: Int,
        _ published: PublishedStandards,
        _ progress: @Sendable (EvidenceProgress) -> Void
    ) async throws {
        let total: Int =
            try await
            transaction.query(
                "SELECT count(*) AS total FROM inspection WHERE county_id = \(county)"
            )[0]["total"]
        let transaction = transaction
        // Of what was filed before exact scores were kept, there is none.
        let exactFrom: Int? =
            try await
            transaction.query(
                "SELECT min(receipt) AS first FROM inspection WHERE county_id = \(county) AND exact_score IS NOT NULL"
            )[0]["first"]
        var published = published
        var held = 0
        var rows = try await transaction.query(filings(after: entry - 1))
        while let last = try rows.last?["number"] as Int?, !findings.isFull {
            try Task.checkCancellation()
            let query = filings(after: last)
            async let next = transaction.query(query)
            for row in rows {
                if let digests = try? StandardDigests(ifAny: row) { published.bind(digests) }
            }
            findings.merge(await Self.hold(rows, published, exactFrom: exactFrom ?? .max))
            held += rows.count
            progress(EvidenceProgress(held: held, total: total, lastEntry: last))
            rows = try await next
        }
    }

    private static func hold(
        _ rows: Rows,
        _ published: PublishedStandards,
        exactFrom: Int
    ) async -> EvidenceFindings {
        // Twice as many parts as processors, as some take longer than others.
        let size = max(1, rows.count / (2 * ProcessInfo.processInfo.activeProcessorCount) + 1)
        return await withTaskGroup(of: (Int, EvidenceFindings).self) { group in
            for start in stride(from: 0, to: rows.count, by: size) {
                group.addTask {
                    var findings = EvidenceFindings()
                    for row in rows[start..<min(start + size, rows.count)] {
                        var filing = FilingEvidence(row, published, exactFrom: exactFrom)
                        filing.hold()
                        findings.merge(filing.findings)
                    }
                    return (start, findings)
                }
            }
            var parts: [(Int, EvidenceFindings)] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }
                .reduce(into: EvidenceFindings()) { findings, part in findings.merge(part.1) }
        }
    }

    /// Entries of filings with what they put on record, one by one through its keys.
    private func filings(after entry: Int) -> SQL {
        """
        SELECT e.number, e.verb, e.object, e.reason, e.filer, i.filed_by, e.before_digest, e.after_digest,
            i.id, i.site, i.site_kind, i.kind, i.started_at, i.finished_at, i.inspectors, i.escort,
            i.checklist_digest, i.baseline_digest, i.scoring_version, i.score, i.grade, i.grade_rank, i.below_minimum,
            i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps, i.not_asked, i.revises, i.revision_reason,
            i.revised_by, i.content_digest, i.filing, i.circumstances, i.result, i.receipt, i.place, i.exact_score, i.visit_day,
            i.week,
            CASE WHEN isfinite(i.received_at) THEN (extract(epoch FROM i.received_at) * 1000000)::bigint END AS received,
            r.content_digest AS revised_digest, r.place AS revised_place, g.gaps, g.gap_count
        FROM (
            SELECT number, verb, object, reason, before_digest, after_digest, CASE WHEN via <> 'shell' THEN actor END AS filer,
                CASE WHEN object ~ '^inspection/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                    THEN substr(object, 12)::uuid END AS id
            FROM audit_entry
            WHERE county_id = \(county) AND number > \(entry) AND verb IN ('file', 'revise')
            ORDER BY number LIMIT \(Self.inspectionsAtOnce)
        ) AS e
        LEFT JOIN LATERAL (
            SELECT * FROM inspection WHERE county_id = \(county) AND id = e.id LIMIT 1) AS i ON true
        LEFT JOIN LATERAL (
            SELECT content_digest, place FROM inspection WHERE county_id = \(county) AND id = i.revises LIMIT 1) AS r ON true
        LEFT JOIN LATERAL (
            SELECT \(GapLines.columns) FROM gap WHERE county_id = \(county) AND inspection = i.id) AS g ON true
        ORDER BY e.number
        """
    }

    /// Adds a fault for each inspection that not exactly one entry files, and for gaps of no inspection.
    mutating func lookForUnrecorded() async throws {
        // The first of all ids is one too.
        var from: SQL = ">= '00000000-0000-0000-0000-000000000000'"
        while !findings.isFull {
            let bounds = try await transaction.query(
                """
                SELECT id FROM inspection WHERE county_id = \(county) AND id \(from)
                ORDER BY id OFFSET \(Self.soughtAtOnce - 1) LIMIT 1
                """
            )
            let last = try bounds.first?["id"] as String?
            try await lookForUnrecorded(from, to: last ?? "ffffffff-ffff-ffff-ffff-ffffffffffff")
            guard let last else { break }
            from = "> \(last)::uuid"
        }
    }

    private mutating func lookForUnrecorded(_ from: SQL, to last: String) async throws {
        let rows = try await transaction.pipeline([
            """
            SELECT i.id, count(e.number) AS entries FROM inspection i
            LEFT JOIN audit_entry e ON e.county_id = i.county_id AND e.verb IN ('file', 'revise')
                AND e.object = 'inspection/' || i.id
            WHERE i.county_id = \(county) AND i.id \(from) AND i.id <= \(last)::uuid
            GROUP BY i.id HAVING count(e.number) <> 1
            ORDER BY i.id LIMIT \(EvidenceFindings.most)
            """,
            """
            SELECT DISTINCT g.inspection AS id FROM gap g
            WHERE g.county_id = \(county) AND g.inspection \(from) AND g.inspection <= \(last)::uuid
                AND NOT EXISTS (
                    SELECT FROM inspection i WHERE i.county_id = g.county_id AND i.id = g.inspection)
            ORDER BY g.inspection LIMIT \(EvidenceFindings.most)
            """,
        ])
        for row in rows[0] {
            let (id, entries): (String, Int) = (try row["id"], try row["entries"])
            findings.expect("inspection/\(id)", "entries", "1", is: String(entries), entry: nil)
        }
        for row in rows[1] {
            let id = try row["id"] as String
            findings.expect("inspection/\(id)", "gaps", nil, is: "gaps of no inspection", entry: nil)
        }
    }
}
