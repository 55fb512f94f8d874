import AuditLog
import Compliance
import StrictJSON

/// What the record says of one account, in the order of its entries.
struct AccountEntries {
    /// What entries of earlier releases say of the account's link to a provider.
    struct Link {
        /// The first change's digest of the link before it, nil where the account had none, and the last change; nil
        /// where the account has the link that it was made with.
        var changed: (first: String?, last: EvidenceEntries.Last)?
        /// The provider that a login bound it to since.
        var issuer: String?
    }

    /// Its making.
    private(set) var made: EvidenceEntries.Last?
    /// The changes since that have the digests of what the account was and became; of an account of an earlier release,
    /// the first has no digest of what it was.
    private(set) var changes: [(before: String?, last: EvidenceEntries.Last)] = []
    private(set) var link: Link?
    /// By entries of earlier releases, which have no digest.
    private(set) var isDisabled = false

    mutating func take(_ entry: AuditEntry, _ last: EvidenceEntries.Last, about kind: Substring) {
        // The digest of a link is that of the words beside it.
        let isOfState = entry.after.map { $0 != Node.digest(ofText: entry.reason ?? "") } ?? false
        switch (entry.verb, kind) {
        case ("add", "account"): made = last
        case _ where isOfState: changes.append((entry.before, last))
        case ("disable", "account"): isDisabled = true
        case ("enable", "account"): isDisabled = false
        case (_, "link"): takeLink(entry, last)
        default: break
        }
    }

    private mutating func takeLink(_ entry: AuditEntry, _ last: EvidenceEntries.Last) {
        // A login that binds the link has no digests: it says the provider alone.
        if entry.verb == "change", entry.before == nil, entry.after == nil {
            link = link ?? Link()
            link?.issuer = entry.reason.map { String($0.dropFirst("bound to ".count)) }
            return
        }
        let first = link?.changed.map { $0.first } ?? entry.before
        link = Link(changed: (first, last))
    }
}
