/// The order in which items can be worked out, what an item needs coming before it.
struct EvaluationOrder {
    /// Indices of items; those in a cycle are left out.
    private(set) var order: [Int] = []
    /// Items that need each other, each beginning with the one that stands first in the checklist.
    private(set) var cycles: [[Int]] = []

    private let needs: [[Int]]
    private var open: [Int]
    private var settled: [Bool]
    private var dependents: [[Int]]

    /// `needs` lists for each item the items that its formulas speak of.
    init(_ needs: [[Int]]) {
        self.needs = needs
        open = needs.map(\.count)
        settled = needs.map { _ in false }
        dependents = needs.map { _ in [] }
        for (item, needed) in needs.enumerated() {
            for other in needed { dependents[other].append(item) }
        }
        settle(needs.indices.filter { needs[$0].isEmpty }, inOrder: true)
        for item in needs.indices where !settled[item] {
            let cycle = self.cycle(from: item)
            cycles.append(cycle)
            settle(cycle, inOrder: false)
        }
    }

    /// Takes items out of the way, and whatever then needs nothing more.
    private mutating func settle(_ items: [Int], inOrder: Bool) {
        for item in items { settled[item] = true }
        if inOrder { order += items }
        var ready = items
        while let item = ready.popLast() {
            for dependent in dependents[item] where !settled[dependent] {
                open[dependent] -= 1
                guard open[dependent] == 0 else { continue }
                settled[dependent] = true
                order.append(dependent)
                ready.append(dependent)
            }
        }
    }

    /// Walks from need to need; every unsettled item has an unsettled need, so the walk must come round.
    private func cycle(from start: Int) -> [Int] {
        var path: [Int] = []
        var item = start
        while !path.contains(item) {
            path.append(item)
            guard let next = needs[item].first(where: { !settled[$0] }) else { return path }
            item = next
        }
        let cycle = path[(path.firstIndex(of: item) ?? 0)...]
        let first = cycle.indices.min { cycle[$0] < cycle[$1] } ?? cycle.startIndex
        return Array(cycle[first...] + cycle[..<first])
    }
}
