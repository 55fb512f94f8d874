import AuditLog
import Compliance
import Postgres

/// What the record says last of standards, register, accounts and tokens; of inspections it says too much to keep.
struct EvidenceEntries {
    /// The last entry about something.
    struct Last {
        let number: Int
        let happenedAt: Instant?
        let actor: String
        let after: String?
    }

    /// By what stands behind the slash of the object.
    private(set) var checklists: [String: Last] = [:]
    private(set) var baselines: [String: Last] = [:]
    /// All about each, since what was replaced stays on record; the last is the present one.
    private(set) var sites: [String: [Last]] = [:]
    private(set) var townships: [String: [Last]] = [:]
    /// The entry from which on those of sites have the digest of their second form; nil where all have.
    private(set) var registerAnew: Int?
    private(set) var accounts: [String: AccountEntries] = [:]
    private(set) var tokens: [String: Last] = [:]
    /// Tokens that have ended.
    private(set) var revoked: Set<String> = []

    private static let atOnce = 10_000

    init(of county: Int, in transaction: Transaction) async throws {
        var after = -1
        while true {
            let rows = try await transaction.query(
                """
                SELECT \(AuditEntry.columns) FROM audit_entry e
                WHERE e.county_id = \(county) AND e.number > \(after)
                    AND e.verb IN ('publish', 'add', 'change', 'disable', 'enable', 'reset', 'password', 'issue', 'revoke')
                ORDER BY e.number LIMIT \(Self.atOnce)
                """
            )
            for row in rows {
                let entry = try AuditEntry(row)
                after = entry.number
                take(entry)
            }
            if rows.count < Self.atOnce { break }
        }
    }

    private mutating func take(_ entry: AuditEntry) {
        guard let slash = entry.object.utf8.firstIndex(of: UInt8(ascii: "/")) else { return }
        let key = String(entry.object[entry.object.utf8.index(after: slash)...])
        let last = Last(
            number: entry.number,
            happenedAt: entry.happenedAt,
            actor: entry.actor,
            after: entry.after
        )
        switch (entry.verb, entry.object[..<slash]) {
        case ("publish", "checklist"): checklists[key] = last
        case ("publish", "baseline"): baselines[key] = last
        case ("add", "site"), ("change", "site"): sites[key, default: []].append(last)
        case ("add", "township"), ("change", "township"): townships[key, default: []].append(last)
        case ("change", "register"): registerAnew = registerAnew ?? entry.number
        case ("issue", "token"): tokens[key] = last
        case ("revoke", "token"): revoked.insert(key)
        case (_, "account"), (_, "link"), (_, "password"):
            accounts[key, default: AccountEntries()].take(entry, last, about: entry.object[..<slash])
        default: break
        }
    }
}
