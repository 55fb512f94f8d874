/// What a name in an item's formula stands for, and where a visit has it (`ScoringContext`).
enum ItemName: Sendable, Hashable {
    /// A fact, by its place among the checklist's.
    case fact(Int)
    /// The answer to an item, by its place among the standard's rules.
    case item(Int)
    case visitDate
    /// What the register says; in conditions only.
    case register(RegisterName)
    /// A parameter that this baseline does not have.
    case unknown(String)
}

/// What a name in a grade's condition stands for (`Totals`).
enum GradeName: Sendable, Hashable {
    case score, earned, attainable, lost, worst
    case gaps(Severity)
    /// The score of a section, and the points that count in it, by its place among the checklist's.
    case scoreOfSection(Int)
    case pointsOfSection(Int)
    /// A parameter that this baseline does not have.
    case unknown(String)
}

/// A formula of a standard: as it is written, and with the places of what it names. A class, so that it is shared.
final class BoundFormula<Name: Sendable & Hashable>: Sendable {
    let written: Expression
    let resolved: Term<Name>

    init(written: Expression, resolved: Term<Name>) {
        (self.written, self.resolved) = (written, resolved)
    }
}

/// Where everything is that formulas name: each name is looked up here once, when a standard is bound, and none while
/// it scores. A parameter becomes the number that it is.
struct NamePlaces {
    private let parameters: [String: Rational]
    private let facts: [String: Int]
    private let items: [String: Int]
    private var figures: [String: GradeName] = [
        "score": .score, "earned": .earned, "attainable": .attainable, "lost": .lost, "worst": .worst,
        "critical_gaps": .gaps(.critical), "major_gaps": .gaps(.major), "minor_gaps": .gaps(.minor),
    ]

    init(_ checklist: Checklist, _ baseline: Baseline) {
        parameters = Dictionary(baseline.parameters.map { ($0.name, $0.value) }) { first, _ in first }
        facts = Self.places(of: checklist.facts.map(\.name))
        items = Self.places(of: checklist.items.map(\.code))
        for (place, section) in checklist.sections.enumerated().reversed() {
            figures[ExpressionScope.score(of: section.code)] = .scoreOfSection(place)
            figures[ExpressionScope.attainable(in: section.code)] = .pointsOfSection(place)
        }
    }

    /// A formula of an item, or a condition.
    func item(_ formula: Expression) -> BoundFormula<ItemName> {
        let resolved = formula.root.resolved { name -> Term<ItemName> in
            if let value = parameters[name] { return .number(value) }
            if let place = facts[name] { return .name(.fact(place), offset: 0) }
            if name == ExpressionScope.visitDate { return .name(.visitDate, offset: 0) }
            if let place = items[name] { return .name(.item(place), offset: 0) }
            return .name(RegisterName(rawValue: name).map { .register($0) } ?? .unknown(name), offset: 0)
        }
        return BoundFormula(written: formula, resolved: resolved)
    }

    /// The condition of a grade.
    func grade(_ condition: Expression) -> BoundFormula<GradeName> {
        let resolved = condition.root.resolved { name -> Term<GradeName> in
            if let figure = figures[name] { return .name(figure, offset: 0) }
            return parameters[name].map { .number($0) } ?? .name(.unknown(name), offset: 0)
        }
        return BoundFormula(written: condition, resolved: resolved)
    }

    /// The first place of each name.
    private static func places(of names: [String]) -> [String: Int] {
        Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }
}
