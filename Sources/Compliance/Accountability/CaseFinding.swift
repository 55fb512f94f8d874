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
    /// What a person has to weigh of what is on record: it holds no case up, and is said.
    package let doubts: [Doubt]
    /// How many pairs of a finding and a later visit, or of a finding and none yet, were held against the conditions.
    package internal(set) var pairs: Int

    package var holds: Bool { missing.isEmpty }
    /// Whether the director changed between the two visits: then a person decides who is named.
    package var changedHands: Bool { doubts.contains(.changedHands) }

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
        /// (d) The visit after the deadline did not find the same item not met, or it was seen or verified as mended in between.
        case sameItem
        /// (d) The later visit did not find the site below the minimum.
        case stillBelow
        /// (d) The later visit went by another version, for which (a) and (b) do not hold.
        case laterVersion
    }

    /// What is on record and leaves a question that is not the program's.
    package enum Doubt: Sendable, Hashable {
        /// The guidance is stated to have been given before the visit, and was put on record only after it began.
        case guidanceRecordedLater(given: Instant, recorded: Instant)
        /// Another person, or nobody, directed the site on some day from the guidance to the visit.
        case newSinceGuidance
        /// The same between the two visits: a person decides who is named (`domain.md` §7).
        case changedHands
    }
}

extension SiteFile {
    /// The first pair of visits of which all four conditions hold: a case may be opened since the second of them. A pair that a
    /// case rests on has led to it, whatever became of that, and leads to no other.
    ///
    /// Where there is none, the pair that lacks the fewest of the four conditions; of such, the one that lacks the fewest
    /// particulars; of such, the one whose finding, and then whose later visit, is the last. A finding without a later visit
    /// is a pair too.
    package var finding: CaseFinding {
        var best = CaseFinding(found: nil, again: nil, items: [], missing: [.finding], doubts: [], pairs: 0)
        var pairs = 0
        for (place, found) in visits.enumerated() where found.isBelowMinimum == true && !found.causes.isEmpty
        {
            let later = Array(visits[(place + 1)...])
            // Each later visit, and that none came yet.
            for count in 0...later.count where !hasLed(found, later.prefix(count).last) {
                var finding = finding(found, later.prefix(count))
                pairs += 1
                finding.pairs = pairs
                if finding.holds { return finding }
                if best.found == nil || finding.lack <= best.lack { best = finding }
            }
        }
        best.pairs = pairs
        return best
    }

    private func hasLed(_ found: Visit, _ again: Visit?) -> Bool {
        cases.contains { $0.found == found.id && $0.again == again?.id }
    }

    /// What the last of the later visits makes of the first finding.
    func finding(_ found: Visit, _ later: ArraySlice<Visit>) -> CaseFinding {
        let handed = handingDown(of: found.version, at: found.startedAt)
        var missing = handed.missing
        var doubts = handed.doubts
        if let guided = handed.guidedAt, changedHands(from: Day(guided), to: Day(found.startedAt)) {
            doubts.append(.newSinceGuidance)
        }
        let notice = notices.first { $0.visit == found.id && $0.reachedAt != nil }
        if notice == nil { missing.append(.notice) }
        var items: [String] = []
        if let again = later.last {
            let due = found.causes.filter { item in
                let known = min(mended(item, after: found, before: again) ?? again.startedAt, again.startedAt)
                return notice?.deadline(of: item, knownAt: known).map { $0 < again.startedAt } ?? false
            }
            items =
                due.filter { again.notMet.contains($0) && mended($0, after: found, before: again) == nil }
                .sorted()
            if notice != nil, due.isEmpty { missing.append(.laterVisit) }
            if !due.isEmpty, items.isEmpty { missing.append(.sameItem) }
            // Below by what nobody checked is the commission's debt, and never held against anybody.
            if again.isBelowMinimum != true || again.causes.isEmpty { missing.append(.stillBelow) }
            if again.version != found.version {
                let handed = handingDown(of: again.version, at: again.startedAt)
                if !handed.isComplete { missing.append(.laterVersion) }
                doubts += handed.doubts
            }
            if changedHands(from: Day(found.startedAt), to: Day(again.startedAt)) {
                doubts.append(.changedHands)
            }
        } else {
            missing.append(.laterVisit)
        }
        return CaseFinding(
            found: found,
            again: later.last,
            items: items,
            missing: missing,
            doubts: doubts,
            pairs: 1
        )
    }

    /// When the item was first seen mended after the one visit had ended and before the other had. What is found then is not
    /// what was found first (`domain.md` §6). nil where it was not.
    private func mended(_ item: String, after found: Visit, before again: Visit) -> Instant? {
        let between = visits.drop { $0.id != found.id }.dropFirst().prefix { $0.id != again.id }.map(\.id)
        return
            mendings.filter { mending in
                guard mending.item == item else { return false }
                guard let visit = mending.visit else {
                    return found.finishedAt <= mending.at && mending.at < again.finishedAt
                }
                return between.contains(visit)
            }
            .map(\.at).min()
    }

    /// Whether on some day of these another person, or nobody, directed the site.
    private func changedHands(from first: Day, to last: Day) -> Bool {
        !Posting.joined(directors).contains { $0.covers(first) && $0.covers(last) }
    }
}

extension CaseFinding {
    /// How much it lacks: conditions first, then particulars.
    fileprivate var lack: (Int, Int) { (Set(missing.map(\.condition)).count, missing.count) }
}
