import AuditLog
import Compliance
import Postgres

extension EvidenceCheck {
    private static let sitesAtOnce = 500

    /// Holds every site, with its township's name and its terms of duty, against the last entry about it.
    mutating func holdRegister(_ entries: EvidenceEntries) async throws {
        var seen: Set<String> = []
        /// The last entry of any site of the township: that one wrote the township's name.
        var latest: [String: Int] = [:]
        var differing: [(site: Site, digest: String, entry: EvidenceEntries.Last)] = []
        var after = ""
        while true {
            let rows = try await transaction.query(
                """
                SELECT code FROM site WHERE county_id = \(county) AND code > \(after)
                ORDER BY code LIMIT \(Self.sitesAtOnce)
                """
            )
            let codes = try rows.map { row in try row["code"] as String }
            let register = try await store.register(of: codes, in: transaction)
            for code in codes {
                seen.insert(code)
                guard let entry = entries.sites[code] else {
                    findings.expect(
                        "site/\(code)",
                        "entry",
                        nil,
                        is: "a site of which no entry speaks",
                        entry: nil
                    )
                    continue
                }
                guard let kept = register[code] else { continue }
                findings.hold(.sites)
                if let township = kept.site.township {
                    latest[township.code] = max(latest[township.code] ?? 0, entry.number)
                }
                let digest = kept.node.digest
                if digest != entry.after { differing.append((kept.site, digest, entry)) }
            }
            guard let last = codes.last else { break }
            after = last
        }
        for (site, digest, entry) in differing {
            // Another site's entry wrote the township anew, and this one's digest is of the name before.
            if let township = site.township, latest[township.code] ?? 0 > entry.number {
                findings.note(.sites, entry: entry.number)
            } else {
                let part = "site, township and duties"
                findings.expect("site/\(site.code)", part, entry.after, is: digest, entry: entry.number)
            }
        }
        missing(entries.sites, "site/", but: seen)
    }
}
