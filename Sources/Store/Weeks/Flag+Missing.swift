import Compliance
import Postgres

extension Store {
    /// What the flags' missing evidence is read by, given the rows of the flags (`week_flags`); nothing where there are none.
    func missingQueries(_ flagged: Rows, before end: Instant) throws -> [SQL] {
        var since: [String: Day] = [:]
        for row in flagged { since[try row["flagged"]] = try row["since"] }
        let codes = since.keys.sorted()
        guard !codes.isEmpty else { return [] }
        let days = codes.map { since[$0] ?? .first }
        return HandedFacts.statements(of: codes, in: county.id, before: end)
            + [
                Self.fileVisits(of: codes, in: county.id, since: days, before: end),
                Self.fileMendings(of: codes, in: county.id, since: days, before: end),
            ] + servedQueries(of: codes)
    }

    /// The flags, each with what a case would need and is not on record: by the visits of the run, up to that moment.
    /// `rows` are those of `missingQueries`.
    func missing(
        _ flags: [Flag],
        before end: Instant,
        of rows: [Rows],
        leavingOut unreadable: inout UnreadableRows
    ) async throws -> [Flag] {
        guard !rows.isEmpty else { return flags }
        let notices = try served(Array(rows[4...]))
        let facts = try HandedFacts(rows[0], rows[1])
        unreadable = unreadable + facts.unreadable
        let visits = try await fileVisits(of: rows[2], leavingOut: &unreadable)
        var mendings: [String: [SiteFile.Mending]] = [:]
        for row in rows[3] { mendings[try row["code"], default: []].append(try SiteFile.Mending(row)) }
        return flags.map { flag in
            var file = facts.file(of: flag.site.code)
            file.visits = visits[flag.site.code] ?? []
            file.mendings = mendings[flag.site.code] ?? []
            // What reached somebody later was not on record then.
            file.notices = (notices[flag.site.code] ?? []).filter { $0.reachedAt.map { $0 < end } ?? true }
            var flag = flag
            flag.missing = Self.owed(file)
            return flag
        }
    }

    /// What the commission owed before the visit that a case would begin with; before the last, where none would do. Guidance
    /// that was put on record only afterwards is among it, in words of its own.
    private static func owed(_ file: SiteFile) -> [Text] {
        let finding = file.finding
        if finding.found != nil {
            return finding.missing.filter { [.issue, .receipt, .guidance, .notice].contains($0) }.map(\.title)
                + finding.doubts.compactMap(\.lateRecord)
        }
        let handed = file.visits.last.map { file.handingDown(of: $0.version, at: $0.startedAt) }
        return (handed?.missing ?? []).map(\.title) + (handed?.doubts ?? []).compactMap(\.lateRecord)
    }
}
