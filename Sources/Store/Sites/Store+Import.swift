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
    /// Takes the entries into the register, all of them or none, with an audit entry for each that changed.
    ///
    /// What an entry says of its site replaces what was known. A posting is added, or its last day changed; a new
    /// holder of a duty that has one holder ends the one before the day earlier. Nothing is removed. The same
    /// entries again change nothing. Nobody waits for an import until its very end; another import is refused
    /// meanwhile (`StoreError.changedMeanwhile`). Throws `Problems`, whose pointers count the entries.
    package func importSites(_ entries: [RegisterEntry]) async throws -> ImportOutcome {
        try await transaction(needing: .manage) { transaction in
            let begun = try await transaction.pipeline([
                """
                SELECT pg_try_advisory_xact_lock(72538014, \(county.id)) AS alone,
                    (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date AS today
                """,
                // Plans are made while the tables are small, and used while they grow.
                "SET LOCAL enable_seqscan = off",
            ])
            guard let row = begun[0].first, try row["alone"] else { throw StoreError.changedMeanwhile }
            let known = try await register(of: entries.map(\.site.code), in: transaction)
            let problems =
                RegisterCheck(entries, known: known, today: try row["today"]).problems
                + overlaps(entries, known: known)
            guard problems.isEmpty else { throw Problems(problems) }
            return try await take(entries, known: known, in: transaction)
        }
    }

    private func take(
        _ entries: [RegisterEntry],
        known: [String: RegisterEntry],
        in transaction: Transaction
    ) async throws -> ImportOutcome {
        var added = 0
        var changed = 0
        var statements: [SQL] = []
        for entry in entries {
            let before = known[entry.site.code]
            let after = entry.merged(into: before)
            guard after.node != before?.node else { continue }
            if before == nil { added += 1 } else { changed += 1 }
            statements += write(after, before: before)
        }
        if !statements.isEmpty {
            statements.append(nextEdition)
            for batch in stride(from: 0, to: statements.count, by: 500) {
                _ = try await transaction.pipeline(
                    Array(statements[batch..<min(batch + 500, statements.count)])
                )
            }
        }
        return ImportOutcome(added: added, changed: changed, unchanged: entries.count - added - changed)
    }

    /// The postings that hold after those of an entry came to those known.
    static func merge(_ new: [Posting], into known: [Posting]) -> [Posting] {
        var merged = known
        for posting in new {
            merged.removeAll { ($0.duty, $0.person, $0.from) == (posting.duty, posting.person, posting.from) }
            if posting.hasOneHolder {
                merged = merged.map { earlier in
                    guard earlier.duty == posting.duty, earlier.to == nil, earlier.from < posting.from else {
                        return earlier
                    }
                    return Posting(
                        duty: earlier.duty,
                        person: earlier.person,
                        from: earlier.from,
                        to: posting.from - 1
                    )
                }
            }
            merged.append(posting)
        }
        return merged
    }

    /// Of each entry, two postings that cannot both be true once it came to what is known.
    private func overlaps(_ entries: [RegisterEntry], known: [String: RegisterEntry]) -> [Problem] {
        entries.enumerated()
            .compactMap { index, entry in
                Self.overlap(in: entry.merged(into: known[entry.site.code]).postings, at: index)
            }
    }

    /// Two postings that cannot both be true.
    private static func overlap(in postings: [Posting], at index: Int) -> Problem? {
        for (place, one) in postings.enumerated() {
            for other in postings.dropFirst(place + 1)
            where one.duty == other.duty && (one.hasOneHolder || one.person == other.person)
                && one.from <= other.to ?? .last && other.from <= one.to ?? .last
            {
                return Problem(
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
        return nil
    }
}

extension RegisterEntry {
    /// What is known of the site after this entry came to it.
    fileprivate func merged(into known: RegisterEntry?) -> RegisterEntry {
        RegisterEntry(site: site, postings: Store.merge(postings, into: known?.postings ?? []), row: row)
    }
}
