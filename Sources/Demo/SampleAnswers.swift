import Compliance
import StrictJSON

/// What an inspector would write for each item of a checklist at one site: when it is in order, and when it is not.
///
/// The bounds come out of scoring itself: the items are answered, scored, and answered again with what was required,
/// until nothing changes.
struct Replies {
    /// One item's two replies; dates are kept as days before the visit, so that they fit any day.
    struct Reply {
        let inOrder: Form
        /// nil where the item cannot fall short.
        let short: Form?
    }

    enum Form: Equatable {
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
    let replies: [String: Reply]

    init(_ standard: Standard, facts: Node, on day: Day) throws(Problems) {
        let items = standard.checklist.items
        var replies = Dictionary(items.map { ($0.code, Self.first($0)) }) { first, _ in first }
        for _ in 0..<4 {
            let answers = items.map { ($0.code, replies[$0.code]?.inOrder.node(on: day)) }
            let sheet = try standard.sheet(facts: facts, answers: .object(answers), visitDate: day, at: "")
            let outcomes = standard.score(sheet).outcomes
            var settled = true
            for (item, outcome) in zip(items, outcomes) {
                let reply =
                    outcome.status == .notInScope
                    ? nil : Self.reply(item, outcome, on: day) ?? replies[item.code]
                settled = settled && reply?.inOrder == replies[item.code]?.inOrder
                replies[item.code] = reply
            }
            if settled { break }
        }
        self.replies = replies
    }

    /// A reply before any bound is known.
    private static func first(_ item: Item) -> Reply {
        switch (item.answer, item.minimum) {
        case (.yesNo, .answered(let yes)):
            Reply(inOrder: .plain(yes ? "yes" : "no"), short: .plain(yes ? "no" : "yes"))
        case (.choice(let choices), .oneOf(let good)):
            Reply(
                inOrder: .plain(.string(good.first ?? "")),
                short: choices.first { !good.contains($0.value) }.map { .plain(.string($0.value)) }
            )
        case (.graded(_, let deductions), _):
            Reply(
                inOrder: .plain(.object([("deductions", .array([]))])),
                short: deductions.first.map { .plain(.object([("deductions", .array([.string($0.code)]))])) }
            )
        case (.number(_, let range, _), .bound(.atLeast, _)):
            Reply(inOrder: .plain(Node(.number(range.upperBound.exact))), short: nil)
        case (.number(_, let range, _), _):
            Reply(inOrder: .plain(Node(.number(range.lowerBound.exact))), short: nil)
        case (.date, _): Reply(inOrder: .daysBefore(1), short: nil)
        default: Reply(inOrder: .plain("有记录"), short: nil)
        }
    }

    /// The replies on either side of the bound that came out; nil where the item has none.
    private static func reply(_ item: Item, _ outcome: Outcome, on day: Day) -> Reply? {
        guard let required = outcome.required else { return nil }
        switch (item.answer, required.value) {
        case (.date, .date(let bound)):
            let days = max(0, day - bound)
            return Reply(inOrder: .daysBefore(days / 2), short: .daysBefore(days + 5))
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
    ) -> Reply {
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
        return Reply(
            inOrder: .plain(Node(.number(inOrder.exact))),
            short: poor == inOrder ? nil : .plain(Node(.number(poor.exact)))
        )
    }
}
