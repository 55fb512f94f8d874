/// Looks for the fewest gaps whose closing lifts the grade by a step or more.
///
/// Of one group (`GapGroup`), the gaps that lost most are closed first: of all ways to close so many of it, none leaves
/// more points earned (in all and in each section) or a smaller worst loss. So a set is told by how many gaps of each
/// group it closes, and the search is over those counts.
///
/// It is exact where no grade gets worse because points rise or gaps close, as in every grading that makes sense: then
/// closing more is never worse, and both the least count of each group and the least number of gaps can be found by
/// halving. A set that is found has always been tried. With conditions that punish improvement a smaller set might be
/// missed; and where there are so many groups that more than `mostTried` sets would have to be tried, the set found is
/// one of which no gap can be left out.
struct LiftSearch {
    private let standard: Standard
    private let scoredGaps: ScoredGaps
    private let grade: Int
    private let version: Int
    private let groups: [GapGroup]

    /// How many sets are tried at most; 100 gaps spread over three severities stay below.
    private static let mostTried = 5_000

    init(_ scoredGaps: ScoredGaps, from grade: Int, in standard: Standard, by version: Int) {
        self.standard = standard
        self.version = version
        self.scoredGaps = scoredGaps
        self.grade = grade
        groups = scoredGaps.groups
    }

    /// nil where the grade is the best, or no closing of gaps lifts it.
    var lift: Lift? {
        guard grade < standard.grades.count - 1 else { return nil }
        let full = groups.map { $0.gaps.count }
        guard reached(full) > grade else { return nil }
        let counts = fewest(upTo: full)
        let closed = zip(groups, counts).flatMap { group, count in group.gaps.prefix(count) }
        let totals = totals(closing: counts)
        guard let score = totals.score else { return nil }
        return Lift(
            items: closed.sorted().map { standard.rules[scoredGaps.all[$0].index].code },
            grade: standard.grades[reached(counts)].rule.code,
            score: score
        )
    }

    private func fewest(upTo full: [Int]) -> [Int] {
        // What each group must close even if all others were closed.
        let least = full.indices.map { group in
            smallest(in: 0...full[group]) { count in
                var counts = full
                counts[group] = count
                return reached(counts) > grade
            }
        }
        let bounds = Bounds(least: least, most: full)
        var (best, tried) = (full, 0)
        _ = smallest(in: bounds.sizes(from: 0)) { size in
            var counts = bounds.least
            guard find(size, in: bounds, from: 0, &counts, &tried) else { return false }
            best = counts
            return true
        }
        return tried > Self.mostTried ? irreducible(from: best) : best
    }

    /// How many gaps of each group may be closed.
    private struct Bounds {
        let least: [Int]
        let most: [Int]

        /// How many gaps may be closed in that group and those after it.
        func sizes(from group: Int) -> ClosedRange<Int> {
            let (least, most) = (least[group...].reduce(0, +), most[group...].reduce(0, +))
            return min(least, most)...most
        }
    }

    /// Sets the counts of that group and those after it so that they close `size` gaps and the grade is lifted; more of
    /// the graver groups come first. False where there are none.
    private func find(
        _ size: Int,
        in bounds: Bounds,
        from group: Int,
        _ counts: inout [Int],
        _ tried: inout Int
    ) -> Bool {
        guard group < groups.count else {
            tried += 1
            return reached(counts) > grade
        }
        let after = bounds.sizes(from: group + 1)
        let (low, high) = (
            max(bounds.least[group], size - after.upperBound),
            min(bounds.most[group], size - after.lowerBound)
        )
        guard low <= high else { return false }
        for count in (low...high).reversed() where tried <= Self.mostTried {
            counts[group] = count
            if find(size - count, in: bounds, from: group + 1, &counts, &tried) { return true }
        }
        return false
    }

    /// Leaves out one gap after another, the least points first, as long as the grade is still lifted.
    private func irreducible(from counts: [Int]) -> [Int] {
        var counts = counts
        for group in counts.indices.reversed() {
            while counts[group] > 0 {
                counts[group] -= 1
                guard reached(counts) <= grade else { continue }
                counts[group] += 1
                break
            }
        }
        return counts
    }

    /// The smallest number that will do, where every greater one does too and the greatest is known to.
    private func smallest(in range: ClosedRange<Int>, _ does: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if does(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Where the grade cannot be told, nothing is reached.
    private func reached(_ counts: [Int]) -> Int {
        standard.grade(for: totals(closing: counts), by: version) ?? -1
    }

    private func totals(closing counts: [Int]) -> Totals {
        let before = scoredGaps.totals
        var (earned, worst): (Rational, Rational) = (before.earned, 0)
        var (open, sections) = (before.open, before.sections)
        for (place, count) in counts.enumerated() {
            let closed = groups[place].earned[count]
            earned = earned + closed
            if groups[place].counts { open[groups[place].severity] -= count }
            if count < groups[place].gaps.count {
                worst = max(worst, scoredGaps.all[groups[place].gaps[count]].lost)
            }
            if standard.gradesReadSections {
                let section = groups[place].section
                sections[section].earned = sections[section].earned + closed
            }
        }
        return Totals(
            earned: earned,
            attainable: before.attainable,
            open: open,
            worst: worst,
            sections: sections
        )
    }
}
