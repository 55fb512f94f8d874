import Compliance
import StrictJSON

/// What is true of a site on the day of a visit, as its checklist asks.
struct SiteFacts {
    private let site: Site
    private let seed: UInt64

    init(_ site: Site, seed: UInt64) {
        self.site = site
        self.seed = seed
    }

    /// The facts in that week; residents come and go every fifth week, everything else stays.
    func document(for checklist: Checklist, week: Int) -> Node {
        let residents = number(8...max(9, (site.capacity ?? 24) * 3 / 4), "residents/\(week / 5)")
        let rostered = number(3...6, "rostered")
        let known: [String: Node] = [
            "residents": .number(residents),
            "staff": .number(14 + residents / 3),
            "rooms_in_use": .number(residents),
            "floors": .number(number(2...4, "floors")),
            "special_residents": .number(residents / 9),
            "central_air": "no",
            "lift": .string(site.kind == .countyIsolation ? "yes" : "no"),
            "kitchen": .string(number(0...1, "kitchen") == 0 ? "own" : "caterer"),
            "isolated_people": .number(number(1...3, "isolated")),
            "living_together": .number(number(0...2, "together")),
            "isolation_start": .string("\(site.openedOn)"),
            "vulnerable": .string(number(0...4, "vulnerable") == 0 ? "yes" : "no"),
            "rostered": .number(rostered),
            "observed": .number(number(10...25, "observed")),
            "closed_lanes": .number(number(0...2, "lanes")),
            "pushed": .number(number(20...90, "pushed")),
            "sampled": 10,
            "home_households": .number(number(2...6, "households")),
            "tips": .number(number(0...4, "tips")),
        ]
        return .object(checklist.facts.map { ($0.name, known[$0.name] ?? Self.plainest($0.type)) })
    }

    private func number(_ range: ClosedRange<Int>, _ name: String) -> Int {
        var random = SeededRandom(seed: seed, for: "\(site.code)/\(name)")
        return random.number(range)
    }

    /// A value for a fact that a later checklist may ask for.
    private static func plainest(_ type: AnswerType) -> Node {
        switch type {
        case .yesNo: "no"
        case .number(_, let range, _): Node(.number(range.lowerBound.exact))
        case .choice(let choices): .string(choices.first?.value ?? "")
        case .date: .string("2021-08-01")
        case .text, .graded: "无"
        }
    }
}
