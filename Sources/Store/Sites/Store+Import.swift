package import Compliance
import Postgres

/// What an import did to the register.
package struct ImportOutcome: Sendable, Hashable {
    /// Sites that were not there before.
    package let added: Int
    /// Sites of which something changed, a posting or the township's name included.
    package let changed: Int
    package let unchanged: Int

    package init(added: Int, changed: Int, unchanged: Int) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
    }
}

extension Store {
    /// Takes the entries into the register, all of them or none, with an audit entry for each site and each township
    /// that changed.
    ///
    /// What an entry says of its site replaces what was known. A posting is added, or its last day changed; a new
    /// holder of a duty that has one holder ends the one before the day earlier. Nothing is removed. The same
    /// entries again change nothing. Nobody waits for an import until its very end; another import is refused
    /// meanwhile (`StoreError.changedMeanwhile`). Throws `Problems`, whose pointers count the entries.
    package func importSites(_ entries: [RegisterEntry]) async throws -> ImportOutcome {
        let known = try await register(of: entries.map(\.site.code))
        let merged = entries.map { SiteRecord($0, after: known.sites[$0.site.code]) }
        let problems =
            RegisterCheck(entries, known: known.sites, today: known.today).problems
            + merged.enumerated()
            .compactMap { index, record in record.overlap.map { .overlap($0, $1, at: index) } }
        guard problems.isEmpty else { throw Problems(problems) }
        return try await take(merged, of: entries, known)
    }

    private func take(
        _ merged: [SiteRecord],
        of entries: [RegisterEntry],
        _ known: KnownRegister
    ) async throws -> ImportOutcome {
        let renamed = Self.renamed(entries, known)
        var (added, changed) = (0, 0)
        var sites: [Composite] = []
        for (record, entry) in zip(merged, entries) {
            let before = known.sites[record.code]
            if record != before {
                sites.append(record.row(before: before))
            } else if renamed[entry.site.township?.code ?? ""] == nil {
                continue
            }
            if before == nil { added += 1 } else { changed += 1 }
        }
        let outcome = ImportOutcome(
            added: added,
            changed: changed,
            unchanged: entries.count - added - changed
        )
        guard added + changed > 0 else { return outcome }
        let townships = renamed.sorted { $0.key < $1.key }
            .map { code, names in
                let before = known.townships[code]
                return Composite([
                    code, names.map { Composite($0.columns) },
                    before.map { DigestText(RegisterDigest.township(code, $0.map(\.columns))) },
                    DigestText(RegisterDigest.township(code, names.map(\.columns))),
                ])
            }
        let said = try await act(timeout: .seconds(600)) { who in
            """
            SELECT import_register(\(who), \(known.edition), \(townships)::register_township[],
                \(sites)::register_site[]) AS said
            """
        }
        guard try said[0]["said"] == "written" else { throw StoreError.changedMeanwhile }
        return outcome
    }

    /// Townships that are new, or called otherwise by the entries: the last name of each is replaced.
    private static func renamed(
        _ entries: [RegisterEntry],
        _ known: KnownRegister
    ) -> [String: [TownshipName]] {
        var renamed: [String: [TownshipName]] = [:]
        for township in entries.compactMap(\.site.township) {
            let names = known.townships[township.code] ?? []
            guard names.last?.name != township.name else { continue }
            renamed[township.code] =
                names.dropLast() + [TownshipName(since: names.last?.since, name: township.name)]
        }
        return renamed
    }
}

extension Problem {
    /// Two terms that cannot both be true once the entry came to what is known.
    fileprivate static func overlap(_ one: Posting, _ other: Posting, at index: Int) -> Problem {
        Problem(
            "postingsOverlap",
            at: "/\(index)/postings",
            Text(
                zh: "同一职责的任期重叠:\(one.person)(\(one.from) 起)与 \(other.person)(\(other.from) 起)。",
                en:
                    "Terms of one duty overlap: \(one.person) from \(one.from), \(other.person) from \(other.from)."
            )
        )
    }
}
