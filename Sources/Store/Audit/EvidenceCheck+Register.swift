import AuditLog
import Compliance
import Postgres

extension EvidenceCheck {
    private static let sitesAtOnce = 500

    /// Holds what stands of every site and township, and what ever stood, against the entries that brought it.
    mutating func holdRegister(_ entries: EvidenceEntries) async throws {
        let names = try await rows("township_name", of: "township", RegisterDigest.names)
        var seen: Set<String> = []
        var earlier = EarlierSites()
        var after = ""
        while true {
            let rows = try await transaction.query(
                """
                SELECT code, kind FROM site WHERE county_id = \(county) AND code > \(after)
                ORDER BY code LIMIT \(Self.sitesAtOnce)
                """
            )
            for record in try await history(of: rows) {
                seen.insert(record.code)
                guard let recorded = entries.sites[record.code] else {
                    let found = "a site of which no entry speaks"
                    findings.expect("site/\(record.code)", "entry", nil, is: found, entry: nil)
                    continue
                }
                findings.hold(.sites)
                hold(record, recorded, entries, names, &earlier)
            }
            guard let last = rows.last else { break }
            after = try last["code"]
        }
        for (code, digest, entry) in earlier.differing {
            // Another site's entry wrote the township anew, and this one's digest is of the name before.
            if let township = earlier.township[code], earlier.latest[township] ?? 0 > entry.number {
                findings.note(.sites, entry: entry.number)
            } else {
                findings.expect("site/\(code)", Self.part, entry.after, is: digest, entry: entry.number)
            }
        }
        missing(entries.sites.compactMapValues(\.last), "site/", but: seen)
        try await holdTownships(entries, names, earlier)
    }

    private static let part = "site, township and duties"

    /// Sites that were brought by entries of the first form, which cover the township's name too.
    private struct EarlierSites {
        var township: [String: String] = [:]
        /// The last entry of any site of the township: that one wrote the township's name.
        var latest: [String: Int] = [:]
        var differing: [(code: String, digest: String?, entry: EvidenceEntries.Last)] = []
    }

    private mutating func hold(
        _ record: SiteHistory,
        _ recorded: [EvidenceEntries.Last],
        _ entries: EvidenceEntries,
        _ names: [String: [HeldRow]],
        _ earlier: inout EarlierSites
    ) {
        let object = "site/\(record.code)"
        let anew = recorded.filter { $0.number > entries.registerAnew ?? -1 }
        let first = recorded.last { $0.number < entries.registerAnew ?? -1 }
        guard holdNumbers(record.all, anew, object, hasEarlier: first != nil) else { return }
        for entry in anew {
            let digest = record.standing(at: entry.number).hex
            guard findings.expect(object, Self.part, entry.after, is: digest, entry: entry.number) else {
                return
            }
        }
        guard let first else { return }
        let then = record.standing(at: 0)
        let township = then.descriptions.first?[3]
        if let township {
            earlier.township[record.code] = township
            earlier.latest[township] = max(earlier.latest[township] ?? 0, first.number)
        }
        let name = township.flatMap { code in
            names[code]?.first { $0.stands(at: 0) }.map { [code] + $0.columns[1...] }
        }
        let digest = then.first(township: name)
        if digest != first.after { earlier.differing.append((record.code, digest, first)) }
    }

    /// Whether every row says that it was brought, and replaced, by an entry about this very thing.
    private mutating func holdNumbers(
        _ rows: [HeldRow],
        _ recorded: [EvidenceEntries.Last],
        _ object: String,
        hasEarlier: Bool
    ) -> Bool {
        let numbers = Set(recorded.map(\.number) + (hasEarlier ? [0] : []))
        for entry in recorded {
            for row in rows where row.replacedBy == entry.number {
                guard holdMoment(object, "replaced_at", row.replacedAt, entry.happenedAt, entry.number) else {
                    return false
                }
            }
        }
        let stray = rows.first { row in
            !numbers.contains(row.entry) || row.replacedBy.map { !numbers.contains($0) } ?? false
                || (row.replacedBy == nil) != (row.replacedAt == nil)
        }
        guard let stray else { return true }
        let found = "a row of entry \(stray.entry)" + (stray.replacedBy.map { ", replaced by \($0)" } ?? "")
        return findings.expect(object, "entry", nil, is: found, entry: recorded.last?.number)
    }

    /// The names of townships, by their own entries; those of a release before by the entries of their sites.
    private mutating func holdTownships(
        _ entries: EvidenceEntries,
        _ names: [String: [HeldRow]],
        _ earlier: EarlierSites
    ) async throws {
        let rows = try await transaction.query(
            "SELECT code FROM township WHERE county_id = \(county) ORDER BY code"
        )
        var seen: Set<String> = []
        for row in rows {
            let code = try row["code"] as String
            let (object, recorded, held) = (
                "township/\(code)", entries.townships[code] ?? [], names[code] ?? []
            )
            seen.insert(code)
            guard !recorded.isEmpty || entries.registerAnew != nil else {
                let found = "a township of which no entry speaks"
                findings.expect(object, "entry", nil, is: found, entry: nil)
                continue
            }
            if recorded.isEmpty, earlier.latest[code] == nil { findings.note(.sites, entry: nil) }
            guard holdNumbers(held, recorded, object, hasEarlier: entries.registerAnew != nil) else {
                continue
            }
            for entry in recorded {
                let standing = held.filter { $0.stands(at: entry.number) }.map(\.columns)
                let digest = RegisterDigest.township(code, standing)
                guard findings.expect(object, "names", entry.after, is: digest, entry: entry.number) else {
                    break
                }
            }
        }
        missing(entries.townships.compactMapValues(\.last), "township/", but: seen)
    }

    private func history(of sites: Rows) async throws -> [SiteHistory] {
        let codes = try sites.map { row in try row["code"] as String }
        let periods = try await rows("operation", of: "site", RegisterDigest.periods, codes)
        let descriptions = try await rows("site_description", of: "site", RegisterDigest.descriptions, codes)
        let terms = try await rows("posting", of: "site", RegisterDigest.terms, codes)
        return zip(sites, codes)
            .map { row, code in
                SiteHistory(
                    code: code,
                    kind: row.plain("kind") ?? "",
                    periods: periods[code] ?? [],
                    descriptions: descriptions[code] ?? [],
                    terms: terms[code] ?? []
                )
            }
    }

    /// All rows of the table, what was replaced too, by the site or township that they are of.
    private func rows(
        _ table: String,
        of owner: String,
        _ columns: [String],
        _ codes: [String]? = nil
    ) async throws -> [String: [HeldRow]] {
        let rows = try await transaction.query(
            """
            SELECT * FROM \(identifier: table) WHERE county_id = \(county)
                AND (\(codes == nil) OR \(identifier: owner) = ANY (\(codes ?? [])::text[]))
            """
        )
        var found: [String: [HeldRow]] = [:]
        for row in rows {
            let held = HeldRow(
                columns: columns.map { row.plain($0) },
                entry: row.number("entry") ?? -1,
                replacedBy: row.plain("replaced_by").map { Int($0) ?? -1 },
                replacedAt: row.moment("replaced_at")
            )
            found[row.plain(owner) ?? "", default: []].append(held)
        }
        return found
    }
}

/// A row of the register as it stands, with the entries that brought and replaced it.
private struct HeldRow {
    let columns: [String?]
    let entry: Int
    let replacedBy: Int?
    /// When that was, by which what is read tells what stands.
    let replacedAt: Instant?

    /// Whether it stood once that entry was written.
    func stands(at number: Int) -> Bool {
        entry <= number && replacedBy.map { $0 > number } ?? true
    }
}

/// All that ever stood of a site.
private struct SiteHistory {
    let code: String
    let kind: String
    let periods: [HeldRow]
    let descriptions: [HeldRow]
    let terms: [HeldRow]

    var all: [HeldRow] { periods + descriptions + terms }

    func standing(at number: Int) -> RegisterDigest.Site {
        RegisterDigest.Site(
            code: code,
            kind: kind,
            periods: periods.filter { $0.stands(at: number) }.map(\.columns),
            descriptions: descriptions.filter { $0.stands(at: number) }.map(\.columns),
            terms: terms.filter { $0.stands(at: number) }.map(\.columns)
        )
    }
}
