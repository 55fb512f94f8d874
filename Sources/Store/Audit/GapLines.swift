import AuditLog
import Compliance
import Postgres

/// The gap rows of an inspection as text, a line each: what stands in the table and what follows from the result are
/// compared whole, and taken apart only where they differ.
struct GapLines {
    private static let fields = [
        "item", "site", "finished_at", "receipt", "severity", "status", "points_lost", "responsible",
        "deadline",
        "fixed_on_spot",
    ]

    /// What is read of the gap rows of one inspection: `gaps`, in the order of the items' bytes, and `gap_count`.
    static let columns: SQL = """
        string_agg(concat_ws(chr(31), item, site, finished_at, receipt, severity, status, points_lost, responsible, deadline,
            fixed_on_spot), chr(10) ORDER BY item COLLATE "C") AS gaps, count(*) AS gap_count
        """

    /// The lines that follow from the result, in that order; `receipt` is the number of the filing's entry.
    static func lines(of gaps: [Gap], _ filing: Filing, receivedAt: Instant, receipt: Int) -> [String] {
        let end = Filing.counted(filing.finishedAt, receivedAt: receivedAt)
        let finishedAt = end.column
        // A few deadlines serve all gaps of a visit.
        var deadlines: [Rational: String] = [:]
        return
            gaps.map { gap in
                let deadline = deadlines[gap.deadlineHours] ?? gap.deadline(from: end).column
                deadlines[gap.deadlineHours] = deadline
                return [
                    gap.item, filing.site, finishedAt, String(receipt), gap.severity.rawValue,
                    gap.status.rawValue,
                    gap.pointsLost.cutOff.description, gap.responsible.rawValue, deadline,
                    gap.fixedOnSpot ? "t" : "f",
                ]
                .joined(separator: separator)
            }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Adds a fault for each row that is missing, added or changed.
    static func compare(
        _ expected: [String],
        _ found: String?,
        count: Int,
        _ object: String,
        entry: Int,
        _ findings: inout EvidenceFindings
    ) {
        let text = expected.isEmpty ? nil : expected.joined(separator: "\n")
        guard text != found || expected.count != count else { return }
        let faults = findings.faults
        var rows = byItem((found ?? "").split(separator: "\n").map(String.init))
        for line in expected {
            let parts = split(line)
            guard let row = rows.removeValue(forKey: parts[0]) else {
                findings.expect(object, "gap \(parts[0])", shown(parts), is: nil, entry: entry)
                continue
            }
            for (field, (expected, found)) in zip(fields, zip(parts, row)) where expected != found {
                // The same number with another number of zeros is the same.
                if field == "points_lost", let one = Rational(decimal: expected),
                    one == Rational(decimal: found)
                {
                    continue
                }
                findings.expect(object, "gap \(parts[0]) \(field)", expected, is: found, entry: entry)
            }
            if row.count != fields.count {
                findings.expect(object, "gap \(parts[0])", shown(parts), is: shown(row), entry: entry)
            }
        }
        for (item, row) in rows.sorted(by: { $0.key < $1.key }) {
            findings.expect(object, "gap \(item)", nil, is: shown(row), entry: entry)
        }
        if findings.faults == faults, expected.count != count {
            findings.expect(object, "gaps", String(expected.count), is: String(count), entry: entry)
        }
    }

    private static let separator = "\u{1F}"

    private static func split(_ line: String) -> [String] {
        line.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }

    private static func byItem(_ lines: [String]) -> [String: [String]] {
        Dictionary(lines.map { split($0) }.map { ($0[0], $0) }) { first, _ in first }
    }

    private static func shown(_ parts: [String]) -> String { parts.joined(separator: ", ") }
}
