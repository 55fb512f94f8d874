/// Whether a case may be opened on a township site: the four conditions of `domain.md` §7, each with its evidence or with
/// what is missing. The program finds; people decide.
package struct CaseFinding: Sendable, Hashable {
    /// The visit that found the site below the minimum (c); nil where none did.
    package let found: SiteFile.Visit?
    /// The visit after the deadline that found it so still (d); nil where there is none.
    package let again: SiteFile.Visit?
    /// The items that both found not met, the second after the deadline, by code.
    package let items: [String]
    /// What stands against a case, in the order of the conditions; none where all four hold.
    package let missing: [Missing]
    /// Whether the director changed between the two visits: then a person decides who is named.
    package let changedHands: Bool

    package var holds: Bool { missing.isEmpty }

    /// What is missing for a case; what the commission owes is its own arrears.
    package enum Missing: String, Sendable, Hashable {
        /// (a) The version in force was not issued to the site before the visit.
        case issue
        /// (a) It was issued, and neither acknowledged nor 24 hours old at the visit.
        case receipt
        /// (b) No guidance on it between its issue and the visit.
        case guidance
        /// (c) No visit found the site below the minimum by an item not met.
        case finding
        /// (c) No notice of that visit's gaps reached the director.
        case notice
        /// (d) No visit after it, after a deadline.
        case laterVisit
        /// (d) The visit after the deadline did not find the same item not met, or it was met in between.
        case sameItem
        /// (d) The later visit did not find the site below the minimum.
        case stillBelow
        /// (d) The later visit went by another version, for which (a) and (b) do not hold.
        case laterVersion
    }
}

extension SiteFile {
    /// The first pair of visits of which all four conditions hold: a case may be opened since the second of them. Where
    /// there is none, the pair that lacks least, the latest of such.
    package var finding: CaseFinding {
        var best = CaseFinding(found: nil, again: nil, items: [], missing: [.finding], changedHands: false)
        for (place, found) in visits.enumerated() where found.isBelowMinimum && !found.causes.isEmpty {
            let later = Array(visits[(place + 1)...])
            // Each later visit, and that none came yet.
            for count in 0...later.count {
                let finding = finding(found, later.prefix(count))
                if finding.holds { return finding }
                if best.found == nil || finding.missing.count <= best.missing.count { best = finding }
            }
        }
        return best
    }

    /// What the last of the later visits makes of the first finding.
    private func finding(_ found: Visit, _ later: ArraySlice<Visit>) -> CaseFinding {
        var missing = standing(of: found)
        let notice = notices.first { $0.visit == found.id && $0.reachedAt != nil }
        if notice == nil { missing.append(.notice) }
        var items: [String] = []
        if let again = later.last {
            let between = later.dropLast()
            let due = found.causes.filter { item in
                notice?.deadline(of: item).map { $0 < again.startedAt } ?? false
            }
            items =
                due.filter { item in
                    again.notMet.contains(item) && !between.contains { $0.met.contains(item) }
                }
                .sorted()
            if notice != nil, due.isEmpty { missing.append(.laterVisit) }
            if !due.isEmpty, items.isEmpty { missing.append(.sameItem) }
            if !again.isBelowMinimum { missing.append(.stillBelow) }
            if again.version != found.version, !standing(of: again).isEmpty { missing.append(.laterVersion) }
        } else {
            missing.append(.laterVisit)
        }
        return CaseFinding(
            found: found,
            again: later.last,
            items: items,
            missing: missing,
            changedHands: later.last.map { changedHands(from: Day(found.startedAt), to: Day($0.startedAt)) }
                ?? false
        )
    }

    /// What is missing of (a) and (b) for the version that the visit went by.
    private func standing(of visit: Visit) -> [CaseFinding.Missing] {
        handingDown(of: visit.version, at: visit.startedAt).missing
    }

    /// Whether on some day of these another person, or nobody, directed the site.
    private func changedHands(from first: Day, to last: Day) -> Bool {
        let whole = directors.contains { $0.from <= first && $0.to.map { last <= $0 } ?? true }
        return !whole
    }
}
