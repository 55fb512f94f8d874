extension Tally {
    /// The smallest set of gaps whose closing gives a better grade; nil when the grade is the best, or absent, or
    /// closing everything would not change it.
    ///
    /// Gaps are tried from each class (critical, major, minor) most points first, so that of all sets with the same
    /// numbers of each class the one that gains most is taken. That makes the set the smallest there is wherever
    /// closing more never lowers the grade and the conditions read the score, the sums, the counts of gaps or
    /// `worst`. Where they read section scores, the set lifts the grade and none of it can be left out, but another
    /// one might be smaller.
    func lift(from grade: Int?) -> Lift? {
        guard let grade, grade < standard.grades.count - 1, !losses.isEmpty else { return nil }
        let search = LiftSearch(tally: self, grade: grade)
        guard let places = search.smallest(), let score = score(closing(places)),
            let reached = self.grade(closing(places))
        else { return nil }
        return Lift(
            items: places.sorted().map { losses[$0].item },
            grade: standard.grades[reached].rule.code,
            score: score
        )
    }
}

/// Looks for the fewest gaps to close.
private struct LiftSearch {
    let tally: Tally
    let grade: Int
    /// Places of the losses by class, most points first.
    let classes: [[Int]]

    init(tally: Tally, grade: Int) {
        self.tally = tally
        self.grade = grade
        let places = Dictionary(grouping: tally.losses.indices) { place in
            let loss = tally.losses[place]
            return loss.severity == .critical ? 0 : (loss.severity == .major ? 1 : 2) + (loss.isFixed ? 2 : 0)
        }
        classes = places.sorted { $0.key < $1.key }
            .map { _, places in
                places.sorted { (tally.losses[$1].points, $0) < (tally.losses[$0].points, $1) }
            }
    }

    /// How many of each class must be closed at least, everything else being closed; from there on, as few more as
    /// will do: first doubled, then halved, since more never does worse.
    func smallest() -> [Int]? {
        let all = classes.map(\.count)
        guard lifts(all) else { return nil }
        let least = classes.indices.map { index in
            firstThatLifts(upTo: all[index]) { count in
                var counts = all
                counts[index] = count
                return counts
            }
        }
        let room = zip(all, least).reduce(0) { $0 + $1.0 - $1.1 }
        var (below, more, found) = (-1, 0, spread(0, over: least))
        while found == nil {
            (below, more) = (more, min(room, max(1, more * 2)))
            found = spread(more, over: least)
            if more == room { break }
        }
        while more - below > 1 {
            let middle = (below + more) / 2
            if let better = spread(middle, over: least) {
                (more, found) = (middle, better)
            } else {
                below = middle
            }
        }
        return withoutNeedless(places(found ?? all))
    }

    /// The least count up to the given one whose counts lift the grade; that one itself does.
    private func firstThatLifts(upTo count: Int, _ counts: (Int) -> [Int]) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if lifts(counts(middle)) { high = middle } else { low = middle + 1 }
        }
        return high
    }

    /// The first way to close `more` gaps beyond the least ones that lifts the grade.
    private func spread(_ more: Int, over least: [Int], from index: Int = 0) -> [Int]? {
        if more == 0 || index == classes.count { return more == 0 && lifts(least) ? least : nil }
        for here in stride(from: min(more, classes[index].count - least[index]), through: 0, by: -1) {
            var counts = least
            counts[index] += here
            if let found = spread(more - here, over: counts, from: index + 1) { return found }
        }
        return nil
    }

    private func places(_ counts: [Int]) -> [Int] {
        zip(classes, counts).flatMap { $0.prefix($1) }
    }

    private func lifts(_ counts: [Int]) -> Bool { lifts(closing: places(counts)) }

    private func lifts(closing places: [Int]) -> Bool {
        tally.grade(tally.closing(places)).map { $0 > grade } ?? false
    }

    private func withoutNeedless(_ places: [Int]) -> [Int] {
        var kept = places
        for place in places.reversed() {
            let fewer = kept.filter { $0 != place }
            if lifts(closing: fewer) { kept = fewer }
        }
        return kept
    }
}
