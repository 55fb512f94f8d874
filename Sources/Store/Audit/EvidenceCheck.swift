import AuditLog
import Compliance
import Postgres

/// How far holding the inspections against the record has come.
package struct EvidenceProgress: Sendable, Hashable {
    /// How many inspections were held against it, and how many there are.
    package let held: Int
    package let total: Int
    /// The last of their entries: what comes after it is still to be looked at.
    package let lastEntry: Int
}

/// Holds the county's tables against its record, all in the snapshot of one transaction.
///
/// What the record says is taken as the entries have it: whether those are whole is for the tree to say.
struct EvidenceCheck {
    let store: Store
    let transaction: Transaction
    var findings = EvidenceFindings()

    var county: Int { store.county.id }

    /// Looks at everything; at the inspections only from that entry on, and into files where that is asked for.
    mutating func run(
        from entry: Int,
        readingFiles readsFiles: Bool,
        _ progress: @Sendable (EvidenceProgress) -> Void
    ) async throws {
        let entries = try await EvidenceEntries(of: county, in: transaction)
        let standards = try await standards(entries)
        try await holdRegister(entries)
        try await holdAccounts(entries)
        try await holdTokens(entries)
        try await holdInspections(from: entry, standards, progress)
        try await lookForUnrecorded()
        try await holdWithdrawals()
        try await holdActs()
        try await holdSealed()
        try await holdArrivals()
        try await holdWeeks()
        try await holdPapers()
        try await holdFiles(readingBytes: readsFiles)
        try await holdEvidenceLimit()
        try await holdCases()
        try await holdDraws()
        try await holdMessages()
    }

    /// Adds a fault for each that the record speaks of and that is gone.
    mutating func missing(_ recorded: [String: EvidenceEntries.Last], _ kind: String, but seen: Set<String>) {
        for (key, last) in recorded.sorted(by: { $0.value.number < $1.value.number })
        where !seen.contains(key) {
            findings.expect(kind + key, "row", "there", is: nil, entry: last.number)
        }
    }
}

extension EvidenceCheck {
    /// Holds a moment of a row against that of its entry: both by the database's clock in one transaction. False where
    /// they lie too far apart; of an entry whose moment cannot be read the tree speaks.
    @discardableResult
    mutating func holdMoment(
        _ object: String,
        _ part: String,
        _ found: Instant?,
        _ said: Instant?,
        _ entry: Int
    ) -> Bool {
        guard let said else { return true }
        if let found, abs(found.microseconds - said.microseconds) <= Timing.grace * 1_000_000 { return true }
        return findings.expect(object, part, said.column, is: found?.column, entry: entry)
    }
}

extension Store {
    /// Holds the tables against the record; nil where the actor does not see all of them, as nobody does whom a case names: the
    /// policies keep others' statements and the decisions on them from them, which are not gone for that.
    func evidence(
        in transaction: Transaction,
        from entry: Int,
        readingFiles readsFiles: Bool,
        _ progress: @Sendable (EvidenceProgress) -> Void
    ) async throws -> EvidenceFindings? {
        let rows = try await transaction.query(
            """
            SELECT acting('county') IS NOT NULL AND acting('read') IS NOT NULL AND acting('cases') IS NOT NULL
                AND acting_named() = '{}' AS sees_all
            """
        )
        guard try rows.first?["sees_all"] == true else { return nil }
        var check = EvidenceCheck(store: self, transaction: transaction)
        try await check.run(from: entry, readingFiles: readsFiles, progress)
        return check.findings
    }
}
