import Compliance
import Postgres

extension Store {
    /// The flags, each with what a case would need and is not on record: by the visits of the run, up to that moment.
    func missing(
        _ flags: [Flag],
        before end: Instant,
        leavingOut unreadable: inout UnreadableRows
    ) async throws -> [Flag] {
        guard !flags.isEmpty else { return [] }
        let codes = flags.map(\.site.code)
        let rows = try await pipeline(
            HandedFacts.statements(of: codes, in: county.id) + [
                Self.fileVisits(of: codes, in: county.id, since: flags.map(\.since), before: end)
            ]
        )
        let facts = try HandedFacts(rows[0], rows[1])
        unreadable = unreadable + facts.unreadable
        var visits: [String: [SiteFile.Visit]] = [:]
        for row in rows[2] {
            visits[try row["code"], default: []] +=
                try [row].readable(leavingOut: &unreadable) { row in try SiteFile.Visit(row) }
        }
        return flags.map { flag in
            var file = facts.file(of: flag.site.code)
            file.visits = visits[flag.site.code] ?? []
            var flag = flag
            flag.missing = file.finding.missing.filter(Self.isOfStandard).map(\.title)
            // Of notices nothing is on record yet.
            flag.missing.append(CaseFinding.Missing.notice.title)
            return flag
        }
    }

    /// Whether the commission owes it before the visit: the issue, its receipt, guidance.
    private static func isOfStandard(_ missing: CaseFinding.Missing) -> Bool {
        [.issue, .receipt, .guidance].contains(missing)
    }
}
