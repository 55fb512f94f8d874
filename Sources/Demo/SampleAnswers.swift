import Compliance
import StrictJSON

/// What an inspector would write for each item of a checklist at one site: when it is in order, and when it is not.
///
/// The bounds come out of scoring itself: the items are answered, scored, and answered again with what was required,
/// until nothing changes.
struct SampleAnswers {
    /// One item's two answers; dates are kept as days before the visit, so that they fit any day.
    struct Pair {
        let inOrder: Value
        /// nil where the item cannot fall short.
        let short: Value?
    }

    enum Value: Equatable {
        case plain(Node)
        case daysBefore(Int)

        func node(on day: Day) -> Node {
            switch self {
            case .plain(let node): node
            case .daysBefore(let days): .string("\(day - days)")
            }
        }
    }

    /// By item code, for the items in scope.
    let pairs: [String: Pair]

    init(_ standard: Standard, facts: Node, on day: Day) throws(Problems) {
        let items = standard.checklist.items
        var pairs = Dictionary(items.map { ($0.code, Self.first($0)) }) { first, _ in first }
        for _ in 0..<4 {
            let answers = items.map { ($0.code, pairs[$0.code]?.inOrder.node(on: day)) }
            let sheet = try standard.sheet(facts: facts, answers: .object(answers), visitDate: day, at: "")
            let outcomes = standard.score(sheet).outcomes
            var settled = true
            for (item, outcome) in zip(items, outcomes) {
                let pair =
                    outcome.status == .notInScope
                    ? nil : Self.pair(item, outcome, on: day) ?? pairs[item.code]
                settled = settled && pair?.inOrder == pairs[item.code]?.inOrder
                pairs[item.code] = pair
            }
            if settled { break }
        }
        self.pairs = pairs
    }

    /// The answers before any bound is known.
    private static func first(_ item: Item) -> Pair {
        switch (item.answer, item.minimum) {
        case (.yesNo, .answered(let yes)):
            Pair(inOrder: .plain(yes ? "yes" : "no"), short: .plain(yes ? "no" : "yes"))
        case (.choice(let choices), .oneOf(let good)):
            Pair(
                inOrder: .plain(.string(good.first ?? "")),
                short: choices.first { !good.contains($0.value) }.map { .plain(.string($0.value)) }
            )
        case (.graded(_, let deductions), _):
            Pair(
                inOrder: .plain(.object([("deductions", .array([]))])),
                short: deductions.first.map { .plain(.object([("deductions", .array([.string($0.code)]))])) }
            )
        case (.number(_, let range, _), .bound(.atLeast, _)):
            Pair(inOrder: .plain(Node(.number(range.upperBound.exact))), short: nil)
        case (.number(_, let range, _), _):
            Pair(inOrder: .plain(Node(.number(range.lowerBound.exact))), short: nil)
        case (.date, _): Pair(inOrder: .daysBefore(1), short: nil)
        default: Pair(inOrder: .plain("有记录"), short: nil)
        }
    }

    /// The answers on either side of the bound that came out; nil where the item has none.
    private static func pair(_ item: Item, _ outcome: Outcome, on day: Day) -> Pair? {
        guard let required = outcome.required else { return nil }
        switch (item.answer, required.value) {
        case (.date, .date(let bound)):
            let days = max(0, day - bound)
            return Pair(inOrder: .daysBefore(days / 2), short: .daysBefore(days + 5))
        case (.number(_, let range, let decimals), .number(let bound)):
            return number(bound, required.direction, within: range, decimals: decimals)
        default: return nil
        }
    }

    private static func number(
        _ bound: Rational,
        _ direction: Direction,
        within range: ClosedRange<Rational>,
        decimals: Int
    ) -> Pair {
        let unit = (0..<decimals).reduce(Rational(1)) { step, _ in step.divided(by: 10) ?? step }
        let up = ((bound.divided(by: unit) ?? bound).ceiling) * unit
        let down = ((bound.divided(by: unit) ?? bound).floor) * unit
        let step = max(unit, (bound.divided(by: 4)?.floor ?? unit))
        let (good, poor) =
            switch direction {
            case .atLeast: (up, max(range.lowerBound, up - step))
            case .atMost: (down, min(range.upperBound, down + step))
            case .equals: (bound, bound > range.lowerBound ? bound - unit : bound + unit)
            }
        let inOrder = min(max(good, range.lowerBound), range.upperBound)
        return Pair(
            inOrder: .plain(Node(.number(inOrder.exact))),
            short: poor == inOrder ? nil : .plain(Node(.number(poor.exact)))
        )
    }
}
