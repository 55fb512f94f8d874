import AuditLog
import Compliance
import Postgres

extension EvidenceCheck {
    /// Holds every account against its entries: name, roles and duties by the digest of the first, the link by the last
    /// about it, and whether it is disabled.
    mutating func holdAccounts(_ entries: EvidenceEntries) async throws {
        let rows = try await transaction.pipeline([
            """
            SELECT name, display, roles, openid_subject, openid_issuer, has_password, disabled_at IS NOT NULL AS disabled
            FROM account WHERE county_id = \(county) ORDER BY name
            """,
            "SELECT account, duty || '@' || site AS link FROM account_duty WHERE county_id = \(county)",
        ])
        var duties: [String: Set<String>] = [:]
        for row in rows[1] { duties[try row["account"], default: []].insert(try row["link"]) }
        var seen: Set<String> = []
        for row in rows[0] {
            let name = try row["name"] as String
            seen.insert(name)
            findings.hold(.accounts)
            guard let made = entries.accounts[name] else {
                findings.expect(
                    "account/\(name)",
                    "entry",
                    nil,
                    is: "an account that no entry adds",
                    entry: nil
                )
                continue
            }
            try hold(row, name, duties[name] ?? [], made: made, entries)
        }
        missing(entries.accounts, "account/", but: seen)
    }

    private mutating func hold(
        _ row: Row,
        _ name: String,
        _ duties: Set<String>,
        made: EvidenceEntries.Last,
        _ entries: EvidenceEntries
    ) throws {
        let object = "account/\(name)"
        if try row["has_password"] { findings.note(.passwords, entry: nil) }
        findings.expect(
            object,
            "disabled",
            entries.disabled.contains(name) ? "true" : "false",
            is: try row["disabled"] as Bool ? "true" : "false",
            entry: nil
        )
        guard let after = made.after else {
            findings.note(.accounts, entry: made.number)
            return
        }
        var link = try OpenIDLink(row)
        let entry = entries.links[name]
        if let bound = entry?.issuer, let subject = link?.subject {
            findings.expect(
                "link/\(name)",
                "issuer",
                bound,
                is: link?.issuer,
                entry: entry?.changed?.last.number
            )
            link = OpenIDLink(kept: subject, issuer: nil)
        }
        if let (first, last) = entry?.changed {
            findings.expect("link/\(name)", "link", last.after, is: link?.digest.hex, entry: last.number)
            guard first == nil else {
                findings.note(.accounts, entry: made.number)
                return
            }
            link = nil
        }
        let node = NewAccount.node(name, try row["display"], try row["roles"], Array(duties), link)
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
