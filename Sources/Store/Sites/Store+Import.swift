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
    /// What taking the entries would do to the register; writes nothing. Throws `Problems`, whose pointers count the
    /// entries and name the column (`/3/director_since`), with everything that is wrong. It waits for no import and keeps
    /// none waiting.
    package func judge(_ entries: [RegisterEntry]) async throws -> RegisterChange {
        try await judgement(of: entries).change
    }

    /// Takes the entries into the register, all of them or none, with an audit entry for each site and each township
    /// that changed.
    ///
    /// Nothing is removed, and no day before those that the entries name is said otherwise. The same entries again change
    /// nothing. Nobody waits for an import until its very end; another import is refused meanwhile
    /// (`StoreError.changedMeanwhile`), and so is one that was judged on another `edition` or `day`. Throws `Problems`, whose
    /// pointers count the entries, also with the questions that nobody confirmed.
    package func importSites(
        _ entries: [RegisterEntry],
        confirming: Set<String> = [],
        at edition: Int? = nil,
        on day: Day? = nil,
        why: String? = nil
    ) async throws -> ImportOutcome {
        let judgement = try await judgement(of: entries, alone: true)
        let known = judgement.known
        guard edition ?? known.edition == known.edition, day ?? known.today == known.today else {
            throw StoreError.changedMeanwhile
        }
        let asked = judgement.questions.filter { !confirming.contains($0.id) }
        guard asked.isEmpty else { throw Problems(asked.map(\.problem)) }
        let change = judgement.change
        let added = change.sites.count { $0.isNew }
        let outcome = ImportOutcome(
            added: added,
            changed: change.sites.count - added,
            unchanged: change.unchanged
        )
        if !change.sites.isEmpty {
            let rows = Dictionary(change.sites.map { ($0.code, $0.index) }) { first, _ in first }
            try await write(judgement.sites, judgement.townships, known, why, rows: rows)
        }
        return outcome
    }

    private func judgement(of entries: [RegisterEntry], alone: Bool = false) async throws -> RegisterJudgement
    {
        let entries = try await asOnRecord(entries)
        let known = try await register(
            of: entries.map(\.site.code) + entries.compactMap(\.predecessor?.value),
            alone: alone
        )
        var judgement = try RegisterJudgement(entries, known)
        judgement.questions += try await strandedVisits(judgement)
        judgement.effects = try await effects(of: judgement.sites, known)
        return judgement
    }

    /// Makes that what stands of those sites and townships; `rows` has the places of the sites in an import. Throws `Problems`,
    /// one a site, where it changes or ends a term of duty of whoever asks.
    func write(
        _ sites: [SiteRecord],
        _ townships: [String: [TownshipName]],
        _ known: KnownRegister,
        _ why: String?,
        rows places: [String: Int] = [:]
    ) async throws {
        let named = townships.sorted { $0.key < $1.key }
            .map { code, names in
                let before = known.townships[code]
                return Composite([
                    code, names.map { Composite($0.columns) },
                    before.map { DigestText(RegisterDigest.township(code, $0.map(\.columns))) },
                    DigestText(RegisterDigest.township(code, names.map(\.columns))),
                ])
            }
        // A new site that another goes on from is there before it.
        let rows = sites.inOrderOfMoves.map { $0.row(before: known.sites[$0.code]) }
        let said = try await act(timeout: .seconds(600)) { who in
            """
            SELECT import_register(\(who), \(known.edition), \(named)::register_township[],
                \(rows)::register_site[], \(orNull: why)) AS said
            """
        }
        let answer = try said[0]["said"] as String
        guard answer == "written" else {
            let words = answer.split(separator: " ").map(String.init)
            guard words.first == "own" else { throw StoreError.changedMeanwhile }
            throw Problems(words.dropFirst().map { .ownTerm(at: $0, row: places[$0]) })
        }
    }
}

extension Problem {
    fileprivate static func ownTerm(at site: String, row: Int?) -> Problem {
        Problem(
            "ownTerm",
            at: row.map { "/\($0)" } ?? "/term",
            Text(
                zh: "点位 \(site)：您本人的任期不能由您自己更正、结束或撤回，请由其他管理员办理。",
                en:
                    "\(site): nobody corrects, ends or withdraws a term of duty of their own; another administrator does."
            )
        )
    }
}
