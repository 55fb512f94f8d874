import AuditLog
import Compliance
import Postgres

extension EvidenceCheck {
    /// Holds every account against its entries: each state that it was in, and what it is now.
    mutating func holdAccounts(_ entries: EvidenceEntries) async throws {
        let rows = try await transaction.pipeline([
            AccountState.now(in: county), AccountState.kept(in: county),
        ])
        let states = Dictionary(grouping: try rows[1].map { row in try AccountState(row) }, by: \.account)
        var seen: Set<String> = []
        for row in rows[0] {
            let now = try AccountState(row)
            seen.insert(now.account)
            findings.hold(.accounts)
            if now.hasPassword == "true" { findings.note(.passwords, entry: nil) }
            guard let known = entries.accounts[now.account], let made = known.made else {
                let found = "an account that no entry adds"
                findings.expect("account/\(now.account)", "entry", nil, is: found, entry: nil)
                continue
            }
            hold(now, states[now.account] ?? [], made, known)
        }
        missing(entries.accounts.compactMapValues(\.made), "account/", but: seen)
    }

    /// Goes through what the account was, from change to change, and names the first that its entry does not know.
    private mutating func hold(
        _ now: AccountState,
        _ states: [AccountState],
        _ made: EvidenceEntries.Last,
        _ entries: AccountEntries
    ) {
        let object = "account/\(now.account)"
        var steps = entries.changes
        // What an earlier release made has the first digest of all that it was in the entry that carried it over.
        let isCarriedOver = steps.first.map { $0.before == nil } ?? false
        if !isCarriedOver {
            steps.insert((nil, made), at: 0)
        } else if let state = states.first {
            holdEarlier(state, made, entries)
        }
        var rest = states[...]
        var current: String?
        var last: (state: AccountState, entry: Int)?
        for step in steps {
            let (after, entry) = (step.last.after, step.last.number)
            // What was changed past the acts is what the next act found.
            guard findings.expect(object, "before its change", current, is: step.before, entry: entry) else {
                return
            }
            current = after
            if after == step.before { continue }
            let state = rest.popFirst()
            let part = "state \((last?.state.number ?? 0) + 1)"
            guard findings.expect(object, part, after, is: state?.hex, entry: entry), let state else {
                return
            }
            last = (state, entry)
        }
        if let state = rest.first {
            let found = "a state that no entry speaks of"
            findings.expect(object, "state \(state.number)", nil, is: found, entry: nil)
        }
        guard let last else { return }
        for (part, kept) in zip(now.parts, last.state.parts) {
            findings.expect(object, kept.name, kept.value, is: part.value, entry: last.entry)
        }
        findings.expect(object, "made at", states.first?.since, is: now.since, entry: made.number)
        let first = isCarriedOver ? "true" : "false"
        let found = states.first.map { $0.isCarriedOver ? "true" : "false" }
        findings.expect(object, "carried over", first, is: found, entry: made.number)
    }

    /// Holds what was carried over against the entries of the release that made the account: name, roles and duties by
    /// the digest of the first, the link by the last about it, and whether it is disabled.
    private mutating func holdEarlier(
        _ state: AccountState,
        _ made: EvidenceEntries.Last,
        _ entries: AccountEntries
    ) {
        let (name, object) = (state.account, "account/\(state.account)")
        findings.expect(
            object,
            "disabled",
            entries.isDisabled ? "true" : "false",
            is: state.isDisabled,
            entry: nil
        )
        guard let after = made.after else {
            findings.note(.accounts, entry: made.number)
            return
        }
        var link = state.link
        if let bound = entries.link?.issuer, let subject = link?.subject {
            let entry = entries.link?.changed?.last.number
            findings.expect("link/\(name)", "issuer", bound, is: link?.issuer, entry: entry)
            link = OpenIDLink(kept: subject, issuer: nil)
        }
        if let (first, last) = entries.link?.changed {
            findings.expect("link/\(name)", "link", last.after, is: link?.digest.hex, entry: last.number)
            guard first == nil else {
                findings.note(.accounts, entry: made.number)
                return
            }
            link = nil
        }
        let duties = Set(state.duties.map { String($0.prefix { $0 != " " }) })
        let node = NewAccount.node(name, state.display ?? "", state.roles, Array(duties), link)
        findings.expect(object, "display, roles, duties and link", after, is: node.digest, entry: made.number)
    }

    /// Holds every token against its entries: that it was issued, and whether it has ended.
    mutating func holdTokens(_ entries: EvidenceEntries) async throws {
        let rows = try await transaction.query(
            """
            SELECT account || '/' || name AS token, revoked_at IS NOT NULL AS revoked, \(TokenDigest.columns)
            FROM api_token WHERE county_id = \(county) ORDER BY account, name
            """
        )
        var seen: Set<String> = []
        for row in rows {
            let key = try row["token"] as String
            let object = "token/\(key)"
            seen.insert(key)
            findings.hold(.tokens)
            guard let issued = entries.tokens[key] else {
                findings.expect(object, "entry", nil, is: "a token that no entry issues", entry: nil)
                continue
            }
            findings.expect(
                object,
                "revoked",
                entries.revoked.contains(key) ? "true" : "false",
                is: try row["revoked"] as Bool ? "true" : "false",
                entry: nil
            )
            if let after = issued.after {
                let digest = TokenDigest(row).hex
                findings.expect(object, "scope and end", after, is: digest, entry: issued.number)
            } else {
                findings.note(.tokens, entry: issued.number)
            }
        }
        missing(entries.tokens, "token/", but: seen)
    }
}
